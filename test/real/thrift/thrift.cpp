// REQUIRES: thrift
// RUN: %check_why %s --library thrift -- -std=c++20
//
// Each call of models/thrift.yaml on the real headers. Compiled, never run.

#include <thrift/concurrency/Monitor.h>
#include <thrift/concurrency/Mutex.h>
#include <thrift/concurrency/Thread.h>

#include <chrono>

using namespace apache::thrift::concurrency;

void locks(Mutex &m) {
  m.lock();            // WHY: call apache::thrift::concurrency::Mutex::lock -> acquire
  m.unlock();          // WHY: call apache::thrift::concurrency::Mutex::unlock -> release
  if (m.trylock())     // WHY: call apache::thrift::concurrency::Mutex::trylock -> acquire
    m.unlock();
  if (m.timedlock(10)) // WHY: call apache::thrift::concurrency::Mutex::timedlock -> acquire
    m.unlock();
}

void monitors(Monitor &m, Thread &t) {
  Synchronized guard(m);   // WHY: -> guard
  m.wait();                // WHY: call apache::thrift::concurrency::Monitor::wait -> wait class=wait bound=unbounded releases 'm' on 'm'
  m.wait(5);               // WHY: call apache::thrift::concurrency::Monitor::wait -> wait class=wait bound=bounded
  m.waitForever();         // WHY: call apache::thrift::concurrency::Monitor::waitForever -> wait class=wait bound=unbounded
  m.waitForTimeRelative(uint64_t(0)); // WHY: call apache::thrift::concurrency::Monitor::waitForTimeRelative -> wait class=wait bound=unbounded
  m.waitForTime(std::chrono::steady_clock::now()); // WHY: call apache::thrift::concurrency::Monitor::waitForTime -> wait class=wait bound=bounded
  m.notify();              // WHY: call apache::thrift::concurrency::Monitor::notify -> notify on 'm' wakes=one
  m.notifyAll();           // WHY: call apache::thrift::concurrency::Monitor::notifyAll -> notify on 'm' wakes=all
  t.start();               // WHY: call apache::thrift::concurrency::Thread::start -> spawn
}

void by_hand(Monitor &m) {
  m.lock();   // WHY: call apache::thrift::concurrency::Monitor::lock -> acquire
  m.unlock(); // WHY: call apache::thrift::concurrency::Monitor::unlock -> release
}
