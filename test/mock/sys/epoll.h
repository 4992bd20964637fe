#ifndef LEASH_MOCK_SYS_EPOLL_H
#define LEASH_MOCK_SYS_EPOLL_H
enum EPOLL_EVENTS { EPOLLIN = 1, EPOLLOUT = 4 };
#define EPOLLIN EPOLLIN
#define EPOLLOUT EPOLLOUT
enum { EPOLL_CTL_ADD = 1, EPOLL_CTL_DEL = 2, EPOLL_CTL_MOD = 3 };
#define EPOLL_CTL_ADD EPOLL_CTL_ADD
typedef union epoll_data {
  void *ptr;
  int fd;
} epoll_data_t;
struct epoll_event {
  unsigned events;
  epoll_data_t data;
};
extern "C" {
int epoll_create1(int) noexcept;
int epoll_ctl(int, int, int, epoll_event *) noexcept;
int epoll_wait(int, epoll_event *, int, int);
}
#endif
