// REQUIRES: sqlite
// RUN: %check_why %s --library sqlite -- -std=c++20

// Every modelled name of SQLite, used on its own headers. Compiled, never run.

#include <sqlite3.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  sqlite3_step(any); // WHY: call sqlite3_step -> block class=database bound=unbounded
  sqlite3_exec(any, any, any, any, any); // WHY: call sqlite3_exec -> block class=database bound=unbounded
  sqlite3_get_table(any, any, any, any, any, any); // WHY: call sqlite3_get_table -> block class=database bound=unbounded
  sqlite3_open(any, any); // WHY: call sqlite3_open -> block class=database bound=unbounded
  sqlite3_open16(any, any); // WHY: call sqlite3_open16 -> block class=database bound=unbounded
  sqlite3_open_v2(any, any, any, any); // WHY: call sqlite3_open_v2 -> block class=database bound=unbounded
  sqlite3_close(any); // WHY: call sqlite3_close -> block class=database bound=unbounded
  sqlite3_close_v2(any); // WHY: call sqlite3_close_v2 -> block class=database bound=unbounded
  sqlite3_blob_open(any, any, any, any, any, any, any); // WHY: call sqlite3_blob_open -> block class=database bound=unbounded
  sqlite3_blob_read(any, any, any, any); // WHY: call sqlite3_blob_read -> block class=database bound=unbounded
  sqlite3_blob_write(any, any, any, any); // WHY: call sqlite3_blob_write -> block class=database bound=unbounded
  sqlite3_backup_step(any, any); // WHY: call sqlite3_backup_step -> block class=database bound=unbounded
  sqlite3_wal_checkpoint(any, any); // WHY: call sqlite3_wal_checkpoint -> block class=database bound=unbounded
  sqlite3_wal_checkpoint_v2(any, any, any, any, any); // WHY: call sqlite3_wal_checkpoint_v2 -> block class=database bound=unbounded
  sqlite3_load_extension(any, any, any, any); // WHY: call sqlite3_load_extension -> block class=database bound=unbounded
  sqlite3_interrupt(any); // WHY: call sqlite3_interrupt -> request-stop
  sqlite3_mutex_enter(any); // WHY: call sqlite3_mutex_enter -> acquire exclusive
  sqlite3_mutex_try(any); // WHY: call sqlite3_mutex_try -> acquire exclusive
  sqlite3_mutex_leave(any); // WHY: call sqlite3_mutex_leave -> release
  sqlite3_sleep(1000); // WHY: call sqlite3_sleep -> block class=sleep bound=bounded
  sqlite3_sleep(0); // WHY: call sqlite3_sleep -> block class=sleep bound=never
  sqlite3_sleep(-1); // WHY: call sqlite3_sleep -> block class=sleep bound=unbounded
}

void locks(sqlite3_mutex *m) { // WHY: -> lock recursive
}

} // namespace
