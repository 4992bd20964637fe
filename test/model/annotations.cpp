// RUN: %check_why %s -- -std=c++17 -I%root/include
// RUN: %check_leash %s leash-lock-across-blocking-call --any-fix -- -I%root/include

// What the macros of leash/annotations.h say, and that the checks hear it.

#include <leash/annotations.h>

class LEASH_CHANNEL Mailbox { // nothing of it has a body
public:
  LEASH_SEND void post(int);
  LEASH_TRY_SEND bool offer(int);
  LEASH_RECEIVE virtual int take();
  LEASH_CLOSE void shutDown();
  virtual ~Mailbox();
};

class Filtered : public Mailbox {
public:
  int take() override;
};

template <typename T> class LEASH_LOCK Cell {
public:
  LEASH_ACQUIRE void enter();
  LEASH_TRY_ACQUIRE bool tryEnter();
  LEASH_RELEASE void leave();
};

class LEASH_GUARD CellGuard {
public:
  explicit CellGuard(Cell<int> &);
  ~CellGuard();
};

class LEASH_TASK(stop-and-join) Worker {
public:
  LEASH_SPAWN(0) void run(void (*)());
  LEASH_JOIN void finish();
};

class LEASH_TIMER Ticker {
public:
  LEASH_TIMER_START void every(int);
  LEASH_TIMER_STOP void cancel();
};

class LEASH_WAIT_GROUP Pending {
public:
  LEASH_COUNT_DOWN void done();
  LEASH_WAIT void waitForAll();
};

class LEASH_STOP_SIGNAL Quit {
public:
  LEASH_STOP_REQUESTED bool asked() const;
};

template <typename T> LEASH_BLOCKING(rpc, unbounded) T call(T);
LEASH_NON_BLOCKING void log(const char *);
LEASH_MEANS("{role: block, class: rpc, timeout: {arg: 0, zero: never}}") void callFor(int);
void plain(int);

void meanings(Mailbox &m, Filtered &f, Cell<int> &c, Worker &w, Ticker &t, Pending &p, Quit &q) {
  m.post(1);         // WHY: call Mailbox::post -> send class=channel bound=unbounded on 'm'
  m.offer(1);        // WHY: send class=channel bound=never attempt
  m.take();          // WHY: receive class=channel bound=unbounded
  f.take();          // WHY: call Filtered::take -> receive
  m.shutDown();      // WHY: close
  if (c.tryEnter())  // WHY: acquire exclusive on 'c' bound=never attempt
    c.leave();       // WHY: release
  { CellGuard g(c); } // WHY: type CellGuard -> guard
  w.run(nullptr);    // WHY: spawn
  t.every(10);       // WHY: start
  t.cancel();        // WHY: stop
  p.done();          // WHY: count-down
  (void)q.asked();   // WHY: stop-requested
  callFor(0);        // WHY: block class=rpc bound=never
  callFor(5);        // WHY: block class=rpc bound=bounded
  plain(1);          // WHY-NOT
}

void call_bad(Cell<int> &c) {
  c.enter(); // WHY: acquire exclusive on 'c'
  call(1);   // WHY: block class=rpc bound=unbounded
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'c' is held while
  c.leave();
}

void guard_bad(Cell<int> &c, Pending &p) {
  CellGuard g(c);
  p.waitForAll(); // WHY: block class=wait bound=unbounded
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'c' is held while
}

void log_ok(Cell<int> &c) {
  CellGuard g(c);
  log("still inside"); // WHY: bound=never
}

void after_ok(Cell<int> &c) {
  c.enter();
  c.leave();
  call(1);
}
