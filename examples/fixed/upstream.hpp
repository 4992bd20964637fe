#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <mutex>
#include <string>

namespace relay {

struct UpstreamState {
  bool connected = false;
  std::size_t batches = 0;
  std::string last_reply;
};

// The connection to the collector. One task sends; any task may ask for the state.
class Upstream {
 public:
  explicit Upstream(const boost::asio::ip::tcp::endpoint& collector);

  // Sends one batch and waits for the collector's one-line reply.
  bool send(const std::string& batch);

  UpstreamState state() const;

 private:
  boost::asio::ip::tcp::endpoint collector_;
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_{io_};  // of the sending task
  std::string input_;                         // of the sending task

  mutable std::mutex mutex_;
  UpstreamState state_;
};

}  // namespace relay
