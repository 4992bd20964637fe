#include "housekeeping.hpp"

#include <chrono>
#include <cstdio>

namespace relay {

using namespace std::chrono_literals;
using boost::system::error_code;

Housekeeping::Housekeeping(boost::asio::io_context& io, SessionRegistry& registry)
    : registry_(registry), expire_timer_(io), report_timer_(io) {}

void Housekeeping::start() {
  expire();
  report();
}

void Housekeeping::stop() { expire_timer_.cancel(); }

void Housekeeping::expire() {
  expire_timer_.expires_after(10s);
  expire_timer_.async_wait([this](error_code error) {
    if (error) return;
    registry_.expire(Clock::now() - 1h);
    expire();
  });
}

void Housekeeping::report() {
  report_timer_.expires_after(60s);
  report_timer_.async_wait([this](error_code error) {
    if (error) return;
    std::printf("%zu sessions\n", registry_.count());
    report();
  });
}

}  // namespace relay
