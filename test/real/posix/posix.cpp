// REQUIRES: posix
// RUN: %check_why %s --library posix -- -std=c++20 -pthread -Wno-deprecated-declarations

// Every modelled name of libc, used on its own headers. The comment on a line
// says what Leash must make of the call. Compiled, never run.

#include <aio.h>
#include <arpa/nameser.h>
#include <dirent.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <resolv.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/sendfile.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <termios.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

namespace {

void *body(void *) { return nullptr; }
int body11(void *) { return 0; }
void once() {}

void locks(const timespec *then) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; // WHY: -> lock
  pthread_mutex_lock(&m);   // WHY: call pthread_mutex_lock -> acquire exclusive
  pthread_mutex_unlock(&m); // WHY: call pthread_mutex_unlock -> release
  if (pthread_mutex_trylock(&m) == 0) // WHY: call pthread_mutex_trylock -> acquire exclusive; blocking=pthread_mutex_lock
    pthread_mutex_unlock(&m);
  pthread_mutex_timedlock(&m, then); // WHY: call pthread_mutex_timedlock -> acquire exclusive
  pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, then); // WHY: call pthread_mutex_clocklock -> acquire exclusive

  pthread_mutex_t n;
  pthread_mutexattr_t recursive;
  pthread_mutex_init(&n, &recursive); // WHY: call pthread_mutex_init -> set-recursive

  pthread_cond_t c = PTHREAD_COND_INITIALIZER; // WHY: -> condition
  pthread_cond_wait(&c, &m);            // WHY: call pthread_cond_wait -> wait class=wait bound=unbounded; stopped-by=task
  pthread_cond_timedwait(&c, &m, then); // WHY: call pthread_cond_timedwait -> wait class=wait bound=bounded; stopped-by=task
  pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, then); // WHY: call pthread_cond_clockwait -> wait class=wait bound=bounded; stopped-by=task
  pthread_cond_signal(&c);    // WHY: call pthread_cond_signal -> notify; wakes=one
  pthread_cond_broadcast(&c); // WHY: call pthread_cond_broadcast -> notify; wakes=all

  pthread_rwlock_t rw = PTHREAD_RWLOCK_INITIALIZER; // WHY: -> lock
  pthread_rwlock_wrlock(&rw); // WHY: call pthread_rwlock_wrlock -> acquire exclusive
  pthread_rwlock_unlock(&rw); // WHY: call pthread_rwlock_unlock -> release
  pthread_rwlock_trywrlock(&rw); // WHY: call pthread_rwlock_trywrlock -> acquire exclusive; blocking=pthread_rwlock_wrlock
  pthread_rwlock_timedwrlock(&rw, then); // WHY: call pthread_rwlock_timedwrlock -> acquire exclusive
  pthread_rwlock_clockwrlock(&rw, CLOCK_MONOTONIC, then); // WHY: call pthread_rwlock_clockwrlock -> acquire exclusive
  pthread_rwlock_rdlock(&rw); // WHY: call pthread_rwlock_rdlock -> acquire shared
  pthread_rwlock_tryrdlock(&rw); // WHY: call pthread_rwlock_tryrdlock -> acquire shared; blocking=pthread_rwlock_rdlock
  pthread_rwlock_timedrdlock(&rw, then); // WHY: call pthread_rwlock_timedrdlock -> acquire shared
  pthread_rwlock_clockrdlock(&rw, CLOCK_MONOTONIC, then); // WHY: call pthread_rwlock_clockrdlock -> acquire shared

  pthread_spinlock_t s; // WHY: -> lock
  pthread_spin_lock(&s);   // WHY: call pthread_spin_lock -> acquire exclusive
  pthread_spin_unlock(&s); // WHY: call pthread_spin_unlock -> release
  pthread_spin_trylock(&s); // WHY: call pthread_spin_trylock -> acquire exclusive; blocking=pthread_spin_lock

  mtx_t x; // WHY: -> lock
  mtx_lock(&x);    // WHY: call mtx_lock -> acquire exclusive
  mtx_trylock(&x); // WHY: call mtx_trylock -> acquire exclusive; blocking=mtx_lock
  mtx_timedlock(&x, then); // WHY: call mtx_timedlock -> acquire exclusive
  mtx_unlock(&x);  // WHY: call mtx_unlock -> release
  cnd_t d; // WHY: -> condition
  cnd_wait(&d, &x);            // WHY: call cnd_wait -> wait class=wait bound=unbounded
  cnd_timedwait(&d, &x, then); // WHY: call cnd_timedwait -> wait class=wait bound=bounded
  cnd_signal(&d);    // WHY: call cnd_signal -> notify; wakes=one
  cnd_broadcast(&d); // WHY: call cnd_broadcast -> notify; wakes=all
}

