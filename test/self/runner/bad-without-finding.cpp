// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: no finding in 'b_bad' (line 8), whose name says that there is one
// SAYS: FAILED: no finding in 'fp_c' (line 9), whose name says that there is one
void a_bad() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
}
void b_bad() {}
void fp_c() {}
