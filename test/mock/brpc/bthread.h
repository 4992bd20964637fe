// A mock of bthread's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_BTHREAD
#define LEASH_MOCK_BTHREAD
#include <cstdint>
#include <mutex>
#include <time.h>
typedef uint64_t bthread_t;
typedef uint64_t bthread_timer_t;
struct bthread_attr_t;
struct bthread_mutexattr_t;
struct bthread_condattr_t;
struct bthread_mutex_t {
  unsigned *butex;
};
struct bthread_cond_t {
  unsigned *seq;
};
extern "C" {
int bthread_start_urgent(bthread_t *tid, const bthread_attr_t *attr, void *(*fn)(void *), void *arg);
int bthread_start_background(bthread_t *tid, const bthread_attr_t *attr, void *(*fn)(void *), void *arg);
int bthread_interrupt(bthread_t tid);
int bthread_stop(bthread_t tid);
int bthread_stopped(bthread_t tid);
int bthread_join(bthread_t bt, void **bthread_return);
int bthread_yield(void);
int bthread_usleep(uint64_t microseconds);
int bthread_mutex_lock(bthread_mutex_t *mutex);
int bthread_mutex_trylock(bthread_mutex_t *mutex);
int bthread_mutex_timedlock(bthread_mutex_t *mutex, const timespec *abstime);
int bthread_mutex_unlock(bthread_mutex_t *mutex);
int bthread_cond_wait(bthread_cond_t *cond, bthread_mutex_t *mutex);
int bthread_cond_timedwait(bthread_cond_t *cond, bthread_mutex_t *mutex, const timespec *abstime);
int bthread_cond_signal(bthread_cond_t *cond);
int bthread_cond_broadcast(bthread_cond_t *cond);
int bthread_timer_add(bthread_timer_t *id, timespec abstime, void (*on_timer)(void *), void *arg);
int bthread_timer_del(bthread_timer_t id);
int bthread_fd_wait(int fd, unsigned events);
int bthread_fd_timedwait(int fd, unsigned events, const timespec *abstime);
}
namespace bthread {
class Mutex {
public:
  void lock();
  void unlock();
  bool try_lock();
  bool timed_lock(const timespec *abstime);
};
class ConditionVariable {
public:
  void wait(std::unique_lock<Mutex> &lock);
  int wait_for(std::unique_lock<Mutex> &lock, long timeout_us);
  int wait_until(std::unique_lock<Mutex> &lock, timespec duetime);
  void notify_one();
  void notify_all();
};
class CountdownEvent {
public:
  CountdownEvent(int initial_count = 1);
  void add_count(int v = 1);
  void reset(int v = 1);
  void signal(int sig = 1, bool flush = false);
  int wait();
  int timed_wait(const timespec &duetime);
};
template <typename T> struct ExecutionQueueId {
  uint64_t value;
};
template <typename T> class TaskIterator;
struct ExecutionQueueOptions;
template <typename T>
int execution_queue_start(ExecutionQueueId<T> *id, const ExecutionQueueOptions *options,
                          int (*execute)(void *meta, TaskIterator<T> &iter), void *meta);
template <typename T> int execution_queue_execute(ExecutionQueueId<T> id, T task);
template <typename T> int execution_queue_stop(ExecutionQueueId<T> id);
template <typename T> int execution_queue_join(ExecutionQueueId<T> id);
} // namespace bthread
namespace brpc {
struct ServerOptions;
class Server {
public:
  int Start(int port, const ServerOptions *opt);
  int Stop(int closewait_ms);
  int Join();
  void RunUntilAskedToQuit();
};
} // namespace brpc
#endif