void threads(const timespec *then) {
  pthread_t t; // WHY: -> task
  pthread_create(&t, nullptr, body, nullptr); // WHY: call pthread_create -> spawn; runs 'body'
  pthread_join(t, nullptr);        // WHY: call pthread_join -> block class=join bound=unbounded; stopped-by=task
  pthread_tryjoin_np(t, nullptr);  // WHY: call pthread_tryjoin_np -> block class=join bound=never
  pthread_timedjoin_np(t, nullptr, then);    // WHY: call pthread_timedjoin_np -> block class=join bound=bounded
  pthread_timedjoin_np(t, nullptr, nullptr); // WHY: call pthread_timedjoin_np -> block class=join bound=unbounded
  pthread_clockjoin_np(t, nullptr, CLOCK_MONOTONIC, then); // WHY: call pthread_clockjoin_np -> block class=join bound=bounded
  pthread_cancel(t);    // WHY: call pthread_cancel -> request-stop
  pthread_testcancel(); // WHY: call pthread_testcancel -> stop-requested
  pthread_once_t flag = PTHREAD_ONCE_INIT;
  pthread_once(&flag, once); // WHY: call pthread_once -> callback; runs 'once'
  sched_yield();   // WHY: call sched_yield -> yield
  pthread_yield(); // WHY: call pthread_yield -> yield

  thrd_t e; // WHY: -> task
  thrd_create(&e, body11, nullptr); // WHY: call thrd_create -> spawn; runs 'body11'
  thrd_join(e, nullptr);            // WHY: call thrd_join -> block class=join bound=unbounded
  thrd_yield();                     // WHY: call thrd_yield -> yield
  once_flag flag11 = ONCE_FLAG_INIT;
  call_once(&flag11, once);         // WHY: call call_once -> callback; runs 'once'

  pthread_barrier_t b; // WHY: -> wait-group
  pthread_barrier_wait(&b); // WHY: call pthread_barrier_wait -> block class=wait bound=unbounded
  sem_t s; // WHY: -> wait-group
  sem_wait(&s);            // WHY: call sem_wait -> block class=wait bound=unbounded; stopped-by=task
  sem_trywait(&s);         // WHY: call sem_trywait -> block class=wait bound=never; blocking=sem_wait
  sem_timedwait(&s, then); // WHY: call sem_timedwait -> block class=wait bound=bounded; stopped-by=task
  sem_clockwait(&s, CLOCK_MONOTONIC, then); // WHY: call sem_clockwait -> block class=wait bound=bounded; stopped-by=task
  sem_post(&s);            // WHY: call sem_post -> count-down
  sembuf op{};
  semop(1, &op, 1);            // WHY: call semop -> block class=wait bound=unbounded
  semtimedop(1, &op, 1, then); // WHY: call semtimedop -> block class=wait bound=bounded
  semtimedop(1, &op, 1, nullptr); // WHY: call semtimedop -> block class=wait bound=unbounded
}

void sleeping(const timespec *time, sigset_t *set) {
  sleep(1);    // WHY: call sleep -> block class=sleep bound=bounded; stopped-by=task
  sleep(0);    // WHY: call sleep -> block class=sleep bound=never; stopped-by=task
  usleep(100); // WHY: call usleep -> block class=sleep bound=bounded; stopped-by=task
  nanosleep(time, nullptr); // WHY: call nanosleep -> block class=sleep bound=bounded; stopped-by=task
  clock_nanosleep(CLOCK_MONOTONIC, 0, time, nullptr); // WHY: call clock_nanosleep -> block class=sleep bound=bounded; stopped-by=task
  thrd_sleep(time, nullptr); // WHY: call thrd_sleep -> block class=sleep bound=bounded
  int got;
  pause();                   // WHY: call pause -> block class=wait bound=unbounded; stopped-by=task
  sigsuspend(set);           // WHY: call sigsuspend -> block class=wait bound=unbounded; stopped-by=task
  sigwait(set, &got);        // WHY: call sigwait -> block class=wait bound=unbounded; stopped-by=task
  sigwaitinfo(set, nullptr); // WHY: call sigwaitinfo -> block class=wait bound=unbounded; stopped-by=task
  sigtimedwait(set, nullptr, time); // WHY: call sigtimedwait -> block class=wait bound=bounded; stopped-by=task
}

