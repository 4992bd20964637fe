#ifndef LEASH_MOCK_SYS_SELECT_H
#define LEASH_MOCK_SYS_SELECT_H
struct timeval;
typedef struct {
  long fds_bits[16];
} fd_set;
#define FD_ZERO(set) ((set)->fds_bits[0] = 0)
#define FD_SET(d, set) ((void)((set)->fds_bits[(d) / 64] |= (long)(1UL << ((d) % 64))))
extern "C" int select(int, fd_set *, fd_set *, fd_set *, timeval *);
#endif
