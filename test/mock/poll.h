#ifndef LEASH_MOCK_POLL_H
#define LEASH_MOCK_POLL_H
#define POLLIN 1
#define POLLOUT 4
typedef unsigned long nfds_t;
struct pollfd {
  int fd;
  short events;
  short revents;
};
extern "C" int poll(pollfd *, nfds_t, int);
#endif
