#ifndef LEASH_MOCK_PTHREAD_H
#define LEASH_MOCK_PTHREAD_H
#include <bits/ctypes.h>
typedef unsigned long pthread_t;
typedef union { char __size[56]; long __align; } pthread_attr_t;
typedef union { char __size[40]; long __align; } pthread_mutex_t;
typedef union { char __size[4]; int __align; } pthread_mutexattr_t;
typedef union { char __size[48]; long long __align; } pthread_cond_t;
typedef union { char __size[4]; int __align; } pthread_condattr_t;
typedef union { char __size[56]; long __align; } pthread_rwlock_t;
typedef union { char __size[8]; long __align; } pthread_rwlockattr_t;
#define PTHREAD_MUTEX_INITIALIZER {}
#define PTHREAD_COND_INITIALIZER {}
#define PTHREAD_RWLOCK_INITIALIZER {}
enum { PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_RECURSIVE };
extern "C" {
int pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) noexcept;
int pthread_join(pthread_t, void **);
int pthread_cancel(pthread_t);
int pthread_detach(pthread_t) noexcept;
int pthread_mutex_init(pthread_mutex_t *, const pthread_mutexattr_t *) noexcept;
int pthread_mutexattr_init(pthread_mutexattr_t *) noexcept;
int pthread_mutexattr_settype(pthread_mutexattr_t *, int) noexcept;
int pthread_mutex_lock(pthread_mutex_t *) noexcept;
int pthread_mutex_trylock(pthread_mutex_t *) noexcept;
int pthread_mutex_unlock(pthread_mutex_t *) noexcept;
int pthread_rwlock_rdlock(pthread_rwlock_t *) noexcept;
int pthread_rwlock_wrlock(pthread_rwlock_t *) noexcept;
int pthread_rwlock_unlock(pthread_rwlock_t *) noexcept;
int pthread_cond_wait(pthread_cond_t *, pthread_mutex_t *);
int pthread_cond_timedwait(pthread_cond_t *, pthread_mutex_t *, const timespec *);
int pthread_cond_signal(pthread_cond_t *) noexcept;
int pthread_cond_broadcast(pthread_cond_t *) noexcept;
}
#endif
