// REQUIRES: boost-thread
// RUN: %check_leash %s leash-unreceived-send --real

// Latches and promises of Boost.Thread.

#define BOOST_THREAD_VERSION 4
#include <boost/thread/completion_latch.hpp>
#include <boost/thread/future.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/thread.hpp>
#include <string>
#include <vector>

namespace {

bool prepare(const std::string &name);
int fetch(int key);

void leaves_early_bad(const std::vector<std::string> &names) {
  boost::latch group(names.size());
  std::vector<boost::thread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (!prepare(name))
        return;
      group.count_down();
    });
  group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: wait for 'group' can last for ever: it waits for 'names.size()' to count down, and for sure none does; 'leaves_early_bad' itself waits for ever
  for (boost::thread &worker : workers)
    worker.join();
}

void each_path_ok(const std::vector<std::string> &names) {
  boost::latch group(names.size() + 1);
  std::vector<boost::thread> workers;
  for (const std::string &name : names)
    workers.emplace_back([&group, name] {
      if (prepare(name))
        fetch(1);
      group.count_down();
    });
  group.count_down_and_wait();
  for (boost::thread &worker : workers)
    worker.join();
}

int promise_bad(int key) {
  boost::promise<int> result;
  boost::future<int> value = result.get_future();
  boost::thread task([&] {
    if (key > 0)
      result.set_value(fetch(key));
  });
  int got = value.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: wait for the value of 'result' can last for ever: a path leaves it unset; 'promise_bad' itself waits for ever
  task.join();
  return got;
}

int promise_ok(int key) {
  boost::promise<int> result;
  boost::future<int> value = result.get_future();
  boost::thread task([&] { result.set_value(key > 0 ? fetch(key) : 0); });
  int got = value.get();
  task.join();
  return got;
}

} // namespace
