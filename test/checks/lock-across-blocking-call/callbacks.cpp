// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// Calling code that one does not know while holding a lock that this code may
// need: another method of the class, open to it, takes the same lock.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

class Subject {
public:
  using Handler = std::function<void(int)>;

  // The evidence: what a handler may well call.
  int count() const {
    std::lock_guard<std::mutex> guard(mutex_);
    return count_;
  }

  void on_change(Handler handler) {
    std::lock_guard<std::mutex> guard(mutex_);
    handler_ = std::move(handler);
  }

  void add(Handler handler) {
    std::lock_guard<std::mutex> guard(mutex_);
    handlers_.push_back(std::move(handler));
  }

  void member_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++count_;
    if (handler_)
      handler_(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'member_bad' calls back into unknown code through 'handler_'
  }

  void element_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    for (const Handler &handler : handlers_)
      handler(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'element_bad' calls back into unknown code through 'handler
  }

  void indexed_element_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    handlers_[0](count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'indexed_element_bad' calls back into unknown code through 'handlers_
  }

  void mapped_element_bad(const std::string &topic) {
    std::lock_guard<std::mutex> guard(mutex_);
    for (auto &[name, handler] : topics_)
      if (name == topic)
        handler(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'mapped_element_bad' calls back into unknown code through 'handler'
  }

  void through_iterator_bad(const std::string &topic) {
    std::lock_guard<std::mutex> guard(mutex_);
    auto it = topics_.find(topic);
    if (it != topics_.end())
      it->second(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'through_iterator_bad' calls back into unknown code through '{{.*}}second'
  }

  void through_a_method_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    tell();
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'through_a_method_bad' calls back into unknown code through 'handler_'
  }

  void copied_but_still_locked_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    Handler handler = handler_;
    handler(count_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'copied_but_still_locked_bad' calls back into unknown code through 'handler
  }

  // The canonical fix: copy under the lock, call after it.
  void copied_ok() {
    Handler handler;
    int count;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      handler = handler_;
      count = ++count_;
    }
    if (handler)
      handler(count);
  }

  void copied_list_ok() {
    std::vector<Handler> handlers;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      handlers = handlers_;
    }
    for (const Handler &handler : handlers)
      handler(0);
  }

  void unlocked_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    ++count_;
    lock.unlock();
    if (handler_)
      handler_(0);
  }

  void unlocked_around_the_call_ok() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (std::size_t i = 0; i < handlers_.size(); ++i) {
      Handler handler = handlers_[i];
      lock.unlock();
      handler(0);
      lock.lock();
    }
  }

  // The handler is only kept, not called.
  void store_ok(Handler handler) {
    std::lock_guard<std::mutex> guard(mutex_);
    topics_["all"] = handler;
    handlers_.push_back(handler);
  }

  // A function that this method made itself is no unknown code.
  void own_lambda_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    std::function<void()> bump = [this] { ++count_; };
    bump();
    auto again = [this] { ++count_; };
    again();
  }

private:
  void tell() {
    if (handler_)
      handler_(count_);
  }

  mutable std::mutex mutex_;
  Handler handler_;
  std::vector<Handler> handlers_;
  std::map<std::string, Handler> topics_;
  int count_ = 0;
};

// A function pointer with its argument, as in C.
class Monitor {
public:
  using Notify = void (*)(void *context, int level);

  int level() {
    std::lock_guard<std::mutex> guard(mutex_);
    return level_;
  }

  void set_notify(Notify notify, void *context) {
    std::lock_guard<std::mutex> guard(mutex_);
    notify_ = notify;
    context_ = context;
  }

  void raise_bad() {
    std::lock_guard<std::mutex> guard(mutex_);
    ++level_;
    if (notify_)
      notify_(context_, level_);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'raise_bad' calls back into unknown code through 'notify_'
  }

  void raise_ok() {
    mutex_.lock();
    int level = ++level_;
    Notify notify = notify_;
    void *context = context_;
    mutex_.unlock();
    if (notify)
      notify(context, level);
  }

private:
  std::mutex mutex_;
  Notify notify_ = nullptr;
  void *context_ = nullptr;
  int level_ = 0;
};

// A listener: a virtual call on an object that others brought.
class Listener {
public:
  virtual ~Listener() = default;
  virtual void changed(int value) = 0;
};

class Register {
public:
  void add(Listener *listener) {
    std::lock_guard<std::mutex> guard(mutex_);
    listeners_.push_back(listener);
  }

  void set_main(std::shared_ptr<Listener> listener) {
    std::lock_guard<std::mutex> guard(mutex_);
    main_ = std::move(listener);
  }

  void set_bad(int value) {
    std::lock_guard<std::mutex> guard(mutex_);
    value_ = value;
    for (Listener *listener : listeners_)
      listener->changed(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'set_bad' calls back into unknown code through 'listener
  }

  void set_shared_bad(int value) {
    std::lock_guard<std::mutex> guard(mutex_);
    value_ = value;
    if (main_)
      main_->changed(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'set_shared_bad' calls back into unknown code through 'main_
  }

  void set_ok(int value) {
    std::vector<Listener *> listeners;
    {
      std::lock_guard<std::mutex> guard(mutex_);
      value_ = value;
      listeners = listeners_;
    }
    for (Listener *listener : listeners)
      listener->changed(value);
  }

private:
  std::mutex mutex_;
  std::vector<Listener *> listeners_;
  std::shared_ptr<Listener> main_;
  int value_ = 0;
};

// Handlers run on another thread: nobody calls them here.
class Dispatcher {
public:
  void add(std::function<void()> task) {
    std::lock_guard<std::mutex> guard(mutex_);
    tasks_.push_back(std::move(task));
  }

  void start_ok() {
    std::lock_guard<std::mutex> guard(mutex_);
    threads_.emplace_back(std::thread(tasks_[0]));
  }

private:
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
};

// A signal: a class that calls what others have connected to it.
template <typename... Args> class Signal {
public:
  void connect(std::function<void(Args...)> slot) { slots_.push_back(std::move(slot)); }
  void emit(Args... args) const {
    for (const auto &slot : slots_)
      slot(args...);
  }

private:
  std::vector<std::function<void(Args...)>> slots_;
};

class Player {
public:
  Signal<int> moved;

  int position() {
    std::lock_guard<std::mutex> guard(mutex_);
    return position_;
  }

  void seek_bad(int position) {
    std::lock_guard<std::mutex> guard(mutex_);
    position_ = position;
    moved.emit(position);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'seek_bad' calls back into unknown code through '{{.*}}'
  }

  void seek_ok(int position) {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      position_ = position;
    }
    moved.emit(position);
  }

private:
  std::mutex mutex_;
  int position_ = 0;
};

// The class has the evidence in the same file, but outside of the class body.
class Late {
public:
  void poke_bad();
  int pokes();
  std::function<void()> on_poke;

private:
  std::mutex mutex_;
  int pokes_ = 0;
};

void Late::poke_bad() {
  std::lock_guard<std::mutex> guard(mutex_);
  ++pokes_;
  on_poke();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'mutex_' is held while 'poke_bad' calls back into unknown code through 'on_poke'
}

int Late::pokes() {
  std::lock_guard<std::mutex> guard(mutex_);
  return pokes_;
}
