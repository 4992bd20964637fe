// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: fake_tidy.py does not work: it says nothing and its exit code is 1
void a_ok() {}
// EXIT 1
