// REQUIRES: mariadb
// RUN: %check_why %s --library mariadb -- -std=c++20 %client_flags

// Every modelled name of MariaDB's client, used on its own headers. Compiled, never run.

#include <mysql.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  mysql_real_connect(any, any, any, any, any, any, any, any); // WHY: call mysql_real_connect -> block class=database bound=unbounded
  mysql_query(any, any); // WHY: call mysql_query -> block class=database bound=unbounded
  mysql_real_query(any, any, any); // WHY: call mysql_real_query -> block class=database bound=unbounded
  mysql_store_result(any); // WHY: call mysql_store_result -> block class=database bound=unbounded
  mysql_fetch_row(any); // WHY: call mysql_fetch_row -> block class=database bound=unbounded
  mysql_next_result(any); // WHY: call mysql_next_result -> block class=database bound=unbounded
  mysql_read_query_result(any); // WHY: call mysql_read_query_result -> block class=database bound=unbounded
  mysql_send_query(any, any, any); // WHY: call mysql_send_query -> block class=database bound=unbounded
  mysql_ping(any); // WHY: call mysql_ping -> block class=database bound=unbounded
  mysql_commit(any); // WHY: call mysql_commit -> block class=database bound=unbounded
  mysql_rollback(any); // WHY: call mysql_rollback -> block class=database bound=unbounded
  mysql_autocommit(any, any); // WHY: call mysql_autocommit -> block class=database bound=unbounded
  mysql_select_db(any, any); // WHY: call mysql_select_db -> block class=database bound=unbounded
  mysql_change_user(any, any, any, any); // WHY: call mysql_change_user -> block class=database bound=unbounded
  mysql_refresh(any, any); // WHY: call mysql_refresh -> block class=database bound=unbounded
  mysql_kill(any, any); // WHY: call mysql_kill -> block class=database bound=unbounded
  mysql_stat(any); // WHY: call mysql_stat -> block class=database bound=unbounded
  mysql_shutdown(any, any); // WHY: call mysql_shutdown -> block class=database bound=unbounded
  mysql_list_dbs(any, any); // WHY: call mysql_list_dbs -> block class=database bound=unbounded
  mysql_list_tables(any, any); // WHY: call mysql_list_tables -> block class=database bound=unbounded
  mysql_close(any); // WHY: call mysql_close -> block class=database bound=unbounded
  mysql_stmt_prepare(any, any, any); // WHY: call mysql_stmt_prepare -> block class=database bound=unbounded
  mysql_stmt_execute(any); // WHY: call mysql_stmt_execute -> block class=database bound=unbounded
  mysql_stmt_fetch(any); // WHY: call mysql_stmt_fetch -> block class=database bound=unbounded
  mysql_stmt_store_result(any); // WHY: call mysql_stmt_store_result -> block class=database bound=unbounded
  mysql_stmt_next_result(any); // WHY: call mysql_stmt_next_result -> block class=database bound=unbounded
  mysql_stmt_reset(any); // WHY: call mysql_stmt_reset -> block class=database bound=unbounded
  mysql_stmt_close(any); // WHY: call mysql_stmt_close -> block class=database bound=unbounded
  mysql_stmt_send_long_data(any, any, any, any); // WHY: call mysql_stmt_send_long_data -> block class=database bound=unbounded
  mysql_reset_connection(any); // WHY: call mysql_reset_connection -> block class=database bound=unbounded
}

} // namespace
