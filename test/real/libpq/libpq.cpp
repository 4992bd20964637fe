// REQUIRES: libpq
// RUN: %check_why %s --library libpq -- -std=c++20 %client_flags

// Every modelled name of libpq, used on its own headers. Compiled, never run.

#include <libpq-fe.h>
#include <libpq/libpq-fs.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  PQexec(any, any); // WHY: call PQexec -> block class=database bound=unbounded
  PQexecParams(any, any, any, any, any, any, any, any); // WHY: call PQexecParams -> block class=database bound=unbounded
  PQexecPrepared(any, any, any, any, any, any, any); // WHY: call PQexecPrepared -> block class=database bound=unbounded
  PQprepare(any, any, any, any, any); // WHY: call PQprepare -> block class=database bound=unbounded
  PQdescribePrepared(any, any); // WHY: call PQdescribePrepared -> block class=database bound=unbounded
  PQdescribePortal(any, any); // WHY: call PQdescribePortal -> block class=database bound=unbounded
  PQgetResult(any); // WHY: call PQgetResult -> block class=database bound=unbounded
  PQputCopyEnd(any, any); // WHY: call PQputCopyEnd -> block class=database bound=unbounded
  PQputCopyData(any, any, any); // WHY: call PQputCopyData -> block class=database bound=unbounded
  PQendcopy(any); // WHY: call PQendcopy -> block class=database bound=unbounded
  PQgetline(any, any, any); // WHY: call PQgetline -> block class=database bound=unbounded
  PQfn(any, any, any, any, any, any, any); // WHY: call PQfn -> block class=database bound=unbounded
  PQreset(any); // WHY: call PQreset -> block class=database bound=unbounded
  PQconnectdb(any); // WHY: call PQconnectdb -> block class=database bound=unbounded
  PQconnectdbParams(any, any, any); // WHY: call PQconnectdbParams -> block class=database bound=unbounded
  PQsetdbLogin(any, any, any, any, any, any, any); // WHY: call PQsetdbLogin -> block class=database bound=unbounded
  PQping(any); // WHY: call PQping -> block class=database bound=unbounded
  PQpingParams(any, any, any); // WHY: call PQpingParams -> block class=database bound=unbounded
  PQcancel(any, any, any); // WHY: call PQcancel -> block class=database bound=unbounded
  lo_read(any, any, any, any); // WHY: call lo_read -> block class=database bound=unbounded
  lo_write(any, any, any, any); // WHY: call lo_write -> block class=database bound=unbounded
  lo_import(any, any); // WHY: call lo_import -> block class=database bound=unbounded
  lo_export(any, any, any); // WHY: call lo_export -> block class=database bound=unbounded
  lo_open(any, any, any); // WHY: call lo_open -> block class=database bound=unbounded
  lo_unlink(any, any); // WHY: call lo_unlink -> block class=database bound=unbounded
  PQgetCopyData(any, any, 1); // WHY: call PQgetCopyData -> block class=database bound=never
  PQgetCopyData(any, any, any); // WHY: call PQgetCopyData -> block class=database bound=unbounded
}

} // namespace
