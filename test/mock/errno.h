#ifndef LEASH_MOCK_ERRNO_H
#define LEASH_MOCK_ERRNO_H
extern "C" int *__errno_location() noexcept __attribute__((const));
#define errno (*__errno_location())
#define EINTR 4
#define EAGAIN 11
#define EPIPE 32
#define EWOULDBLOCK EAGAIN
#endif
