// RUN: %check_leash %s leash-unstopped-timer

// A timeout that each turn of a loop makes anew, while the one before is still
// armed.

#include <boost/asio.hpp>
#include <chrono>
#include <memory>
#include <thread>

using namespace std::chrono_literals;
namespace asio = boost::asio;
using boost::system::error_code;

void late();
bool receive();
void pause();

void timeouts_bad(asio::io_context &context) {
  while (receive()) {
    auto timeout = std::make_shared<asio::steady_timer>(context);
    timeout->expires_after(30s);
    timeout->async_wait([timeout](error_code error) { late(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: each turn of this loop arms one more timer, and nobody can stop those of the turns before: they stay armed until they expire [leash-unstopped-timer]
    // CHECK-NOTES: note: canonical fix: make one timer before the loop, and set it anew on each turn
    std::this_thread::sleep_for(1s);
  }
}

void stopped_ok(asio::io_context &context) {
  while (receive()) {
    auto timeout = std::make_shared<asio::steady_timer>(context);
    timeout->expires_after(30s);
    timeout->async_wait([timeout](error_code error) { late(); });
    std::this_thread::sleep_for(1s);
    timeout->cancel();
  }
}

void one_ok(asio::io_context &context) {
  auto timeout = std::make_shared<asio::steady_timer>(context);
  while (receive()) {
    timeout->expires_after(30s);
    timeout->async_wait([timeout](error_code error) { late(); });
    std::this_thread::sleep_for(1s);
  }
}

// The loop only makes many timers, and does not wait.
void many_ok(asio::io_context &context) {
  for (int i = 0; i < 10; ++i) {
    auto timeout = std::make_shared<asio::steady_timer>(context);
    timeout->expires_after(30s);
    timeout->async_wait([timeout](error_code error) { late(); });
  }
}
