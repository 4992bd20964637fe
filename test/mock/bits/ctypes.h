#ifndef LEASH_MOCK_CTYPES_H
#define LEASH_MOCK_CTYPES_H
using size_t = decltype(sizeof(0));
using ssize_t = long;
using off_t = long;
using pid_t = int;
using mode_t = unsigned;
using socklen_t = unsigned;
using time_t = long;
using useconds_t = unsigned;
struct timespec {
  time_t tv_sec;
  long tv_nsec;
};
struct timeval {
  time_t tv_sec;
  long tv_usec;
};
#ifndef NULL
#define NULL __null
#endif
#endif
