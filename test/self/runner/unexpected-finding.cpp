// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: not expected
// SAYS-NEXT: unexpected-finding.cpp:6:3: warning: second [fake-check]
void a_bad() {
  int i = 1; // SAY 3 warning: first
  int j = 2; // SAY 3 warning: second
  // CHECK-MESSAGES: :[[@LINE-2]]:3: warning: first
}
