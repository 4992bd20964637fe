// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: not expected
// SAYS-NEXT: one-expectation-two-findings.cpp:6:3: warning: same [fake-check]
void a_bad() {
  int i = 1; // SAY 3 warning: same
  int j = 2; // SAY 3 warning: same
  // CHECK-MESSAGES: :{{[0-9]+}}:3: warning: same
}
