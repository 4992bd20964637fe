// REQUIRES: boost-thread
// RUN: %check_leash %s leash-lock-across-blocking-call --real --any-fix -- -pthread -Wno-deprecated-declarations

// The shape on the headers of Boost.Thread itself.

#include <boost/function.hpp>
#include <boost/signals2/signal.hpp>
#include <boost/thread.hpp>
#include <boost/thread/reverse_lock.hpp>
#include <boost/thread/sync_bounded_queue.hpp>
#include <boost/thread/sync_queue.hpp>

namespace {

const auto Second = boost::posix_time::seconds(1);

void typedef_bad(boost::mutex &m) {
  boost::mutex::scoped_lock lock(m);
  boost::this_thread::sleep(Second);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'typedef_bad' sleeps
}

void shared_bad(boost::shared_mutex &m) {
  boost::shared_lock<boost::shared_mutex> lock(m);
  boost::this_thread::sleep(Second);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'shared_bad' sleeps
}

void upgrade_bad(boost::shared_mutex &m) {
  boost::upgrade_lock<boost::shared_mutex> lock(m);
  {
    boost::upgrade_to_unique_lock<boost::shared_mutex> upgraded(lock);
  }
  boost::this_thread::sleep(Second);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'upgrade_bad' sleeps
}

void join_bad(boost::mutex &m, boost::thread &worker) {
  boost::lock_guard<boost::mutex> lock(m);
  worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'join_bad' joins 'worker'
}

void future_bad(boost::mutex &m, boost::unique_future<int> &answer) {
  boost::lock_guard<boost::mutex> lock(m);
  answer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'future_bad' waits for 'answer'
}

void send_bad(boost::mutex &m, boost::sync_bounded_queue<int> &results) {
  boost::lock_guard<boost::mutex> lock(m);
  results.push_back(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'send_bad' sends on 'results'
}

class Listeners {
public:
  void fire_bad() {
    boost::mutex::scoped_lock lock(m);
    changed(count);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'fire_bad' calls back
  }
  void done_bad() {
    boost::mutex::scoped_lock lock(m);
    done(count);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'm' is held while 'done_bad' calls back
  }
  void set(const boost::function<void(int)> &f) {
    boost::mutex::scoped_lock lock(m);
    done = f;
  }
  int get() {
    boost::mutex::scoped_lock lock(m);
    return count;
  }

private:
  boost::mutex m;
  boost::signals2::signal<void(int)> changed;
  boost::function<void(int)> done;
  int count = 0;
};

void unbounded_ok(boost::mutex &m, boost::sync_queue<int> &results) {
  boost::lock_guard<boost::mutex> lock(m);
  results.push(1);
}

void ownLock_ok(boost::mutex &m, boost::condition_variable &cv) {
  boost::unique_lock<boost::mutex> lock(m);
  cv.wait(lock);
}

void deferred_ok(boost::mutex &m) {
  boost::unique_lock<boost::mutex> lock(m, boost::defer_lock);
  boost::this_thread::sleep(Second);
}

void failed_ok(boost::mutex &m) {
  boost::unique_lock<boost::mutex> lock(m, boost::try_to_lock);
  if (!lock)
    boost::this_thread::sleep(Second);
}

void reversed_ok(boost::mutex &m) {
  boost::unique_lock<boost::mutex> lock(m);
  boost::reverse_lock<boost::unique_lock<boost::mutex>> unlocked(lock);
  boost::this_thread::sleep(Second);
}

} // namespace
