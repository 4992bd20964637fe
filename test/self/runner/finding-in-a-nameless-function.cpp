// RUN: not %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py -- | FileCheck %s --check-prefix=SAYS
// SAYS: FAILED: a finding in 'helper', whose name does not end in _bad
class Helper {
  void helper();
};
void Helper::helper() {
  auto lambda = [] {
    int i = 1; // SAY 3 warning: first
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: first
  };
}
