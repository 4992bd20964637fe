#ifndef LEASH_MOCK_SYS_TYPES_H
#define LEASH_MOCK_SYS_TYPES_H
#include <bits/ctypes.h>
#endif
