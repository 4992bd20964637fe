#pragma once

#include "session_registry.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace relay {

// Drops silent sessions and says how many there are, again and again.
class Housekeeping {
 public:
  Housekeeping(boost::asio::io_context& io, SessionRegistry& registry);

  void start();
  void stop();

 private:
  void expire();
  void report();

  SessionRegistry& registry_;
  boost::asio::steady_timer expire_timer_;
  boost::asio::steady_timer report_timer_;
};

}  // namespace relay
