// RUN: not %check_leash %s fake-check --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: no fix-it is offered, but CHECK-FIXES expects one
void a_bad() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  // CHECK-FIXES: int i = 2;
}
