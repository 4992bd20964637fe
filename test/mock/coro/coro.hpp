// A mock of libcoro's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_CORO
#define LEASH_MOCK_CORO
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <stop_token>
namespace coro {
template <typename R = void> class task {
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
  R await_resume();
};
template <typename T, typename E> class expected {
public:
  explicit operator bool() const;
  T &operator*();
};
enum class queue_produce_result { produced, queue_stopped };
enum class queue_consume_result { queue_empty, queue_stopped, try_lock_failure };
template <typename T> class queue {
public:
  queue();
  ~queue();
  bool empty() const;
  std::size_t size() const;
  task<queue_produce_result> push(const T &element);
  template <class... A> task<queue_produce_result> emplace(A &&...args);
  task<expected<T, queue_consume_result>> pop();
  expected<T, queue_consume_result> try_pop();
  task<void> shutdown();
};
namespace ring_buffer_result {
enum class produce { produced, notified, stopped };
enum class consume { notified, stopped };
} // namespace ring_buffer_result
template <typename T, std::size_t N> class ring_buffer {
public:
  ring_buffer();
  ~ring_buffer();
  task<ring_buffer_result::produce> produce(T e);
  task<expected<T, ring_buffer_result::consume>> consume();
  task<void> notify_producers();
  task<void> notify_consumers();
  task<void> shutdown();
};
class scoped_lock {
public:
  ~scoped_lock();
  void unlock();
};
class mutex {
public:
  task<scoped_lock> scoped_lock();
  task<void> lock();
  bool try_lock();
  void unlock();
};
class event {
public:
  bool is_set() const noexcept;
  void set() noexcept;
  void reset() noexcept;
};
class latch {
public:
  latch(std::int64_t count);
  bool is_ready() const noexcept;
  void count_down(std::int64_t n = 1) noexcept;
};
class thread_pool {
public:
  bool spawn_detached(task<void> &&t) noexcept;
  task<void> spawn_joinable(task<void> &&t) noexcept;
  void shutdown() noexcept;
};
template <typename A> auto sync_wait(A &&a) -> decltype(a.await_resume());
template <typename... A> task<int> when_any(std::stop_source stop_source, A... awaitables);
} // namespace coro
#endif
