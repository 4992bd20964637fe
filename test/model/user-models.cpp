// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix \
// RUN:   --config '{CheckOptions: {leash.Models: "%S/Inputs/rpc.yaml"}}'
// RUN: %check_leash %s leash-lock-across-blocking-call --silent

// APIs that only the user's model file knows.

#include <mutex>
#include <string>

namespace acme {
class Latch {
public:
  void take();
  void drop();
};
class LatchHolder {
public:
  explicit LatchHolder(Latch &);
  ~LatchHolder();
};
class Client {
public:
  std::string call(const std::string &);
  std::string call_for(const std::string &, int milliseconds);
};
// The same, where nobody looks: inline namespaces are not part of a name.
inline namespace v2 {
template <typename T> class Queue {
public:
  void put(T);
  T take();
};
} // namespace v2
class Database {
public:
  virtual ~Database();
  virtual void query(const std::string &);
};
class Sqlite : public Database {
public:
  void query(const std::string &) override;
};
} // namespace acme

class Service {
public:
  void call_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    answer_ = client_.call("time");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'call_bad' waits
  }

  void call_ok() {
    std::string answer = client_.call("time");
    std::lock_guard<std::mutex> guard(mutex_);
    answer_ = answer;
  }

  void call_now_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    answer_ = client_.call_for("time", 0);
  }

  void call_for_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    answer_ = client_.call_for("time", 100);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'call_for_bad' waits
  }

  void own_lock_bad() {
    latch_.take();
    client_.call("time");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'latch_' is held while 'own_lock_bad' waits
    latch_.drop();
  }

  void own_guard_bad() {
    acme::LatchHolder holder(latch_);
    client_.call("time");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'latch_' is held while 'own_guard_bad' waits
  }

  void send_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    queue_.put(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'send_bad' sends on 'queue_'
  }

  void receive_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    number_ = queue_.take();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'receive_bad' receives from 'queue_'
  }

  void query_bad(acme::Database &database) {
    std::lock_guard<std::mutex> guard(mutex_);
    database.query("select 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'query_bad' waits
  }

  // An override means what the function means that it overrides.
  void override_bad(acme::Sqlite &database) {
    std::lock_guard<std::mutex> guard(mutex_);
    database.query("select 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'override_bad' waits
  }

private:
  std::mutex mutex_;
  acme::Latch latch_;
  acme::Client client_;
  acme::Queue<int> queue_;
  std::string answer_;
  int number_ = 0;
};
