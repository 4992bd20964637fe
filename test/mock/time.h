#ifndef LEASH_MOCK_TIME_H
#define LEASH_MOCK_TIME_H
#include <bits/ctypes.h>
extern "C" int nanosleep(const timespec *, timespec *);
#endif
