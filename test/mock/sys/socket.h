#ifndef LEASH_MOCK_SYS_SOCKET_H
#define LEASH_MOCK_SYS_SOCKET_H
#include <bits/ctypes.h>
#define AF_INET 2
#define AF_UNIX 1
enum __socket_type { SOCK_STREAM = 1, SOCK_DGRAM = 2, SOCK_CLOEXEC = 02000000, SOCK_NONBLOCK = 04000 };
#define SOCK_STREAM SOCK_STREAM
#define SOCK_DGRAM SOCK_DGRAM
#define SOCK_NONBLOCK SOCK_NONBLOCK
#define SOCK_CLOEXEC SOCK_CLOEXEC
enum { MSG_PEEK = 2, MSG_DONTWAIT = 0x40, MSG_NOSIGNAL = 0x4000 };
#define MSG_PEEK MSG_PEEK
#define MSG_DONTWAIT MSG_DONTWAIT
#define MSG_NOSIGNAL MSG_NOSIGNAL
enum { SOL_SOCKET = 1, SO_RCVTIMEO = 20, SO_SNDTIMEO = 21 };
#define SOL_SOCKET SOL_SOCKET
#define SO_RCVTIMEO SO_RCVTIMEO
#define SO_SNDTIMEO SO_SNDTIMEO
struct sockaddr {
  unsigned short sa_family;
  char sa_data[14];
};
extern "C" {
int socket(int, int, int) noexcept;
int bind(int, const sockaddr *, socklen_t) noexcept;
int listen(int, int) noexcept;
int connect(int, const sockaddr *, socklen_t);
int accept(int, sockaddr *, socklen_t *);
int accept4(int, sockaddr *, socklen_t *, int);
ssize_t send(int, const void *, size_t, int);
ssize_t recv(int, void *, size_t, int);
int shutdown(int, int) noexcept;
int setsockopt(int, int, int, const void *, socklen_t) noexcept;
}
#endif
