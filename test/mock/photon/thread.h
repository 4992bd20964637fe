// A mock of PhotonLibOS' interface: its names and signatures, no code.
#ifndef LEASH_MOCK_PHOTON_THREAD
#define LEASH_MOCK_PHOTON_THREAD
#include <cstddef>
#include <cstdint>
#include <utility>
namespace photon {
struct thread;
struct join_handle;
class Timeout {
public:
  Timeout();
  Timeout(uint64_t x);
};
typedef void *(*thread_entry)(void *);
thread *thread_create(thread_entry start, void *arg, uint64_t stack_size = 0);
template <typename F, typename... ARGUMENTS> thread *thread_create11(F f, ARGUMENTS &&...args);
template <typename F, typename... ARGUMENTS> thread *go(F &&f, ARGUMENTS &&...args);
join_handle *thread_enable_join(thread *th, bool flag = true);
void *thread_join(join_handle *jh);
void thread_yield();
int thread_usleep(Timeout timeout);
int thread_sleep(uint64_t seconds);
void thread_interrupt(thread *th, int error_number = 4);
int thread_shutdown(thread *th, bool flag = true);
class mutex {
public:
  int lock(Timeout timeout = {});
  int try_lock();
  void unlock();
};
class recursive_mutex {
public:
  int lock(Timeout timeout = {});
  int try_lock();
  void unlock();
};
class spinlock {
public:
  int lock();
  int try_lock();
  void unlock();
};
template <typename M> class locker {
public:
  explicit locker(M *mutex, uint64_t do_lock = 2);
  explicit locker(M &mutex, uint64_t do_lock = 2);
  int lock(Timeout timeout = {});
  int try_lock();
  bool locked();
  void unlock();
  ~locker();
};
using scoped_lock = locker<mutex>;
class condition_variable {
public:
  int wait(mutex *m, Timeout timeout = {});
  int wait(mutex &m, Timeout timeout = {});
  int wait(scoped_lock &lock, Timeout timeout = {});
  int wait_no_lock(Timeout timeout = {});
  thread *signal();
  thread *notify_one();
  int notify_all();
  int broadcast();
};
class semaphore {
public:
  explicit semaphore(uint64_t count = 0, bool in_order_resume = true);
  int wait(uint64_t count, Timeout timeout = {});
  int wait_interruptible(uint64_t count, Timeout timeout = {});
  int signal(uint64_t count);
};
class Timer {
public:
  Timer(uint64_t default_timedout, int (*on_timer)(void *), bool repeating = true, uint64_t stack_size = 0);
  ~Timer();
  int reset(uint64_t new_timeout = 0);
  int cancel();
  int stop();
};
template <typename T> class channel {
public:
  explicit channel(size_t capacity = 0);
  ~channel();
  bool send(const T &v, Timeout timeout = {});
  bool try_send(const T &v);
  bool recv(T &v, Timeout timeout = {});
  bool try_recv(T &v);
  void close();
  bool is_closed() const;
};
template <typename... CASES> int select(CASES &&...cases);
template <typename... CASES> int select_nonblock(CASES &&...cases);
} // namespace photon
#endif
