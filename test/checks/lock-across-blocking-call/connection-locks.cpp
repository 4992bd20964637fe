// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A connection to a database serves one task at a time: the lock around it is there
// for the wait. Another lock is not.

#include <map>
#include <mutex>
#include <string>

struct MYSQL;
extern "C" {
int mysql_query(MYSQL *connection, const char *text);
void mysql_close(MYSQL *connection);
}

extern MYSQL *connection;
extern std::mutex connection_mutex;

bool insert_ok(const std::string &row) {
  std::lock_guard<std::mutex> lock(connection_mutex);
  return mysql_query(connection, row.c_str()) == 0;
}

bool update_ok(const std::string &row) {
  std::lock_guard<std::mutex> lock(connection_mutex);
  if (!connection)
    return false;
  return mysql_query(connection, row.c_str()) == 0;
}

void close_ok() {
  std::lock_guard<std::mutex> lock(connection_mutex);
  mysql_close(connection);
  connection = nullptr;
}

/// Who only reads the table waits for the database of who fills it.
class Names {
public:
  std::string find(int id) {
    std::lock_guard<std::mutex> lock(mutex_);
    return names_[id];
  }

  void store_bad(int id, const std::string &name) {
    std::lock_guard<std::mutex> lock(mutex_);
    names_[id] = name;
    mysql_query(connection_, name.c_str());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'store_bad'
  }

private:
  std::mutex mutex_;
  std::map<int, std::string> names_;
  MYSQL *connection_ = nullptr;
};

/// Nothing shows what the others want who take this lock.
class Report {
public:
  void run_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    mysql_query(connection_, "SELECT 1");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'run_bad'
  }

private:
  std::mutex mutex_;
  MYSQL *connection_ = nullptr;
};
