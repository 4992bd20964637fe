// RUN: %check_leash %s leash-unreceived-send --any-fix
// RUN: %check_leash %s leash-unreceived-send --any-fix --real

// Channels that are fields: the tasks are started by one method, stopped by
// another, and others call the rest.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>
class Tray {
public:
  explicit Tray(std::size_t cap) : cap_(cap) {}
  bool put(int value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_full_.wait(lock, [this] { return items_.size() < cap_ || closed_; });
    if (closed_)
      return false;
    items_.push_back(value);
    not_empty_.notify_one();
    return true;
  }
  bool take(int &value) {
    std::unique_lock<std::mutex> lock(mutex_);
    not_empty_.wait(lock, [this] { return !items_.empty() || closed_; });
    if (items_.empty())
      return false;
    value = items_.front();
    items_.pop_front();
    not_full_.notify_one();
    return true;
  }
  void shut() {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      closed_ = true;
    }
    not_empty_.notify_all();
    not_full_.notify_all();
  }

private:
  std::mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<int> items_;
  std::size_t cap_;
  bool closed_ = false;
};
int produce();
bool store(int);
// The producer is a task of the object's, the consumer is outside. The destructor
// sets the flag, but nobody takes the producer out of its send.
class ReaderBad {
public:
  ReaderBad() : queue_(16) {
    thread_ = std::thread([this] { run_bad(); });
  }
  ~ReaderBad() {
    stop_ = true;
    thread_.join();
  }
  bool next(int &value) { return queue_.take(value); }

private:
  void run_bad() {
    while (!stop_)
      queue_.put(produce());
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'queue_' can be left without a receiver: any number of values are sent, no value is received for sure, and the channel holds 16; the join of 'thread_' never returns
  }
  Tray queue_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

class ReaderOk {
public:
  ReaderOk() : queue_(16) {
    thread_ = std::thread([this] { run(); });
  }
  ~ReaderOk() {
    stop_ = true;
    queue_.shut();
    thread_.join();
  }
  bool next(int &value) { return queue_.take(value); }

private:
  void run() {
    while (!stop_)
      queue_.put(produce());
  }
  Tray queue_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// Others may take what is there while the object is stopped.
class StoppedByOthersOk {
public:
  void start() {
    thread_ = std::thread([this] { run(); });
  }
  void stop() {
    stop_ = true;
    thread_.join();
  }
  bool next(int &value) { return queue_.take(value); }

private:
  void run() {
    while (!stop_)
      queue_.put(produce());
  }
  Tray queue_{16};
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// The channel is handed out: others may do with it what they like.
class HandedOutOk {
public:
  HandedOutOk() : queue_(16) {
    thread_ = std::thread([this] { run(); });
  }
  ~HandedOutOk() {
    stop_ = true;
    thread_.join();
  }
  Tray &queue() { return queue_; }

private:
  void run() {
    while (!stop_)
      queue_.put(produce());
  }
  Tray queue_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// The consumer leaves by the flag, and then nobody takes the producer's values.
class PumpBad {
public:
  explicit PumpBad(std::size_t room) : queue_(room) {}
  void start() {
    consumer_ = std::thread(&PumpBad::consume, this);
    producer_ = std::thread(&PumpBad::produceAll_bad, this);
  }
  void stop() {
    stop_ = true;
    consumer_.join();
    producer_.join();
  }

private:
  void consume() {
    int value = 0;
    while (!stop_)
      if (queue_.take(value))
        store(value);
  }
  void produceAll_bad() {
    while (!stop_)
      queue_.put(produce());
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: send on 'queue_' can be left without a receiver: any number of values are sent, no value is received for sure, and the channel holds 'room'; the join of 'producer_' never returns
  }
  Tray queue_;
  std::atomic<bool> stop_{false};
  std::thread consumer_, producer_;
};

class PumpOk {
public:
  explicit PumpOk(std::size_t room) : queue_(room) {}
  void start() {
    consumer_ = std::thread(&PumpOk::consume, this);
    producer_ = std::thread(&PumpOk::produceAll, this);
  }
  void stop() {
    stop_ = true;
    queue_.shut();
    consumer_.join();
    producer_.join();
  }

private:
  void consume() {
    int value = 0;
    while (!stop_)
      if (queue_.take(value))
        store(value);
  }
  void produceAll() {
    while (!stop_)
      queue_.put(produce());
  }
  Tray queue_;
  std::atomic<bool> stop_{false};
  std::thread consumer_, producer_;
};

// The last message goes to a receiver that may have left at an error.
class Sink_bad {
public:
  Sink_bad() : queue_(4), thread_([this] { drain(); }) {}
  ~Sink_bad() {
    queue_.put(-1);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: send on 'queue_' can be left without a receiver: any number of values are sent, 1 value is received for sure, and the channel holds 4; '~Sink_bad' itself waits for ever
    thread_.join();
  }
  void log(int value) { queue_.put(value); }

private:
  void drain() {
    int value = 0;
    while (queue_.take(value)) {
      if (value < 0)
        return;
      if (!store(value))
        return;
    }
  }
  Tray queue_;
  std::thread thread_;
};

class SinkOk {
public:
  SinkOk() : queue_(4), thread_([this] { drain(); }) {}
  ~SinkOk() {
    queue_.put(-1);
    thread_.join();
  }
  void log(int value) { queue_.put(value); }

private:
  void drain() {
    int value = 0;
    while (queue_.take(value)) {
      if (value < 0)
        return;
      store(value);
    }
  }
  Tray queue_;
  std::thread thread_;
};

class PoolOk {
public:
  explicit PoolOk(int n) : jobs_(8) {
    for (int i = 0; i < n; ++i)
      workers_.emplace_back([this] {
        int value = 0;
        while (jobs_.take(value))
          store(value);
      });
  }
  ~PoolOk() {
    jobs_.shut();
    for (std::thread &worker : workers_)
      worker.join();
  }
  void submit(int value) { jobs_.put(value); }

private:
  Tray jobs_;
  std::vector<std::thread> workers_;
};

// A send after the only receiver has been joined.
class Late_bad {
public:
  Late_bad() {
    thread_ = std::thread([this] { store(meet_.receive()); });
    meet_.send(1);
  }
  ~Late_bad() {
    thread_.join();
    meet_.send(0);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'meet_' can be left without a receiver: 2 values are sent, 1 value is received for sure, and the channel holds none; '~Late_bad' itself waits for ever
  }

private:
  class Meeting {
  public:
    void send(int value) {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return !full_; });
      value_ = value;
      full_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !full_; });
    }
    int receive() {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait(lock, [this] { return full_; });
      full_ = false;
      changed_.notify_all();
      return value_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool full_ = false;
    int value_ = 0;
  };
  Meeting meet_;
  std::thread thread_;
};
