// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: a finding in 'a_ok', whose name does not end in _bad
void a_ok() {
  int i = 1; // SAY 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
}
