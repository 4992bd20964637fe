// A mock of cppcoro's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_CPPCORO
#define LEASH_MOCK_CPPCORO
#include <coroutine>
#include <cstddef>
#include <cstdint>
namespace cppcoro {
template <typename T = void> class task {
public:
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
class cancellation_token {
public:
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};
class cancellation_source {
public:
  cancellation_source();
  cancellation_token token() const noexcept;
  void request_cancellation();
  bool is_cancellation_requested() const noexcept;
};
class cancellation_registration {
public:
  template <typename FUNC> cancellation_registration(cancellation_token token, FUNC &&callback) {}
};
class async_mutex {
public:
  bool try_lock() noexcept;
  task<> lock_async() noexcept;
  void unlock();
};
class async_manual_reset_event {
public:
  bool is_set() const noexcept;
  void set() noexcept;
  void reset() noexcept;
};
class async_auto_reset_event {
public:
  void set() noexcept;
  void reset() noexcept;
};
class async_latch {
public:
  async_latch(std::ptrdiff_t initialCount) noexcept;
  bool is_ready() const noexcept;
  void count_down_all() noexcept;
  void count_down(std::ptrdiff_t n = 1) noexcept;
};
class async_scope {
public:
  ~async_scope();
  template <typename AWAITABLE> void spawn(AWAITABLE &&awaitable);
  task<> join() noexcept;
};
class static_thread_pool {
public:
  explicit static_thread_pool(std::uint32_t threadCount);
  ~static_thread_pool();
};
class io_service {
public:
  std::uint64_t process_events();
  std::uint64_t process_pending_events();
  void stop() noexcept;
  bool is_stop_requested() const noexcept;
};
template <typename AWAITABLE> auto sync_wait(AWAITABLE &&awaitable) -> decltype(awaitable.await_resume());
} // namespace cppcoro
#endif
