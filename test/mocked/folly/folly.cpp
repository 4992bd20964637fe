// RUN: %check_why %s --library folly -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of folly, on a mock of its headers.

#include <folly/folly.h>

#include <utility>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

void queues(Clock::time_point then, int v) {
  folly::MPMCQueue<int> q(8); // WHY: -> channel
  q.blockingWrite(1);         // WHY: blockingWrite -> send class=channel bound=unbounded on 'q' closed=never
  q.write(1);                 // WHY: write -> send class=channel bound=never attempt on 'q' closed=never blocking=blockingWrite
  q.writeIfNotFull(1);        // WHY: writeIfNotFull -> send class=channel bound=never
  q.tryWriteUntil(then, 1);   // WHY: tryWriteUntil -> send class=channel bound=bounded
  q.blockingRead(v);          // WHY: blockingRead -> receive class=channel bound=unbounded on 'q' closed=never
  q.read(v);                  // WHY: read -> receive class=channel bound=never attempt on 'q' closed=never blocking=blockingRead
  q.readIfNotEmpty(v);        // WHY: readIfNotEmpty -> receive class=channel bound=never
  q.tryReadUntil(then, v);    // WHY: tryReadUntil -> receive class=channel bound=bounded
  folly::UMPMCQueue<int, true> u; // WHY: -> channel
  u.enqueue(1);               // WHY: call folly::UnboundedQueue::enqueue -> send class=channel bound=never
  u.dequeue(v);               // WHY: call folly::UnboundedQueue::dequeue -> receive class=channel bound=unbounded
  u.try_dequeue(v);           // WHY: call folly::UnboundedQueue::try_dequeue -> receive class=channel bound=never
  u.try_dequeue_for(v, 5ms);  // WHY: call folly::UnboundedQueue::try_dequeue_for -> receive class=channel bound=bounded
}

folly::coro::Task<> coroutines(folly::coro::UnboundedQueue<int> &u, int v) { // WHY: -> channel
  u.enqueue(1);                 // WHY: call folly::coro::UnboundedQueue::enqueue -> send class=channel bound=never
  v = co_await u.dequeue();     // WHY: call folly::coro::UnboundedQueue::dequeue -> receive class=channel bound=never on 'u' stopped-by=task
  u.try_dequeue(v);             // WHY: call folly::coro::UnboundedQueue::try_dequeue -> receive
  folly::coro::BoundedQueue<int> b(4); // WHY: -> channel
  co_await b.enqueue(1);        // WHY: call folly::coro::BoundedQueue::enqueue -> send class=channel bound=never on 'b' stopped-by=task
  b.try_enqueue(1);             // WHY: call folly::coro::BoundedQueue::try_enqueue -> send
  v = co_await b.dequeue();     // WHY: call folly::coro::BoundedQueue::dequeue -> receive
  b.try_dequeue(v);             // WHY: call folly::coro::BoundedQueue::try_dequeue -> receive
  folly::coro::Baton baton;     // WHY: -> wait-group
  baton.post();                 // WHY: call folly::coro::Baton::post -> count-down
  co_await baton;
  folly::coro::Mutex m;         // WHY: -> lock
  if (m.try_lock())             // WHY: call folly::coro::Mutex::try_lock -> acquire
    m.unlock();                 // WHY: call folly::coro::Mutex::unlock -> release
  folly::coro::blocking_wait(u.dequeue()); // WHY: folly::coro::blocking_wait_fn::operator() -> block class=wait bound=unbounded
  co_await folly::coro::collectAny(u.dequeue(), b.dequeue()); // WHY: call folly::coro::collectAny -> select
}

void groups(Clock::time_point then) {
  folly::Baton<> b;       // WHY: -> wait-group
  b.post();               // WHY: call folly::Baton::post -> count-down
  b.wait();               // WHY: call folly::Baton::wait -> block class=wait bound=unbounded
  b.try_wait();           // WHY: call folly::Baton::try_wait -> block class=wait bound=never
  b.try_wait_for(5ms);    // WHY: call folly::Baton::try_wait_for -> block class=wait bound=bounded
  b.try_wait_until(then); // WHY: call folly::Baton::try_wait_until -> block class=wait bound=bounded
  folly::Latch l(2);      // WHY: -> wait-group
  l.count_down();         // WHY: call folly::Latch::count_down -> count-down
  l.try_wait();           // WHY: call folly::Latch::try_wait -> block class=wait bound=never
  l.wait();               // WHY: call folly::Latch::wait -> block class=wait bound=unbounded
}

