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

// One shot that arms itself anew on each run.
class Again_bad {
public:
  Again_bad() { arm(); }
  ~Again_bad() { work(); }

private:
  void arm() {
    g_timeout_add(1000, &Again_bad::tick, this);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: the timer's id is dropped, so nobody can stop it: it goes on calling into this 'Again_bad' when that is gone
    // CHECK-NOTES: note: each run arms it again here
  }
  static gboolean tick(gpointer data) {
    auto *self = static_cast<Again_bad *>(data);
    self->count_++;
    self->arm();
    return G_SOURCE_REMOVE;
  }
  int count_ = 0;
};

class AgainKept_bad {
public:
  AgainKept_bad() { id_ = g_timeout_add(1000, &AgainKept_bad::tick, this); }
  ~AgainKept_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~AgainKept_bad' leaves 'id_' armed: the callback then runs on an object that is gone

private:
  static gboolean tick(gpointer data) {
    auto *self = static_cast<AgainKept_bad *>(data);
    work();
    self->id_ = g_timeout_add(1000, &AgainKept_bad::tick, data);
    return FALSE;
  }
  guint id_ = 0;
};

class AgainRemoved_ok {
public:
  AgainRemoved_ok() { id_ = g_timeout_add(1000, &AgainRemoved_ok::tick, this); }
  ~AgainRemoved_ok() { g_source_remove(id_); }

private:
  static gboolean tick(gpointer data) {
    auto *self = static_cast<AgainRemoved_ok *>(data);
    self->id_ = g_timeout_add(1000, &AgainRemoved_ok::tick, data);
    return FALSE;
  }
  guint id_ = 0;
};

// It looks first whether it is to go on.
class AgainAsks_ok {
public:
  AgainAsks_ok() { g_timeout_add(1000, &AgainAsks_ok::tick, this); }
  ~AgainAsks_ok() { work(); }

private:
  static gboolean tick(gpointer data) {
    auto *self = static_cast<AgainAsks_ok *>(data);
    if (!self->done_)
      g_timeout_add(1000, &AgainAsks_ok::tick, data);
    return FALSE;
  }
  bool done_ = false;
};

// It asks whether to go on, and the object stops it, but not when it ends.
class Scroll_bad {
public:
  ~Scroll_bad() { work(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: '~Scroll_bad' leaves 'id_' armed: the callback then runs on an object that is gone
  void scroll() {
    if (id_)
      g_source_remove(id_);
    id_ = g_timeout_add(16, &Scroll_bad::tick, this);
  }

private:
  static gboolean tick(gpointer data) { return static_cast<Scroll_bad *>(data)->more_; }
  guint id_ = 0;
  bool more_ = true;
};

class Scroll_ok {
public:
  ~Scroll_ok() {
    if (id_)
      g_source_remove(id_);
  }
  void scroll() {
    if (id_)
      g_source_remove(id_);
    id_ = g_timeout_add(16, &Scroll_ok::tick, this);
  }

private:
  static gboolean tick(gpointer data) { return static_cast<Scroll_ok *>(data)->more_; }
  guint id_ = 0;
  bool more_ = true;
};

// Whoever owns it can stop it.
class ScrollStopped_ok {
public:
  ~ScrollStopped_ok() { work(); }
  void scroll() {
    stopScrolling();
    id_ = g_timeout_add(16, &ScrollStopped_ok::tick, this);
  }
  void stopScrolling() {
    if (id_)
      g_source_remove(id_);
  }

private:
  static gboolean tick(gpointer data) { return static_cast<ScrollStopped_ok *>(data)->more_; }
  guint id_ = 0;
  bool more_ = true;
};

// A friend may stop it.
class ScrollFriend_ok {
  friend class Window;

public:
  ~ScrollFriend_ok() { work(); }
  void scroll() {
    if (id_)
      g_source_remove(id_);
    id_ = g_timeout_add(16, &ScrollFriend_ok::tick, this);
  }

private:
  static gboolean tick(gpointer data) { return static_cast<ScrollFriend_ok *>(data)->more_; }
  guint id_ = 0;
  bool more_ = true;
};
