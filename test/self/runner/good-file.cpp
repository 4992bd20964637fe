// RUN: %check_leash %s fake-check  --leash=%S/Inputs/fake_tidy.py --clang-tidy=%S/Inputs/fake_tidy.py --
namespace outer {
class Worker_bad {
public:
  explicit Worker_bad(int i) : i_{i} {
    int k = i; // SAY 5 warning: in a constructor, with no fix
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: in a {{[a-z]+}}, with no fix [fake-check]
  }

private:
  int i_;
};
void plain_ok() {}
auto trailing_bad() -> int {
  int i = 1; // SAY 3 warning: two notes
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: two notes
  // CHECK-NOTES: :[[@LINE+1]]:3: note: one
  int j = 1; // THEN 3 one
  int k = 1; // THEN 3 two
  return 0; // SAY 3 warning: returns 0 // FIX   return 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: returns 0
  // CHECK-FIXES: int k = 1;
  // CHECK-FIXES-NEXT: return 1;
  // CHECK-FIXES-NOT: return 0
}
} // namespace outer
