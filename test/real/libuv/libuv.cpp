// REQUIRES: libuv
// RUN: %check_why %s --library libuv -- -std=c++20
//
// Each call of models/libuv.yaml on the real header. Compiled, never run.
// Arguments that say nothing about blocking are null.

#include <uv.h>

namespace {

void body(void *) {}
void initialise() {}
void onTimer(uv_timer_t *) {}
void onIdle(uv_idle_t *) {}
void onWork(uv_work_t *) {}
void onDone(uv_work_t *, int) {}
void onPoll(uv_fs_poll_t *, int, const uv_stat_t *, const uv_stat_t *) {}
void onFile(uv_fs_t *) {}
void onAddress(uv_getaddrinfo_t *, int, struct addrinfo *) {}

void locks() {
  uv_mutex_t M;
  uv_mutex_init(&M);
  uv_mutex_lock(&M);               // WHY: acquire exclusive on 'M'
  uv_mutex_unlock(&M);             // WHY: release
  if (uv_mutex_trylock(&M) == 0)   // WHY: attempt; blocking=uv_mutex_lock
    uv_mutex_unlock(&M);           // WHY: release
  uv_mutex_t N;
  uv_mutex_init_recursive(&N);     // WHY: set-recursive
  uv_rwlock_t R;
  uv_rwlock_init(&R);
  uv_rwlock_wrlock(&R);            // WHY: acquire exclusive on 'R'
  uv_rwlock_wrunlock(&R);          // WHY: release
  uv_rwlock_rdlock(&R);            // WHY: acquire shared on 'R'
  uv_rwlock_rdunlock(&R);          // WHY: release
  if (uv_rwlock_trywrlock(&R) == 0) // WHY: attempt; blocking=uv_rwlock_wrlock
    uv_rwlock_wrunlock(&R);        // WHY: release
  if (uv_rwlock_tryrdlock(&R) == 0) // WHY: attempt; blocking=uv_rwlock_rdlock
    uv_rwlock_rdunlock(&R);        // WHY: release
}

void waits() {
  uv_mutex_t M;
  uv_cond_t C;
  uv_cond_wait(&C, &M);            // WHY: wait class=wait bound=unbounded releases 'M'
  uv_cond_timedwait(&C, &M, 1000); // WHY: wait class=wait bound=bounded releases 'M'
  uv_cond_signal(&C);              // WHY: notify; wakes=one
  uv_cond_broadcast(&C);           // WHY: notify; wakes=all
  uv_sem_t S;
  uv_sem_wait(&S);                 // WHY: block class=wait bound=unbounded
  uv_sem_trywait(&S);              // WHY: attempt; blocking=uv_sem_wait
  uv_sem_post(&S);                 // WHY: count-down
  uv_barrier_t B;
  uv_barrier_wait(&B);             // WHY: block class=wait bound=unbounded
}

void threads() {
  uv_thread_t T;
  uv_thread_create(&T, body, nullptr); // WHY: spawn; runs 'body'
  uv_thread_join(&T);              // WHY: block class=join bound=unbounded
  uv_thread_options_t O = {};
  uv_thread_create_ex(&T, &O, body, nullptr); // WHY: spawn; runs 'body'
  uv_work_t W;
  uv_queue_work(nullptr, &W, onWork, onDone); // WHY: spawn; runs 'onWork'
  uv_sleep(10);                    // WHY: block class=sleep bound=bounded
  static uv_once_t Once = UV_ONCE_INIT;
  uv_once(&Once, initialise);      // WHY: callback; runs 'initialise'
}

void loops(uv_loop_t *L, uv_async_t *A) {
  uv_run(L, UV_RUN_DEFAULT); // WHY: block class=wait bound=unbounded; stopped-by=0
  uv_run(L, UV_RUN_ONCE);    // WHY: block class=wait bound=unbounded; stopped-by=0
  uv_run(L, UV_RUN_NOWAIT);  // WHY: callback
  uv_stop(L);                // WHY: request-stop; wakes=none
  uv_async_send(A);          // WHY: notify
}

void timers(uv_loop_t *L) {
  uv_timer_t T;                      // WHY: -> timer
  uv_timer_init(L, &T);
  uv_timer_start(&T, onTimer, 10, 10); // WHY: start; fires=repeatedly; runs 'onTimer'
  uv_timer_again(&T);                // WHY: start; fires=repeatedly
  uv_timer_stop(&T);                 // WHY: stop
  uv_close(reinterpret_cast<uv_handle_t *>(&T), nullptr); // WHY: stop
  uv_idle_t I;                       // WHY: -> timer
  uv_idle_start(&I, onIdle);         // WHY: start; fires=repeatedly; runs 'onIdle'
  uv_idle_stop(&I);                  // WHY: stop
  uv_fs_poll_t P;                    // WHY: -> timer
  uv_fs_poll_start(&P, onPoll, "f", 100); // WHY: start; fires=repeatedly; runs 'onPoll'
  uv_fs_poll_stop(&P);               // WHY: stop
}

void names(uv_loop_t *L) {
  uv_getaddrinfo_t A;
  uv_getaddrinfo(L, &A, nullptr, "h", "80", nullptr); // WHY: block class=network bound=unbounded
  uv_getaddrinfo(L, &A, onAddress, "h", "80", nullptr); // WHY-NOT
  uv_getnameinfo_t N;
  uv_getnameinfo(L, &N, nullptr, nullptr, 0); // WHY: block class=network bound=unbounded
}

void files(uv_loop_t *L, uv_fs_t *R) {
  uv_fs_stat(L, R, "f", onFile); // WHY-NOT
  uv_fs_close(L, R, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_closedir(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_fdatasync(L, R, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_fstat(L, R, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_fsync(L, R, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_lstat(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_mkdtemp(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_mkstemp(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_opendir(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_readdir(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_readlink(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_realpath(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_rmdir(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_stat(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_statfs(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_unlink(L, R, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_access(L, R, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_chmod(L, R, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_fchmod(L, R, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_ftruncate(L, R, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_link(L, R, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_mkdir(L, R, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_rename(L, R, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_scandir(L, R, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_chown(L, R, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_copyfile(L, R, nullptr, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_fchown(L, R, {}, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_futime(L, R, {}, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_lchown(L, R, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_lutime(L, R, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_open(L, R, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_symlink(L, R, nullptr, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_utime(L, R, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_read(L, R, {}, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_sendfile(L, R, {}, {}, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  uv_fs_write(L, R, {}, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
}

} // namespace

void all() {
  locks();
  waits();
  threads();
  loops(nullptr, nullptr);
  timers(nullptr);
  names(nullptr);
  files(nullptr, nullptr);
}
