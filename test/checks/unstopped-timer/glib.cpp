// REQUIRES: glib
// RUN: %check_leash %s leash-unstopped-timer --real -- %glib_flags

// Timeouts of GLib: sources that call with 'this'.

#include <glib.h>

void work();

class Panel_bad {
public:
  Panel_bad() {
    g_timeout_add(1000, &Panel_bad::tick, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the timer's id is dropped, so nobody can stop it: it goes on calling into this 'Panel_bad' when that is gone [leash-unstopped-timer]
    // CHECK-NOTES: note: the destructor has nothing to stop it by
    // CHECK-NOTES: note: canonical fix: keep the id, and stop the timer in the destructor
  }
  ~Panel_bad() { work(); }

private:
  static gboolean tick(gpointer data) {
    static_cast<Panel_bad *>(data)->count_++;
    return G_SOURCE_CONTINUE;
  }
  int count_ = 0;
};

class Kept_bad {
public:
  Kept_bad() { id_ = g_timeout_add(1000, &Kept_bad::tick, this); }
  ~Kept_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Kept_bad' leaves 'id_' armed: the callback then runs on an object that is gone

private:
  static gboolean tick(gpointer data) {
    static_cast<Kept_bad *>(data)->count_++;
    return TRUE;
  }
  guint id_ = 0;
  int count_ = 0;
};

class Removed_ok {
public:
  Removed_ok() { id_ = g_timeout_add(1000, &Removed_ok::tick, this); }
  ~Removed_ok() {
    if (id_)
      g_source_remove(id_);
  }

private:
  static gboolean tick(gpointer) { return TRUE; }
  guint id_ = 0;
};

// The source is removed by what it was given, or removes itself.
class ByData_ok {
public:
  ByData_ok() { g_timeout_add(1000, &ByData_ok::tick, this); }
  ~ByData_ok() { g_source_remove_by_user_data(this); }

private:
  static gboolean tick(gpointer) { return TRUE; }
};

class Once_ok {
public:
  Once_ok() { g_timeout_add(1000, &Once_ok::tick, this); }
  ~Once_ok() { work(); }

private:
  static gboolean tick(gpointer) { return G_SOURCE_REMOVE; }
};

class Maybe_ok {
public:
  Maybe_ok() { g_timeout_add(1000, &Maybe_ok::tick, this); }
  ~Maybe_ok() { work(); }

private:
  static gboolean tick(gpointer data) { return static_cast<Maybe_ok *>(data)->more_; }
  bool more_ = true;
};

// Nothing of the object's is called.
class NoData_ok {
public:
  NoData_ok() { g_timeout_add(1000, &NoData_ok::tick, nullptr); }
  ~NoData_ok() { work(); }

private:
  static gboolean tick(gpointer) { return TRUE; }
};
