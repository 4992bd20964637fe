// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: no such note (in this place): :8:3: note: one
void a_bad() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  // CHECK-NOTES: :[[@LINE+3]]:3: note: two
  // CHECK-NOTES: :[[@LINE+1]]:3: note: one
  int j = 1; // THEN 3 one
  int k = 1; // THEN 3 two
}