void descriptors(int fd, int other, char *p, const iovec *v) {
  read(fd, p, 1);    // WHY: call read -> block class=network bound=unbounded; closed=zero; stopped-by=task
  write(fd, p, 100);   // WHY: call write -> block class=network bound=unbounded; stopped-by=task
  write(fd, p, 1);                                // WHY: call write -> block class=network bound=never
  write(fd, p, 8);                                // WHY: call write -> block class=network bound=never
  readv(fd, v, 1);   // WHY: call readv -> block class=network bound=unbounded; closed=zero; stopped-by=task
  writev(fd, v, 1);  // WHY: call writev -> block class=network bound=unbounded; stopped-by=task
  sendfile(fd, other, nullptr, 1);   // WHY: call sendfile -> block class=network bound=unbounded
  sendfile64(fd, other, nullptr, 1); // WHY: call sendfile64 -> block class=network bound=unbounded
  tcdrain(fd);           // WHY: call tcdrain -> block class=network bound=unbounded
  vmsplice(fd, v, 1, 0); // WHY: call vmsplice -> block class=network bound=unbounded
  splice(fd, nullptr, other, nullptr, 1, 0); // WHY: call splice -> block class=network bound=unbounded
  splice(fd, nullptr, other, nullptr, 1, SPLICE_F_NONBLOCK); // WHY: call splice -> block class=network bound=never
  tee(fd, other, 1, 0);  // WHY: call tee -> block class=network bound=unbounded
  eventfd_t value;
  eventfd_read(fd, &value); // WHY: call eventfd_read -> receive class=network bound=unbounded
  eventfd_write(fd, 1);     // WHY: call eventfd_write -> send class=network bound=never
}

void sockets(int fd, char *p, msghdr *m, mmsghdr *mm, timespec *t,
             sockaddr *a, socklen_t *n) {
  recv(fd, p, 1, 0);               // WHY: call recv -> block class=network bound=unbounded; closed=zero; stopped-by=task
  recv(fd, p, 1, MSG_DONTWAIT);    // WHY: call recv -> block class=network bound=never; closed=zero
  recv(fd, p, 1, MSG_DONTWAIT | MSG_PEEK); // WHY: call recv -> block class=network bound=never; closed=zero
  recvfrom(fd, p, 1, 0, a, n);     // WHY: call recvfrom -> block class=network bound=unbounded; closed=negative; stopped-by=task
  recvmsg(fd, m, 0);               // WHY: call recvmsg -> block class=network bound=unbounded; closed=zero; stopped-by=task
  recvmsg(fd, m, MSG_DONTWAIT);    // WHY: call recvmsg -> block class=network bound=never; closed=zero
  recvmmsg(fd, mm, 1, 0, nullptr); // WHY: call recvmmsg -> block class=network bound=unbounded
  recvmmsg(fd, mm, 1, 0, t);       // WHY: call recvmmsg -> block class=network bound=bounded
  recvmmsg(fd, mm, 1, MSG_DONTWAIT, t); // WHY: call recvmmsg -> block class=network bound=never
  send(fd, p, 100, 0);             // WHY: call send -> block class=network bound=unbounded; stopped-by=task
  send(fd, p, 100, MSG_NOSIGNAL);  // WHY: call send -> block class=network bound=unbounded; stopped-by=task
  send(fd, p, 1, MSG_NOSIGNAL | MSG_DONTWAIT); // WHY: call send -> block class=network bound=never
  sendto(fd, p, 1, 0, a, 1);       // WHY: call sendto -> block class=network bound=unbounded; stopped-by=task
  sendmsg(fd, m, 0);               // WHY: call sendmsg -> block class=network bound=unbounded; stopped-by=task
  sendmmsg(fd, mm, 1, 0);          // WHY: call sendmmsg -> block class=network bound=unbounded
  accept(fd, a, n);                // WHY: call accept -> block class=network bound=unbounded; closed=negative; stopped-by=task
  connect(fd, a, 1);               // WHY: call connect -> block class=network bound=unbounded; stopped-by=task
  shutdown(fd, SHUT_RDWR);         // WHY: call shutdown -> close
}

