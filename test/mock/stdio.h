#ifndef LEASH_MOCK_STDIO_H
#define LEASH_MOCK_STDIO_H
#include <cstdio>
#endif
