// RUN: %check_why %s --library userver -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of userver, on a mock of its headers.

#include <userver/userver.hpp>

#include <utility>

using namespace std::chrono_literals;
using namespace userver;

void queues(int v, engine::Deadline soon) {
  auto q = concurrent::SpscQueue<int>::Create(4);
  concurrent::SpscQueue<int> &r = *q;  // WHY: -> channel
  auto producer = r.GetProducer(); // WHY: call userver::concurrent::GenericQueue::GetProducer -> peer on 'r'
  auto consumer = r.GetConsumer(); // WHY: call userver::concurrent::GenericQueue::GetConsumer -> peer on 'r'
  (void)producer.Push(int(v));        // WHY: call userver::concurrent::Producer::Push -> send class=channel bound=unbounded on 'producer' stopped-by=task closed=false
  (void)producer.PushNoblock(int(v)); // WHY: call userver::concurrent::Producer::PushNoblock -> send class=channel bound=never attempt on 'producer' closed=false blocking=Push
  while (consumer.Pop(v))             // WHY: call userver::concurrent::Consumer::Pop -> receive class=channel bound=unbounded on 'consumer' stopped-by=task closed=false
    ;
  (void)consumer.PopNoblock(v); // WHY: call userver::concurrent::Consumer::PopNoblock -> receive class=channel bound=never attempt on 'consumer' closed=false blocking=Pop
  std::move(producer).Reset();  // WHY: call userver::concurrent::Producer::Reset -> close
  std::move(consumer).Reset();  // WHY: call userver::concurrent::Consumer::Reset -> close
}

void locks(engine::ConditionVariable &cv, engine::SingleConsumerEvent &e, engine::Deadline soon) { // WHY: -> condition; -> wait-group
  engine::Mutex m;  // WHY: -> lock
  m.lock();         // WHY: call userver::engine::Mutex::lock -> acquire
  m.unlock();       // WHY: call userver::engine::Mutex::unlock -> release
  if (m.try_lock()) // WHY: call userver::engine::Mutex::try_lock -> acquire
    m.unlock();
  std::unique_lock<engine::Mutex> lk(m);
  (void)cv.Wait(lk);                      // WHY: call userver::engine::ConditionVariable::Wait -> wait class=wait bound=unbounded releases 'lk' on 'cv' stopped-by=task
  (void)cv.Wait(lk, [] { return true; }); // WHY: call userver::engine::ConditionVariable::Wait -> wait class=wait bound=unbounded releases 'lk'
  cv.WaitFor(lk, 5ms);                    // WHY: call userver::engine::ConditionVariable::WaitFor -> wait class=wait bound=bounded
  cv.WaitUntil(lk, soon);                 // WHY: call userver::engine::ConditionVariable::WaitUntil -> wait class=wait bound=bounded
  cv.NotifyOne(); // WHY: call userver::engine::ConditionVariable::NotifyOne -> notify on 'cv' wakes=one
  cv.NotifyAll(); // WHY: call userver::engine::ConditionVariable::NotifyAll -> notify on 'cv' wakes=all
  (void)e.WaitForEvent();          // WHY: call userver::engine::SingleConsumerEvent::WaitForEvent -> block class=wait bound=unbounded on 'e' stopped-by=task
  (void)e.WaitForEventUntil(soon); // WHY: call userver::engine::SingleConsumerEvent::WaitForEventUntil -> block class=wait bound=bounded
  e.Send();                        // WHY: call userver::engine::SingleConsumerEvent::Send -> count-down
}

void tasks(engine::Deadline soon) {
  auto t = utils::Async("name", [] {}); // WHY: -> task at-end=stop-and-join; call userver::utils::Async -> spawn; runs '[] {}'
  utils::CriticalAsync("name", [] {});  // WHY: call userver::utils::CriticalAsync -> spawn
  engine::AsyncNoSpan([] {});           // WHY: call userver::engine::AsyncNoSpan -> spawn
  engine::CriticalAsyncNoSpan([] {});   // WHY: call userver::engine::CriticalAsyncNoSpan -> spawn
  t.Wait();          // WHY: call userver::engine::TaskBase::Wait -> block class=join bound=unbounded on 't' stopped-by=task
  t.WaitFor(5ms);    // WHY: call userver::engine::TaskBase::WaitFor -> block class=join bound=bounded
  t.WaitUntil(soon); // WHY: call userver::engine::TaskBase::WaitUntil -> block class=join bound=bounded
  t.Get();           // WHY: call userver::engine::TaskWithResult::Get -> block class=join bound=unbounded
  t.RequestCancel(); // WHY: call userver::engine::TaskBase::RequestCancel -> request-stop
  t.SyncCancel();    // WHY: call userver::engine::TaskBase::SyncCancel -> block class=join bound=unbounded
  t.BlockingWait();  // WHY: call userver::engine::Task::BlockingWait -> block class=join bound=unbounded
  engine::WaitAny(t); // WHY: call userver::engine::WaitAny -> select class=join bound=unbounded
  std::move(t).Detach(); // WHY: call userver::engine::Task::Detach -> detach
  while (!engine::current_task::ShouldCancel() &&     // WHY: call userver::engine::current_task::ShouldCancel -> stop-requested
         !engine::current_task::IsCancelRequested()) { // WHY: call userver::engine::current_task::IsCancelRequested -> stop-requested
    engine::current_task::CancellationPoint(); // WHY: call userver::engine::current_task::CancellationPoint -> stop-requested
    engine::SleepFor(5ms);              // WHY: call userver::engine::SleepFor -> block class=sleep bound=bounded
    engine::InterruptibleSleepFor(5ms); // WHY: call userver::engine::InterruptibleSleepFor -> block class=sleep bound=bounded; stopped-by=task
    engine::Yield();                    // WHY: call userver::engine::Yield -> yield
  }
  utils::PeriodicTask p;            // WHY: -> timer at-end=stop-and-join fires=repeatedly
  p.Start("name", {5ms}, [] {});    // WHY: call userver::utils::PeriodicTask::Start -> start on 'p' fires=repeatedly runs '[] {}'
  p.Stop();                         // WHY: call userver::utils::PeriodicTask::Stop -> stop class=join bound=unbounded on 'p'
}
