// A mock of folly's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_FOLLY
#define LEASH_MOCK_FOLLY
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <functional>
namespace folly {
using Func = std::function<void()>;
class CancellationToken {
public:
  bool isCancellationRequested() const noexcept;
  bool canBeCancelled() const noexcept;
};
class CancellationSource {
public:
  CancellationToken getToken() const noexcept;
  bool requestCancellation() const noexcept;
  bool isCancellationRequested() const noexcept;
};
class CancellationCallback {
public:
  template <typename Callable> CancellationCallback(CancellationToken &&ct, Callable &&callable) {}
};
class Executor {
public:
  virtual ~Executor();
  virtual void add(Func f) = 0;
};
template <bool MayBlock = true> class Baton {
public:
  bool ready() const noexcept;
  void reset() noexcept;
  void post() noexcept;
  void wait() noexcept;
  bool try_wait() const noexcept;
  template <class R, class P> bool try_wait_for(const std::chrono::duration<R, P> &timeout) noexcept;
  template <class C, class D> bool try_wait_until(const std::chrono::time_point<C, D> &deadline) noexcept;
};
class Latch {
public:
  explicit Latch(std::ptrdiff_t expected);
  void count_down(std::ptrdiff_t n = 1);
  void wait();
  bool try_wait() const noexcept;
};
namespace detail {
template <typename Derived> class MPMCQueueBase;
template <template <typename, template <typename> class, bool> class Derived, typename T,
          template <typename> class Atom, bool Dynamic>
class MPMCQueueBase<Derived<T, Atom, Dynamic>> {
public:
  explicit MPMCQueueBase(std::size_t queueCapacity);
  template <typename... Args> void blockingWrite(Args &&...args) noexcept;
  template <typename... Args> bool write(Args &&...args) noexcept;
  template <typename... Args> bool writeIfNotFull(Args &&...args) noexcept;
  template <class Clock, typename... Args>
  bool tryWriteUntil(const std::chrono::time_point<Clock> &when, Args &&...args) noexcept;
  void blockingRead(T &elem) noexcept;
  bool read(T &elem) noexcept;
  bool readIfNotEmpty(T &elem) noexcept;
  template <class Clock> bool tryReadUntil(const std::chrono::time_point<Clock> &when, T &elem) noexcept;
};
template <typename T> struct DefaultAtom {};
} // namespace detail
template <typename T, template <typename> class Atom = detail::DefaultAtom, bool Dynamic = false>
class MPMCQueue : public detail::MPMCQueueBase<MPMCQueue<T, Atom, Dynamic>> {
  using Base = detail::MPMCQueueBase<MPMCQueue<T, Atom, Dynamic>>;

public:
  explicit MPMCQueue(std::size_t queueCapacity);
};
template <typename T, bool SingleProducer, bool SingleConsumer, bool MayBlock> class UnboundedQueue {
public:
  void enqueue(const T &arg);
  void dequeue(T &item) noexcept;
  bool try_dequeue(T &item) noexcept;
  template <class R, class P> bool try_dequeue_for(T &item, const std::chrono::duration<R, P> &d) noexcept;
};
template <typename T, bool MayBlock> using UMPMCQueue = UnboundedQueue<T, false, false, MayBlock>;
class EventBase : public Executor {
public:
  EventBase();
  ~EventBase() override;
  bool loop();
  void loopForever();
  bool loopOnce(int flags = 0);
  bool loopPoll();
  void terminateLoopSoon();
  void add(Func f) override;
  void runInEventBaseThread(Func fn) noexcept;
  void runInEventBaseThreadAndWait(Func fn) noexcept;
  void runInLoop(Func c, bool thisIteration = false);
};
class AsyncTimeout {
public:
  explicit AsyncTimeout(EventBase *eventBase);
  virtual ~AsyncTimeout();
  virtual void timeoutExpired() noexcept = 0;
  bool scheduleTimeout(uint32_t milliseconds);
  void cancelTimeout();
};
class FunctionScheduler {
public:
  FunctionScheduler();
  ~FunctionScheduler();
  bool start();
  bool shutdown();
};
using HighResDuration = std::chrono::microseconds;
template <class T> class Try {};
struct exception_wrapper {};
template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  bool isReady() const;
  T get() &&;
  T get(HighResDuration dur) &&;
  Try<T> getTry() &&;
  Try<T> getTry(HighResDuration dur) &&;
  SemiFuture &wait() &;
  SemiFuture &&wait() &&;
  bool wait(HighResDuration dur);
};
template <class T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  bool isReady() const;
  T get() &&;
  T get(HighResDuration dur) &&;
  Future &wait() &;
  Future &&wait() &&;
  bool wait(HighResDuration dur);
};
template <class T> class Promise {
public:
  Promise();
  Promise(Promise &&) noexcept;
  ~Promise();
  SemiFuture<T> getSemiFuture();
  Future<T> getFuture();
  void setException(exception_wrapper ew);
  template <class M> void setValue(M &&value);
  void setTry(Try<T> &&t);
  template <class F> void setWith(F &&func) {}
};
namespace coro {
template <typename T = void> class Task {
public:
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <typename T, bool SingleProducer = false, bool SingleConsumer = false> class UnboundedQueue {
public:
  template <typename U = T> void enqueue(U &&val);
  Task<T> dequeue();
  bool try_dequeue(T &out);
};
template <typename T, bool SingleProducer = false, bool SingleConsumer = false> class BoundedQueue {
public:
  explicit BoundedQueue(uint32_t capacity);
  template <typename U = T> Task<void> enqueue(U &&item);
  template <typename U = T> bool try_enqueue(U &&item);
  Task<T> dequeue();
  bool try_dequeue(T &item);
};
class Baton {
public:
  void post() noexcept;
  void reset() noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
class Mutex {
public:
  bool try_lock() noexcept;
  Task<void> co_lock() noexcept;
  void unlock() noexcept;
};
struct blocking_wait_fn {
  template <typename Awaitable> auto operator()(Awaitable &&awaitable) const -> decltype(awaitable.await_resume());
};
inline constexpr blocking_wait_fn blocking_wait{};
template <typename... A> Task<int> collectAny(A &&...awaitables);
} // namespace coro
} // namespace folly
#endif
