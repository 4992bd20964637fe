// REQUIRES: boost-asio
// RUN: %check_leash %s leash-spin-select --real

// The empty default in a select loop, on the headers of Boost.Asio.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <atomic>
#include <chrono>
#include <thread>

using namespace std::chrono_literals;
namespace net = boost::asio;
using Channel = net::experimental::channel<void(boost::system::error_code, int)>;
void handle(int);

namespace {

net::awaitable<void> emptyDefault_bad(Channel &jobs, std::atomic<bool> &stop) {
  while (!stop) {
    jobs.try_receive([](boost::system::error_code, int job) { handle(job); });
  }
  // CHECK-MESSAGES: :[[@LINE-3]]:3: warning: 'emptyDefault_bad' polls in a loop that never waits: each time 'try_receive' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait
  co_return;
}

net::awaitable<void> receives_ok(Channel &jobs) {
  for (;;)
    handle(co_await jobs.async_receive(net::use_awaitable));
}

net::awaitable<void> pausesBetween_ok(Channel &jobs, std::atomic<bool> &stop) {
  net::steady_timer timer(co_await net::this_coro::executor);
  while (!stop) {
    if (jobs.try_receive([](boost::system::error_code, int job) { handle(job); }))
      continue;
    timer.expires_after(5ms);
    co_await timer.async_wait(net::use_awaitable);
  }
}

void pollsContext_bad(net::io_context &context, std::atomic<bool> &stop) {
  while (!stop)
    context.poll();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'pollsContext_bad' polls in a loop that never waits: each time 'poll' finds nothing to do, the next turn comes at once
}

void pollsUntilStopped_bad(net::io_context &context) {
  while (!context.stopped()) {
    context.poll_one();
    std::this_thread::yield();
  }
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: 'pollsUntilStopped_bad' polls in a loop that never waits
}

void runs_ok(net::io_context &context) { context.run(); }

void runsForAWhile_ok(net::io_context &context, std::atomic<bool> &stop) {
  while (!stop)
    context.run_for(10ms);
}

} // namespace
