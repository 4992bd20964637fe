// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: 'leash' and clang-tidy with the plugin differ
// SAYS: -tools-differ.cpp:5:3: warning: first [fake-check]
void a_bad() {
  int i = 1; // SAY-LEASH 3 warning: first
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
}
