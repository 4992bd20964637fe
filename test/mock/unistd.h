#ifndef LEASH_MOCK_UNISTD_H
#define LEASH_MOCK_UNISTD_H
#include <bits/ctypes.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
extern "C" {
ssize_t read(int, void *, size_t);
ssize_t write(int, const void *, size_t);
ssize_t pread(int, void *, size_t, off_t);
int close(int);
int pipe(int[2]) noexcept;
int pipe2(int[2], int) noexcept;
int dup(int) noexcept;
int fsync(int);
unsigned sleep(unsigned);
int usleep(useconds_t);
pid_t fork() noexcept;
int unlink(const char *) noexcept;
}
#endif
