#include "upstream.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace relay {

namespace asio = boost::asio;

Upstream::Upstream(const asio::ip::tcp::endpoint& collector) : collector_(collector) {}

bool Upstream::send(const std::string& batch) {
  std::lock_guard lock(mutex_);
  boost::system::error_code error;
  if (!socket_.is_open()) socket_.connect(collector_, error);
  if (!error) asio::write(socket_, asio::buffer(batch + "\n"), error);
  std::size_t length = 0;
  if (!error) length = asio::read_until(socket_, asio::dynamic_buffer(input_), '\n', error);
  if (error) {
    socket_.close(error);
    input_.clear();
    state_.connected = false;
    return false;
  }
  std::string reply = input_.substr(0, length - 1);
  input_.erase(0, length);
  state_.connected = true;
  ++state_.batches;
  state_.last_reply = std::move(reply);
  return true;
}

UpstreamState Upstream::state() const {
  std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace relay