void modes(int fd, sockaddr *a, socklen_t *n, const sigset_t *set) {
  int pair[2], on = 1;
  accept4(fd, a, n, SOCK_NONBLOCK | SOCK_CLOEXEC); // WHY: call accept4 -> set-nonblocking
  accept4(fd, a, n, SOCK_CLOEXEC); // WHY: call accept4 -> block class=network bound=unbounded; closed=negative
  socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); // WHY: call socket -> set-nonblocking
  eventfd(0, EFD_NONBLOCK); // WHY: call eventfd -> set-nonblocking
  timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK); // WHY: call timerfd_create -> set-nonblocking
  signalfd(-1, set, SFD_NONBLOCK); // WHY: call signalfd -> set-nonblocking
  inotify_init1(IN_NONBLOCK); // WHY: call inotify_init1 -> set-nonblocking
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair); // WHY: call socketpair -> set-nonblocking
  pipe2(pair, O_NONBLOCK); // WHY: call pipe2 -> set-nonblocking
  pipe2(pair, O_CLOEXEC);  // WHY: call pipe2 -> peer
  pipe(pair);              // WHY: call pipe -> peer
  open("f", O_RDONLY | O_NONBLOCK);   // WHY: call open -> set-nonblocking
  open64("f", O_RDONLY | O_NONBLOCK); // WHY: call open64 -> set-nonblocking
  openat(fd, "f", O_RDONLY | O_NONBLOCK);   // WHY: call openat -> set-nonblocking
  openat64(fd, "f", O_RDONLY | O_NONBLOCK); // WHY: call openat64 -> set-nonblocking
  mq_open("/q", O_RDWR | O_NONBLOCK); // WHY: call mq_open -> set-nonblocking
  ioctl(fd, FIONBIO, &on); // WHY: call ioctl -> set-nonblocking
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); // WHY: call fcntl -> set-nonblocking
  fcntl64(fd, F_SETFL, O_NONBLOCK); // WHY: call fcntl64 -> set-nonblocking
  termios line{};
  tcsetattr(fd, TCSANOW, &line); // WHY: call tcsetattr -> set-nonblocking
  timeval limit{1, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit); // WHY: call setsockopt -> set-nonblocking class=wait bound=bounded
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit); // WHY: call setsockopt -> set-nonblocking class=wait bound=bounded
}

void several(pollfd *p, fd_set *set, timeval *tv, const timespec *ts, int ep,
             epoll_event *e) {
  poll(p, 1, -1); // WHY: call poll -> select class=network bound=unbounded; stopped-by=task
  poll(p, 1, 0);  // WHY: call poll -> select class=network bound=never; stopped-by=task
  poll(p, 1, 10); // WHY: call poll -> select class=network bound=bounded; stopped-by=task
  ppoll(p, 1, ts, nullptr);      // WHY: call ppoll -> select class=network bound=bounded; stopped-by=task
  ppoll(p, 1, nullptr, nullptr); // WHY: call ppoll -> select class=network bound=unbounded; stopped-by=task
  select(1, set, nullptr, nullptr, tv);      // WHY: call select -> select class=network bound=bounded; stopped-by=task
  select(1, set, nullptr, nullptr, nullptr); // WHY: call select -> select class=network bound=unbounded; stopped-by=task
  pselect(1, set, nullptr, nullptr, nullptr, nullptr); // WHY: call pselect -> select class=network bound=unbounded; stopped-by=task
  epoll_wait(ep, e, 1, -1); // WHY: call epoll_wait -> select class=network bound=unbounded; stopped-by=task
  epoll_wait(ep, e, 1, 0);  // WHY: call epoll_wait -> select class=network bound=never; stopped-by=task
  epoll_pwait(ep, e, 1, 5, nullptr);   // WHY: call epoll_pwait -> select class=network bound=bounded; stopped-by=task
  epoll_pwait2(ep, e, 1, nullptr, nullptr); // WHY: call epoll_pwait2 -> select class=network bound=unbounded
}

