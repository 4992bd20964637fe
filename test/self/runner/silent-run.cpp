// RUN: not %check_leash %s fake-check --silent --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: not expected
void a_bad() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
}
