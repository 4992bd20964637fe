// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: the checks are not silent on the fixed file
// SAYS-NEXT: still there after its fix-it: fix-does-not-silence.cpp:5:3: warning: first
void a_bad() {
  int i = 1; // SAY 3 warning: first // FIX   int i = 2; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  // CHECK-FIXES: int i = 2;
}