void names(const sockaddr *a, char *p, addrinfo **found, hostent *h,
           hostent **r, int *err, gaicb **list, const timespec *t) {
  getaddrinfo("h", "p", nullptr, found);          // WHY: call getaddrinfo -> block class=network bound=unbounded
  getnameinfo(a, 1, p, 1, nullptr, 0, 0);         // WHY: call getnameinfo -> block class=network bound=unbounded
  getnameinfo(a, 1, p, 1, nullptr, 0, NI_NUMERICHOST); // WHY: call getnameinfo -> block class=network bound=never
  int flags;
  flags = NI_NUMERICHOST | NI_NUMERICSERV;
  getnameinfo(a, 1, p, 1, nullptr, 0, flags);     // WHY: call getnameinfo -> block class=network bound=never
  int chosen = NI_NUMERICHOST;
  if (p)
    chosen = 0;
  getnameinfo(a, 1, p, 1, nullptr, 0, chosen);    // WHY: call getnameinfo -> block class=network bound=unbounded
  gethostbyname("h");                             // WHY: call gethostbyname -> block class=network bound=unbounded
  gethostbyname2("h", AF_INET);                   // WHY: call gethostbyname2 -> block class=network bound=unbounded
  gethostbyaddr(p, 4, AF_INET);                   // WHY: call gethostbyaddr -> block class=network bound=unbounded
  gethostbyname_r("h", h, p, 1, r, err);          // WHY: call gethostbyname_r -> block class=network bound=unbounded
  gethostbyname2_r("h", AF_INET, h, p, 1, r, err); // WHY: call gethostbyname2_r -> block class=network bound=unbounded
  gethostbyaddr_r(p, 4, AF_INET, h, p, 1, r, err); // WHY: call gethostbyaddr_r -> block class=network bound=unbounded
  unsigned char answer[1];
  res_query("h", ns_c_in, ns_t_a, answer, 1);  // WHY: call res_query -> block class=network bound=unbounded
  res_search("h", ns_c_in, ns_t_a, answer, 1); // WHY: call res_search -> block class=network bound=unbounded
  res_nquery(&_res, "h", ns_c_in, ns_t_a, answer, 1);  // WHY: call res_nquery -> block class=network bound=unbounded
  res_nsearch(&_res, "h", ns_c_in, ns_t_a, answer, 1); // WHY: call res_nsearch -> block class=network bound=unbounded
  getaddrinfo_a(GAI_WAIT, list, 1, nullptr); // WHY: call getaddrinfo_a -> block class=network bound=unbounded
  gai_suspend(list, 1, t);                   // WHY: call gai_suspend -> block class=network bound=bounded
}

void processes(pid_t pid, int *status, siginfo_t *info) {
  system("true");                   // WHY: call system -> block class=process bound=unbounded
  FILE *f = popen("true", "r");     // WHY: call popen -> block class=process bound=bounded
  pclose(f);                        // WHY: call pclose -> block class=process bound=unbounded
  wait(status);                     // WHY: call wait -> block class=process bound=unbounded
  waitpid(pid, status, 0);          // WHY: call waitpid -> block class=process bound=unbounded
  waitpid(pid, status, WNOHANG);    // WHY: call waitpid -> block class=process bound=never
  wait3(status, 0, nullptr);        // WHY: call wait3 -> block class=process bound=unbounded
  wait4(pid, status, 0, nullptr);   // WHY: call wait4 -> block class=process bound=unbounded
  waitid(P_PID, pid, info, WEXITED); // WHY: call waitid -> block class=process bound=unbounded
  waitid(P_PID, pid, info, WEXITED | WNOHANG); // WHY: call waitid -> block class=process bound=never
}

void queues(mqd_t q, char *p, const timespec *t, int id) {
  mq_send(q, p, 1, 0);               // WHY: call mq_send -> send class=channel bound=unbounded; closed=never
  mq_timedsend(q, p, 1, 0, t);       // WHY: call mq_timedsend -> send class=channel bound=bounded; closed=never
  mq_receive(q, p, 1, nullptr);      // WHY: call mq_receive -> receive class=channel bound=unbounded; closed=never
  mq_timedreceive(q, p, 1, nullptr, t); // WHY: call mq_timedreceive -> receive class=channel bound=bounded; closed=never
  msgsnd(id, p, 1, 0);               // WHY: call msgsnd -> send class=channel bound=unbounded; closed=negative
  msgsnd(id, p, 1, IPC_NOWAIT);      // WHY: call msgsnd -> send class=channel bound=never; closed=negative
  msgrcv(id, p, 1, 0, 0);            // WHY: call msgrcv -> receive class=channel bound=unbounded; closed=negative
}

