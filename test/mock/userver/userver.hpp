// A mock of userver's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_USERVER
#define LEASH_MOCK_USERVER
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
namespace userver {
namespace engine {
class Deadline {
public:
  Deadline();
  template <typename R, typename P> static Deadline FromDuration(const std::chrono::duration<R, P> &d);
};
class Mutex {
public:
  void lock();
  void unlock();
  bool try_lock();
};
enum class CvStatus { kNoTimeout, kTimeout, kCancelled };
class ConditionVariable {
public:
  [[nodiscard]] CvStatus Wait(std::unique_lock<Mutex> &lock);
  template <typename Predicate> [[nodiscard]] bool Wait(std::unique_lock<Mutex> &lock, Predicate predicate) { return false; }
  template <typename R, typename P>
  CvStatus WaitFor(std::unique_lock<Mutex> &lock, const std::chrono::duration<R, P> &timeout);
  CvStatus WaitUntil(std::unique_lock<Mutex> &lock, Deadline deadline);
  void NotifyOne();
  void NotifyAll();
};
class SingleConsumerEvent {
public:
  [[nodiscard]] bool WaitForEvent();
  [[nodiscard]] bool WaitForEventUntil(Deadline deadline);
  void Send();
  void Reset() noexcept;
};
class TaskBase {
public:
  bool IsValid() const;
  void Wait() const;
  template <typename R, typename P> void WaitFor(const std::chrono::duration<R, P> &d) const;
  void WaitUntil(Deadline deadline) const;
  void RequestCancel();
  void SyncCancel() noexcept;
};
class Task : public TaskBase {
public:
  void Detach() &&;
  void BlockingWait() const;
};
template <typename T> class TaskWithResult : public Task {
public:
  ~TaskWithResult();
  T Get();
};
template <typename F, typename... A> TaskWithResult<int> AsyncNoSpan(F &&f, A &&...args) { return {}; }
template <typename F, typename... A> TaskWithResult<int> CriticalAsyncNoSpan(F &&f, A &&...args) { return {}; }
void SleepFor(std::chrono::milliseconds d);
void InterruptibleSleepFor(std::chrono::milliseconds d);
void Yield();
template <typename... Tasks> std::optional<std::size_t> WaitAny(Tasks &...tasks);
namespace current_task {
bool ShouldCancel();
bool IsCancelRequested();
void CancellationPoint();
} // namespace current_task
} // namespace engine
namespace utils {
template <typename F, typename... A> engine::TaskWithResult<int> Async(std::string name, F &&f, A &&...args) { return {}; }
template <typename F, typename... A> engine::TaskWithResult<int> CriticalAsync(std::string name, F &&f, A &&...args) { return {}; }
class PeriodicTask {
public:
  struct Settings {
    Settings(std::chrono::milliseconds period);
  };
  using Callback = std::function<void()>;
  PeriodicTask();
  PeriodicTask(std::string name, Settings settings, Callback callback);
  ~PeriodicTask();
  void Start(std::string name, Settings settings, Callback callback);
  void Stop() noexcept;
};
} // namespace utils
namespace concurrent {
namespace impl {
template <bool MultipleProducer, bool MultipleConsumer> struct SimpleQueuePolicy {};
} // namespace impl
template <typename QueueType> class Producer {
public:
  [[nodiscard]] bool Push(typename QueueType::ValueType &&value, engine::Deadline deadline = {}) const;
  [[nodiscard]] bool PushNoblock(typename QueueType::ValueType &&value) const;
  void Reset() &&;
};
template <typename QueueType> class Consumer {
public:
  [[nodiscard]] bool Pop(typename QueueType::ValueType &value, engine::Deadline deadline = {}) const;
  [[nodiscard]] bool PopNoblock(typename QueueType::ValueType &value) const;
  void Reset() &&;
};
template <typename T, typename QueuePolicy> class GenericQueue {
public:
  using ValueType = T;
  static std::shared_ptr<GenericQueue> Create(std::size_t max_size = -1);
  Producer<GenericQueue> GetProducer();
  Consumer<GenericQueue> GetConsumer();
};
template <typename T> using SpscQueue = GenericQueue<T, impl::SimpleQueuePolicy<false, false>>;
} // namespace concurrent
} // namespace userver
#endif
