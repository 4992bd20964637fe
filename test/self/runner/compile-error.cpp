// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: not expected
// SAYS-NEXT: compile-error.cpp:4:1: error: unknown type name 'x'
x a_bad(); // SAY 1 error: unknown type name 'x'
void a_ok() {}
// EXIT 1
