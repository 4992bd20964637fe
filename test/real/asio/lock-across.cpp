// REQUIRES: boost-asio, standalone-asio
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread -DSTANDALONE -DASIO_HAS_CO_AWAIT

// The shape on the headers of Boost.Asio and of standalone Asio.

#ifdef STANDALONE
#include <asio.hpp>
namespace net = asio;
using ErrorCode = asio::error_code;
#else
#include <boost/asio.hpp>
namespace net = boost::asio;
using ErrorCode = boost::system::error_code;
#endif

#include <chrono>
#include <mutex>

using namespace std::chrono_literals;
using net::ip::tcp;

namespace {

void write_bad(std::mutex &m, tcp::socket &s, net::const_buffer b) {
  std::lock_guard lock(m);
  net::write(s, b);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'write_bad' waits for the network
}

void accept_bad(std::mutex &m, tcp::acceptor &a, tcp::socket &s) {
  std::lock_guard lock(m);
  a.accept(s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'accept_bad' waits for the network
}

void resolve_bad(std::mutex &m, tcp::resolver &r) {
  std::lock_guard lock(m);
  r.resolve("host", "80");
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'resolve_bad' waits for the network
}

void run_bad(std::mutex &m, net::io_context &loop) {
  std::unique_lock lock(m);
  loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'run_bad' waits
}

void join_bad(std::mutex &m, net::thread_pool &workers) {
  std::unique_lock lock(m);
  workers.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'join_bad' joins 'workers'
}

net::awaitable<void> await_bad(std::mutex &m, net::steady_timer &t) {
  std::lock_guard lock(m);
  co_await t.async_wait(net::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held
}

void poll_ok(std::mutex &m, net::io_context &loop) {
  std::lock_guard lock(m);
  loop.poll();
}

void async_ok(std::mutex &m, net::steady_timer &t) {
  std::lock_guard lock(m);
  t.async_wait([](ErrorCode) {});
}

void post_ok(std::mutex &m, net::io_context &loop) {
  std::lock_guard lock(m);
  net::post(loop, [] {});
}

void nonBlocking_ok(std::mutex &m, tcp::socket &s, net::mutable_buffer b) {
  s.non_blocking(true);
  std::lock_guard lock(m);
  ErrorCode error;
  s.read_some(b, error);
}

net::awaitable<void> unlocked_ok(std::mutex &m, net::steady_timer &t) {
  std::unique_lock lock(m);
  lock.unlock();
  co_await t.async_wait(net::use_awaitable);
}

} // namespace