void fileLocks(int fd, FILE *f) {
  flock(fd, LOCK_EX);           // WHY: call flock -> block class=lock bound=unbounded
  flock(fd, LOCK_EX | LOCK_NB); // WHY: call flock -> block class=lock bound=never
  flock(fd, LOCK_UN);           // WHY: call flock -> block class=lock bound=never
  lockf(fd, F_LOCK, 0);         // WHY: call lockf -> block class=lock bound=unbounded
  lockf64(fd, F_LOCK, 0);       // WHY: call lockf64 -> block class=lock bound=unbounded
  struct flock l{};
  fcntl(fd, F_SETLKW, &l);      // WHY: call fcntl -> block class=lock bound=unbounded
  fcntl(fd, F_OFD_SETLKW, &l);  // WHY: call fcntl -> block class=lock bound=unbounded
  flockfile(f);                 // WHY: call flockfile -> block class=lock bound=unbounded
  ftrylockfile(f);              // WHY: call ftrylockfile -> block class=lock bound=never
  funlockfile(f);
}

void files(int fd, char *p, const iovec *v, const aiocb *const *list,
           aiocb **jobs, const aiocb64 *const *list64, aiocb64 **jobs64,
           const timespec *t) {
  open("f", O_RDONLY);        // WHY: call open -> block class=disk
  open64("f", O_RDONLY);      // WHY: call open64 -> block class=disk
  openat(fd, "f", O_RDONLY);  // WHY: call openat -> block class=disk
  openat64(fd, "f", O_RDONLY); // WHY: call openat64 -> block class=disk
  creat("f", 0600);           // WHY: call creat -> block class=disk
  creat64("f", 0600);         // WHY: call creat64 -> block class=disk
  pread(fd, p, 1, 0);         // WHY: call pread -> block class=disk
  pread64(fd, p, 1, 0);       // WHY: call pread64 -> block class=disk
  pwrite(fd, p, 1, 0);        // WHY: call pwrite -> block class=disk
  pwrite64(fd, p, 1, 0);      // WHY: call pwrite64 -> block class=disk
  preadv(fd, v, 1, 0);        // WHY: call preadv -> block class=disk
  preadv64(fd, v, 1, 0);      // WHY: call preadv64 -> block class=disk
  preadv2(fd, v, 1, 0, 0);    // WHY: call preadv2 -> block class=disk
  preadv64v2(fd, v, 1, 0, 0); // WHY: call preadv64v2 -> block class=disk
  pwritev(fd, v, 1, 0);       // WHY: call pwritev -> block class=disk
  pwritev64(fd, v, 1, 0);     // WHY: call pwritev64 -> block class=disk
  pwritev2(fd, v, 1, 0, 0);   // WHY: call pwritev2 -> block class=disk
  pwritev64v2(fd, v, 1, 0, 0); // WHY: call pwritev64v2 -> block class=disk
  fsync(fd);                  // WHY: call fsync -> block class=disk
  fdatasync(fd);              // WHY: call fdatasync -> block class=disk
  syncfs(fd);                 // WHY: call syncfs -> block class=disk
  sync_file_range(fd, 0, 1, 0); // WHY: call sync_file_range -> block class=disk
  ftruncate(fd, 0);           // WHY: call ftruncate -> block class=disk
  ftruncate64(fd, 0);         // WHY: call ftruncate64 -> block class=disk
  fallocate(fd, 0, 0, 1);     // WHY: call fallocate -> block class=disk
  fallocate64(fd, 0, 0, 1);   // WHY: call fallocate64 -> block class=disk
  posix_fallocate(fd, 0, 1);  // WHY: call posix_fallocate -> block class=disk
  posix_fallocate64(fd, 0, 1); // WHY: call posix_fallocate64 -> block class=disk
  copy_file_range(fd, nullptr, fd, nullptr, 1, 0); // WHY: call copy_file_range -> block class=disk
  sync();                     // WHY: call sync -> block class=disk
  msync(p, 1, MS_SYNC);       // WHY: call msync -> block class=disk
  truncate("f", 0);           // WHY: call truncate -> block class=disk
  truncate64("f", 0);         // WHY: call truncate64 -> block class=disk
  rename("f", "g");           // WHY: call rename -> block class=disk
  unlink("f");                // WHY: call unlink -> block class=disk
  DIR *d = opendir(".");      // WHY: call opendir -> block class=disk
  readdir(d);                 // WHY: call readdir -> block class=disk
  readdir64(d);               // WHY: call readdir64 -> block class=disk
  aio_suspend(list, 1, t);    // WHY: call aio_suspend -> block class=disk bound=bounded
  aio_suspend64(list64, 1, nullptr); // WHY: call aio_suspend64 -> block class=disk bound=unbounded
  lio_listio(LIO_WAIT, jobs, 1, nullptr);     // WHY: call lio_listio -> block class=disk
  lio_listio64(LIO_WAIT, jobs64, 1, nullptr); // WHY: call lio_listio64 -> block class=disk
}

