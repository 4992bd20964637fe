// RUN: %check_leash %s leash-spin-select -- -std=c++20 -idirafter %root/test/mock

// Polling cppcoro's lock, token, event and service, on a mock of its headers.

#include <cppcoro/cppcoro.hpp>

#include <thread>

void lock_bad(cppcoro::async_mutex &mutex) {
  while (!mutex.try_lock()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'lock_bad' polls in a loop that never waits: each time 'try_lock' does not get 'mutex'
  mutex.unlock();
}

cppcoro::task<> lock_ok(cppcoro::async_mutex &mutex) {
  co_await mutex.lock_async();
  mutex.unlock();
}

void token_bad(cppcoro::cancellation_token token) {
  while (!token.is_cancellation_requested())
    std::this_thread::yield();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'token_bad' looks at 'token' again and again, and nothing in this loop waits for it to change; 'yield' lets others run first
}

void event_bad(cppcoro::async_manual_reset_event &ready) {
  while (!ready.is_set()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'event_bad' polls in a loop that never waits: each time 'is_set' finds nothing to do
}

void latch_bad(cppcoro::async_latch &done) {
  while (!done.is_ready()) {
  }
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'latch_bad' polls in a loop that never waits: each time 'is_ready' finds nothing to do
}

void service_bad(cppcoro::io_service &io) {
  while (!io.is_stop_requested())
    io.process_pending_events();
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: 'service_bad' polls in a loop that never waits
}

void service_ok(cppcoro::io_service &io) {
  while (!io.is_stop_requested())
    io.process_events();
}
