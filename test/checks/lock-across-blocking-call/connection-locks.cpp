// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix --real

// A connection to a database, or to a peer that answers requests, serves one task at a
// time: the lock around it is there for the wait. Another lock is not.

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

extern "C" {
long send(int socket, const void *buffer, unsigned long size, int flags);
long recv(int socket, void *buffer, unsigned long size, int flags);
int waitpid(int process, int *status, int options);
}

static std::mutex helper_mutex;
static int helper, helper_process;

static void restart_helper() {
  int status;
  waitpid(helper_process, &status, 0);
}

int spawn_ok(const std::string &command) {
  std::unique_lock<std::mutex> lock(helper_mutex);
  while (send(helper, command.data(), command.size(), 0) < 0)
    restart_helper();
  char answer[16];
  if (recv(helper, answer, sizeof answer, 0) <= 0)
    return -1;
  return answer[0];
}

void kill_ok(int process) {
  std::unique_lock<std::mutex> lock(helper_mutex);
  send(helper, &process, sizeof process, 0);
  char answer[16];
  recv(helper, answer, sizeof answer, 0);
}

/// Who writes waits for a peer that says nothing: nobody asked it.
class Link {
public:
  void read_bad(char *to, unsigned long size) {
    std::lock_guard<std::mutex> lock(mutex_);
    recv(socket_, to, size, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'read_bad' waits for the network in 'recv'
  }

  void ask_bad(char *buffer, unsigned long size) {
    std::lock_guard<std::mutex> lock(mutex_);
    send(socket_, buffer, size, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'ask_bad' waits for the network in 'send'
    recv(socket_, buffer, size, 0);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'ask_bad' waits for the network in 'recv'
  }

private:
  std::mutex mutex_;
  int socket_ = -1;
};

/// Who only adds to the buffer waits for the one who empties it.
class Buffered {
public:
  void add_bad(char each) {
    std::lock_guard<std::mutex> lock(mutex_);
    buffer_[used_++] = each;
    if (used_ > 100)
      flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'mutex_' is held while 'add_bad' waits for the network in 'send' (through 'flush')
  }

  void tick_bad() {
    std::lock_guard<std::mutex> lock(mutex_);
    flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'mutex_' is held while 'tick_bad' waits for the network in 'send' (through 'flush')
  }

private:
  void flush() {
    send(socket_, buffer_, used_, 0);
    char answer[16];
    recv(socket_, answer, sizeof answer, 0);
  }

  std::mutex mutex_;
  char buffer_[128];
  unsigned used_ = 0;
  int socket_ = -1;
};
