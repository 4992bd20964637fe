// An annotation that Leash does not understand is an error with its place, and
// never silence.
//
// RUN: not %leash --checks='-*,leash-*' %s -- -std=c++20 -I%root/include 2>&1 | FileCheck %s
// CHECK: annotation-fault.cpp:[[@LINE+8]]:{{[0-9]+}}: error: this annotation says nothing to Leash: {{.*}} found 'blok'
// CHECK: annotation-fault.cpp:[[@LINE+14]]:{{[0-9]+}}: warning: 'mutex' is held while 'both_bad' waits for a reply in 'ask'

#include <leash/annotations.h>
#include <mutex>

class Remote {
public:
  LEASH_MEANS("{role: blok}") void odd();
  LEASH_BLOCKING(rpc, unbounded) int ask();
};

std::mutex mutex;
void both_bad(Remote &remote) {
  std::lock_guard<std::mutex> guard(mutex);
  remote.ask();
  remote.odd();
}
