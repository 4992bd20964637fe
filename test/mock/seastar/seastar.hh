// A mock of Seastar's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_SEASTAR
#define LEASH_MOCK_SEASTAR
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
namespace seastar {
template <typename T = void> class future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  T get();
  void wait() noexcept;
};
template <typename T> class queue {
public:
  explicit queue(std::size_t size);
  bool push(T &&a);
  T pop() noexcept;
  future<T> pop_eventually() noexcept;
  future<void> push_eventually(T &&data) noexcept;
  future<void> not_empty() noexcept;
  future<void> not_full() noexcept;
  void abort(std::exception_ptr ex) noexcept;
};
template <typename T> class pipe_reader {
public:
  future<std::optional<T>> read();
};
template <typename T> class pipe_writer {
public:
  future<void> write(T &&data);
};
template <typename T> class pipe {
public:
  explicit pipe(std::size_t size);
  pipe_reader<T> reader;
  pipe_writer<T> writer;
};
class abort_source {
public:
  void request_abort() noexcept;
  bool abort_requested() const noexcept;
  void check() const;
};
class gate {
public:
  class holder {};
  ~gate();
  void enter();
  void leave() noexcept;
  void check() const;
  holder hold();
  bool is_closed() const noexcept;
  future<void> close() noexcept;
};
struct semaphore_default_exception_factory;
template <typename ExceptionFactory, typename Clock = std::chrono::steady_clock> class basic_semaphore {
public:
  basic_semaphore(std::size_t count) noexcept;
  future<void> wait(std::size_t nr = 1) noexcept;
  future<void> wait(abort_source &as, std::size_t nr = 1) noexcept;
  void signal(std::size_t nr = 1) noexcept;
  bool try_wait(std::size_t nr = 1) noexcept;
  void broken() noexcept;
};
using semaphore = basic_semaphore<semaphore_default_exception_factory>;
class condition_variable {
public:
  future<void> wait() noexcept;
  void signal() noexcept;
  void broadcast() noexcept;
  void broken() noexcept;
};
future<void> sleep(std::chrono::steady_clock::duration d);
future<void> sleep_abortable(std::chrono::steady_clock::duration d);
future<void> sleep_abortable(std::chrono::steady_clock::duration d, abort_source &as);
class thread {
public:
  template <typename Func> explicit thread(Func func) {}
  ~thread();
  future<void> join();
  static void yield();
  static bool should_yield();
};
template <typename Func, typename... Args> future<void> async(Func &&func, Args &&...args) { return {}; }
template <typename Clock = std::chrono::steady_clock> class timer {
public:
  timer() noexcept;
  explicit timer(std::function<void()> &&callback);
  ~timer();
  void set_callback(std::function<void()> &&callback);
  void arm(typename Clock::duration delta) noexcept;
  void rearm(typename Clock::duration delta) noexcept;
  void arm_periodic(typename Clock::duration delta) noexcept;
  bool armed() const noexcept;
  bool cancel() noexcept;
};
} // namespace seastar
#endif
