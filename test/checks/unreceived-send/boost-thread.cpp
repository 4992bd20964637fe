// REQUIRES: boost-thread
// RUN: %check_leash %s leash-unreceived-send --real --any-fix

// The bounded queue of Boost.Thread; those without a bound never wait for room.

#define BOOST_THREAD_VERSION 5
#include <boost/thread/concurrent_queues/sync_bounded_queue.hpp>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/thread.hpp>

using Bounded = boost::concurrent::sync_bounded_queue<int>;
using Unbounded = boost::concurrent::sync_queue<int>;

bool cached(int key);
int fetch(int key);

int early_return_bad(int key) {
  Bounded line(1);
  boost::thread sender([&] {
    for (int i = 0; i < 3; ++i)
      line.push_back(fetch(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'line' can be left without a receiver: 3 values are sent, no value is received for sure, and the channel holds 1; the join of 'sender' never returns
  });
  int sum = 0;
  if (!cached(key))
    for (int i = 0; i < 3; ++i)
      sum += line.pull_front();
  sender.join();
  return sum;
}

int closes_ok(int key) {
  Bounded line(1);
  boost::thread sender([&] {
    for (int i = 0; i < 3; ++i)
      if (line.wait_push_back(fetch(i)) == boost::concurrent::queue_op_status::closed)
        return;
  });
  int sum = 0;
  if (!cached(key))
    for (int i = 0; i < 3; ++i)
      sum += line.pull_front();
  line.close();
  sender.join();
  return sum;
}

int unbounded_ok(int key) {
  Unbounded line;
  boost::thread sender([&] {
    for (int i = 0; i < 3; ++i)
      line.push(fetch(i));
  });
  sender.join();
  return cached(key) ? 0 : line.pull();
}
