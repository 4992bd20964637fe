// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: expected, but not found
// SAYS-NEXT: :6:3: warning: second   (line 6)
void a_bad() {
  int i = 1; // SAY 3 warning: first
  int j = 2; // CHECK-MESSAGES: :[[@LINE]]:3: warning: second
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: first
}
