#ifndef LEASH_MOCK_TERMIOS_H
#define LEASH_MOCK_TERMIOS_H
#include <bits/ctypes.h>
#define VTIME 5
#define VMIN 6
#define TCSANOW 0
struct termios {
  unsigned c_iflag, c_oflag, c_cflag, c_lflag;
  unsigned char c_line, c_cc[32];
};
extern "C" {
int tcgetattr(int, termios *) noexcept;
int tcsetattr(int, int, const termios *) noexcept;
}
#endif
