// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --silent \
// RUN:   --config '{CheckOptions: {leash.Models: "%S/Inputs/quiet-sleep.yaml"}}'

// The user's entry for a name takes the place of the built-in one.

#include <mutex>
#include <unistd.h>

std::mutex mutex;

void sleep_bad() {
  std::lock_guard<std::mutex> guard(mutex);
  usleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'mutex' is held while 'sleep_bad' sleeps
}
