// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: the file asserts nothing
void helper() {}
