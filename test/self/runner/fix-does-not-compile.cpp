// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: the fixed file does not compile
// SAYS: use of undeclared identifier 'j'
void a_bad() {
  int i = 1; // SAY 3 warning: first // FIX   int i = j;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  // CHECK-FIXES: int i = j;
}
