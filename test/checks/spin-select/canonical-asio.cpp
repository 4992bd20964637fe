// REQUIRES: boost-asio
// RUN: %check_leash %s leash-spin-select --real

// The empty default of a select, with Asio's channels and coroutines.

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>

#include <atomic>

namespace asio = boost::asio;
using Channel = asio::experimental::channel<void(boost::system::error_code, int)>;
void handle(int);

asio::awaitable<void> worker_bad(Channel &jobs, std::atomic<bool> &stop) {
  while (!stop)
    jobs.try_receive([](boost::system::error_code, int job) { handle(job); });
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'worker_bad' polls in a loop that never waits: each time 'try_receive' finds nothing in 'jobs', the next turn comes at once, and a core burns; 'stop' ends the loop, but does not make it wait [leash-spin-select]
  co_return;
}

asio::awaitable<void> worker_ok(Channel &jobs) {
  for (;;) {
    auto [error, job] = co_await jobs.async_receive(asio::as_tuple(asio::use_awaitable));
    if (error)
      co_return;
    handle(job);
  }
}
