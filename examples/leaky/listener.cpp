#include "listener.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <utility>

namespace relay {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

}  // namespace

Listener::Listener(asio::io_context& io, SessionRegistry& registry, LineHandler on_line)
    : io_(io),
      registry_(registry),
      on_line_(std::move(on_line)),
      acceptor_(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

void Listener::start() { asio::co_spawn(io_, accept(), asio::detached); }

void Listener::stop() {
  asio::post(io_, [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    std::lock_guard lock(mutex_);
    for (auto& [id, socket] : sockets_) socket->shutdown(tcp::socket::shutdown_both, ignored);
  });
}

void Listener::announce(std::string notice) { asio::co_spawn(io_, broadcast(std::move(notice)), asio::detached); }

asio::awaitable<void> Listener::accept() {
  for (;;) {
    auto [error, peer] = co_await acceptor_.async_accept(kAwait);
    if (error) co_return;
    auto socket = std::make_shared<Socket>(std::move(peer));
    const SessionId id = registry_.add(socket->remote_endpoint().address().to_string());
    {
      std::lock_guard lock(mutex_);
      sockets_[id] = socket;
    }
    asio::co_spawn(io_, serve(id, std::move(socket)), asio::detached);
  }
}

asio::awaitable<void> Listener::serve(SessionId id, std::shared_ptr<Socket> socket) {
  std::string input;
  for (;;) {
    auto [error, length] = co_await asio::async_read_until(*socket, asio::dynamic_buffer(input, 4096), '\n', kAwait);
    if (error) break;
    registry_.touch(id);
    on_line_(id, input.substr(0, length - 1));
    input.erase(0, length);
  }
  drop(id);
}

asio::awaitable<void> Listener::broadcast(std::string notice) {
  notice += '\n';
  std::lock_guard lock(mutex_);
  for (const auto& [id, socket] : sockets_) co_await asio::async_write(*socket, asio::buffer(notice), kAwait);
}

void Listener::drop(SessionId id) {
  {
    std::lock_guard lock(mutex_);
    sockets_.erase(id);
  }
  registry_.remove(id);
}

}  // namespace relay
