#ifndef LEASH_MOCK_STDLIB_H
#define LEASH_MOCK_STDLIB_H
#include <cstdlib>
#endif