void streams(char *p, size_t n, char *line, va_list args) {
  FILE *f = fopen("f", "r");    // WHY: call fopen -> block class=disk
  fileno(f);                    // WHY: call fileno -> block class=disk bound=never
  fileno_unlocked(f);           // WHY: call fileno_unlocked -> block class=disk bound=never
  dup(1);                       // WHY: call dup -> block class=disk bound=never
  dup(2);                       // WHY: call dup -> block class=disk bound=never
  f = fopen64("f", "r");        // WHY: call fopen64 -> block class=disk
  f = freopen("f", "r", f);     // WHY: call freopen -> block class=disk
  f = freopen64("f", "r", f);   // WHY: call freopen64 -> block class=disk
  fread(p, 1, 1, f);            // WHY: call fread -> block class=disk
  fwrite(p, 1, 1, f);           // WHY: call fwrite -> block class=disk
  fread_unlocked(p, 1, 1, f);   // WHY: call fread_unlocked -> block class=disk
  fwrite_unlocked(p, 1, 1, f);  // WHY: call fwrite_unlocked -> block class=disk
  fflush(f);                    // WHY: call fflush -> block class=disk
  fgetc(f);                     // WHY: call fgetc -> block class=disk
  getc(f);                      // WHY: call getc -> block class=disk
  fprintf(f, "x");              // WHY: call fprintf -> block class=disk
  vfprintf(f, "x", args);       // WHY: call vfprintf -> block class=disk
  fscanf(f, "x");               // WHY: call fscanf -> block class=disk
  vfscanf(f, "x", args);        // WHY: call vfscanf -> block class=disk
  fseek(f, 0, SEEK_SET);        // WHY: call fseek -> block class=disk
  fseeko(f, 0, SEEK_SET);       // WHY: call fseeko -> block class=disk
  fgets(p, 1, f);               // WHY: call fgets -> block class=disk
  getline(&line, &n, f);        // WHY: call getline -> block class=disk
  getdelim(&line, &n, ',', f);  // WHY: call getdelim -> block class=disk
  fputs("x", f);                // WHY: call fputs -> block class=disk
  fputc('x', f);                // WHY: call fputc -> block class=disk
  putc('x', f);                 // WHY: call putc -> block class=disk
  fclose(f);                    // WHY: call fclose -> block class=disk
}

void timers(timer_t t, int fd, const itimerspec *when) {
  timerfd_create(CLOCK_MONOTONIC, 0);            // WHY: call timerfd_create -> create
  timer_create(CLOCK_MONOTONIC, nullptr, &t);    // WHY: call timer_create -> create
  timer_settime(t, 0, when, nullptr);    // WHY: call timer_settime -> start
  timerfd_settime(fd, 0, when, nullptr); // WHY: call timerfd_settime -> start
  timer_delete(t);                       // WHY: call timer_delete -> destroy
  alarm(0);                              // WHY: call alarm -> stop
  alarm(5);                              // WHY: call alarm -> start
  ualarm(0, 0);                          // WHY: call ualarm -> stop
  ualarm(5, 0);                          // WHY: call ualarm -> start
  itimerval interval{};
  setitimer(ITIMER_REAL, &interval, nullptr); // WHY: call setitimer -> start
}

void detached(pthread_t t, thrd_t c) {
  pthread_detach(t); // WHY: call pthread_detach -> detach on 't'
  thrd_detach(c);    // WHY: call thrd_detach -> detach on 'c'
}

} // namespace
