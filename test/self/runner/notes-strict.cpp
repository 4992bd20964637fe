// RUN: not %check_leash %s fake-check --notes --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: a note that is not expected: notes-strict.cpp:8:3: note: two
void a_bad() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  // CHECK-NOTES: :[[@LINE+1]]:3: note: one
  int j = 1; // THEN 3 one
  int k = 1; // THEN 3 two
}