void promises(folly::Try<int> t) {
  folly::Promise<int> p;          // WHY: -> promise
  auto s = p.getSemiFuture();     // WHY: call folly::Promise::getSemiFuture -> peer on 'p'
  auto f = p.getFuture();         // WHY: call folly::Promise::getFuture -> peer on 'p'
  p.setValue(1);                  // WHY: call folly::Promise::setValue -> satisfy on 'p'
  p.setException({});             // WHY: call folly::Promise::setException -> satisfy on 'p'
  p.setTry(std::move(t));         // WHY: call folly::Promise::setTry -> satisfy on 'p'
  p.setWith([] { return 1; });    // WHY: call folly::Promise::setWith -> satisfy on 'p'
  s.wait();                       // WHY: call folly::SemiFuture::wait -> block class=wait bound=unbounded
  s.wait(5ms);                    // WHY: call folly::SemiFuture::wait -> block class=wait bound=bounded
  std::move(s).getTry();          // WHY: call folly::SemiFuture::getTry -> block class=wait bound=unbounded
  std::move(s).getTry(5ms);       // WHY: call folly::SemiFuture::getTry -> block class=wait bound=bounded
  std::move(s).get();             // WHY: call folly::SemiFuture::get -> block class=wait bound=unbounded
  std::move(s).get(5ms);          // WHY: call folly::SemiFuture::get -> block class=wait bound=bounded
  f.wait();                       // WHY: call folly::Future::wait -> block class=wait bound=unbounded
  f.wait(5ms);                    // WHY: call folly::Future::wait -> block class=wait bound=bounded
  std::move(f).get();             // WHY: call folly::Future::get -> block class=wait bound=unbounded
  std::move(f).get(5ms);          // WHY: call folly::Future::get -> block class=wait bound=bounded
}

void stops(folly::EventBase &e, folly::AsyncTimeout &t, folly::Executor &x) { // WHY: -> timer at-end=stop fires=once
  folly::CancellationSource source;   // WHY: -> stop-signal
  auto token = source.getToken();     // WHY: call folly::CancellationSource::getToken -> peer on 'source'
  folly::CancellationCallback wake(std::move(token), [] {}); // WHY: call folly::CancellationCallback::CancellationCallback -> on-stop; runs '[] {}'
  source.requestCancellation();       // WHY: call folly::CancellationSource::requestCancellation -> request-stop on 'source' wakes=all
  if (token.isCancellationRequested() || // WHY: call folly::CancellationToken::isCancellationRequested -> stop-requested
      source.isCancellationRequested())  // WHY: call folly::CancellationSource::isCancellationRequested -> stop-requested
    e.terminateLoopSoon();            // WHY: call folly::EventBase::terminateLoopSoon -> request-stop
  x.add([] {});                       // WHY: call folly::Executor::add -> spawn
  e.runInEventBaseThread([] {});      // WHY: call folly::EventBase::runInEventBaseThread -> spawn
  e.runInLoop([] {});                 // WHY: call folly::EventBase::runInLoop -> spawn
  e.runInEventBaseThreadAndWait([] {}); // WHY: call folly::EventBase::runInEventBaseThreadAndWait -> block class=wait bound=unbounded
  e.loop();                           // WHY: call folly::EventBase::loop -> block class=wait bound=unbounded on 'e' stopped-by=this
  e.loopForever();                    // WHY: call folly::EventBase::loopForever -> block class=wait bound=unbounded
  e.loopOnce();                       // WHY: call folly::EventBase::loopOnce -> block class=wait bound=unbounded
  e.loopPoll();                       // WHY: call folly::EventBase::loopPoll -> callback
  t.scheduleTimeout(100);             // WHY: call folly::AsyncTimeout::scheduleTimeout -> start on 't' fires=once
  t.cancelTimeout();                  // WHY: call folly::AsyncTimeout::cancelTimeout -> stop on 't'
  folly::FunctionScheduler s;         // WHY: -> timer at-end=stop-and-join fires=repeatedly
  s.start();                          // WHY: call folly::FunctionScheduler::start -> start on 's' fires=repeatedly
  s.shutdown();                       // WHY: call folly::FunctionScheduler::shutdown -> stop class=join bound=unbounded on 's'
}
