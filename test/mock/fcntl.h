#ifndef LEASH_MOCK_FCNTL_H
#define LEASH_MOCK_FCNTL_H
#include <bits/ctypes.h>
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_CREAT 0100
#define O_NONBLOCK 04000
#define O_CLOEXEC 02000000
#define F_GETFL 3
#define F_SETFL 4
extern "C" {
int open(const char *, int, ...);
int fcntl(int, int, ...);
}
#endif
