#ifndef LEASH_MOCK_SYS_WAIT_H
#define LEASH_MOCK_SYS_WAIT_H
#include <bits/ctypes.h>
#define WNOHANG 1
extern "C" {
pid_t wait(int *);
pid_t waitpid(pid_t, int *, int);
}
#endif
