// REQUIRES: hiredis
// RUN: %check_why %s --library hiredis -- -std=c++20

// Every modelled name of hiredis, used on its own headers. Compiled, never run.

#include <hiredis/hiredis.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  redisCommand(any, any); // WHY: call redisCommand -> block class=database bound=unbounded
  redisvCommand(any, any, any); // WHY: call redisvCommand -> block class=database bound=unbounded
  redisCommandArgv(any, any, any, any); // WHY: call redisCommandArgv -> block class=database bound=unbounded
  redisGetReply(any, any); // WHY: call redisGetReply -> block class=database bound=unbounded
  redisBufferRead(any); // WHY: call redisBufferRead -> block class=database bound=unbounded
  redisBufferWrite(any, any); // WHY: call redisBufferWrite -> block class=database bound=unbounded
  redisConnect(any, any); // WHY: call redisConnect -> block class=database bound=unbounded
  redisConnectUnix(any); // WHY: call redisConnectUnix -> block class=database bound=unbounded
  redisReconnect(any); // WHY: call redisReconnect -> block class=database bound=unbounded
  redisConnectWithTimeout(any, any, any); // WHY: call redisConnectWithTimeout -> block class=database bound=bounded
  redisConnectUnixWithTimeout(any, any); // WHY: call redisConnectUnixWithTimeout -> block class=database bound=bounded
}

} // namespace
