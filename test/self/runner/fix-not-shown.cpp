// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: the fixed file is not as expected
// SAYS: no CHECK-FIXES shows the fix-it at line 8
void a_bad() {
  int i = 1; // SAY 3 warning: first // FIX   int i = 3;
  // CHECK-FIXES: int i = 3;
  int k = 0;
  int j = 1; // SAY 3 warning: second // FIX   int j = 4;
  // CHECK-MESSAGES: :[[@LINE-4]]:3: warning: first
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: second
}
