#pragma once

#include "session_registry.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace relay {

// Accepts sensors and reads their lines. The io_context may run on several threads.
class Listener {
 public:
  using LineHandler = std::function<void(SessionId, std::string line)>;

  Listener(boost::asio::io_context& io, SessionRegistry& registry, LineHandler on_line);

  boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  void start();
  void stop();

  // Sends a notice to each sensor.
  void announce(std::string notice);

 private:
  using Socket = boost::asio::ip::tcp::socket;

  boost::asio::awaitable<void> accept();
  boost::asio::awaitable<void> serve(SessionId id, std::shared_ptr<Socket> socket);
  boost::asio::awaitable<void> broadcast(std::string notice);
  void drop(SessionId id);

  boost::asio::io_context& io_;
  SessionRegistry& registry_;
  LineHandler on_line_;
  boost::asio::ip::tcp::acceptor acceptor_;

  std::mutex mutex_;
  std::map<SessionId, std::shared_ptr<Socket>> sockets_;
};

}  // namespace relay
