// REQUIRES: moodycamel
// RUN: %check_why %s --library moodycamel -- -std=c++20

// Every modelled name of moodycamel's queues, used on their own headers.
// Compiled, never run.

#include <concurrentqueue/blockingconcurrentqueue.h>
#include <concurrentqueue/concurrentqueue.h>
#include <readerwritercircularbuffer.h>
#include <readerwriterqueue.h>

#include <chrono>

using namespace std::chrono_literals;
namespace mc = moodycamel;

namespace {

void lockFree(int (&many)[4]) {
  mc::ConcurrentQueue<int> q(64); // WHY: -> channel
  int v = 0;
  mc::ProducerToken producer(q);
  q.enqueue(1);               // WHY: call moodycamel::ConcurrentQueue::enqueue -> send class=channel bound=never on 'q'; closed=never
  q.enqueue_bulk(many, 4);    // WHY: call moodycamel::ConcurrentQueue::enqueue_bulk -> send class=channel bound=never
  q.try_enqueue(1);           // WHY: call moodycamel::ConcurrentQueue::try_enqueue -> send class=channel bound=never attempt
  q.try_enqueue_bulk(many, 4); // WHY: call moodycamel::ConcurrentQueue::try_enqueue_bulk -> send class=channel bound=never attempt
  q.try_dequeue(v);           // WHY: call moodycamel::ConcurrentQueue::try_dequeue -> receive class=channel bound=never attempt on 'q'; closed=never
  q.try_dequeue_bulk(many, 4); // WHY: call moodycamel::ConcurrentQueue::try_dequeue_bulk -> receive class=channel bound=never attempt
  q.try_dequeue_from_producer(producer, v); // WHY: call moodycamel::ConcurrentQueue::try_dequeue_from_producer -> receive
  q.try_dequeue_non_interleaved(v); // WHY: call moodycamel::ConcurrentQueue::try_dequeue_non_interleaved -> receive
}

void blocking(int (&many)[4]) {
  mc::BlockingConcurrentQueue<int> q; // WHY: -> channel
  int v = 0;
  mc::ConsumerToken token(q);
  q.enqueue(1);               // WHY: call moodycamel::BlockingConcurrentQueue::enqueue -> send class=channel bound=never
  q.enqueue_bulk(many, 4);    // WHY: call moodycamel::BlockingConcurrentQueue::enqueue_bulk -> send class=channel bound=never
  q.try_enqueue(1);           // WHY: call moodycamel::BlockingConcurrentQueue::try_enqueue -> send class=channel bound=never attempt
  q.try_enqueue_bulk(many, 4); // WHY: call moodycamel::BlockingConcurrentQueue::try_enqueue_bulk -> send class=channel bound=never
  q.try_dequeue(v);           // WHY: call moodycamel::BlockingConcurrentQueue::try_dequeue -> receive class=channel bound=never; blocking=wait_dequeue
  q.try_dequeue_bulk(many, 4); // WHY: call moodycamel::BlockingConcurrentQueue::try_dequeue_bulk -> receive class=channel bound=never; blocking=wait_dequeue_bulk
  q.wait_dequeue(v);          // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue -> receive class=channel bound=unbounded on 'q'; closed=never
  q.wait_dequeue_bulk(many, 4); // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_bulk -> receive class=channel bound=unbounded
  q.wait_dequeue_timed(v, 1000); // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_timed -> receive class=channel bound=bounded attempt
  q.wait_dequeue_timed(v, -1);   // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_timed -> receive class=channel bound=unbounded
  q.wait_dequeue_timed(v, 0);    // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_timed -> receive class=channel bound=never
  q.wait_dequeue_timed(v, 5ms);  // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_timed -> receive class=channel bound=bounded
  q.wait_dequeue_timed(token, v, 0);   // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_timed -> receive class=channel bound=never
  q.wait_dequeue_bulk_timed(many, 4, 5ms); // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_bulk_timed -> receive class=channel bound=bounded
  q.wait_dequeue_bulk_timed(token, many, 4, 0); // WHY: call moodycamel::BlockingConcurrentQueue::wait_dequeue_bulk_timed -> receive class=channel bound=never
}

void singleProducer() {
  mc::ReaderWriterQueue<int> q(15); // WHY: -> channel
  int v = 0;
  q.enqueue(1);     // WHY: call moodycamel::ReaderWriterQueue::enqueue -> send class=channel bound=never
  q.emplace(1);     // WHY: call moodycamel::ReaderWriterQueue::emplace -> send class=channel bound=never
  q.try_enqueue(1); // WHY: call moodycamel::ReaderWriterQueue::try_enqueue -> send class=channel bound=never attempt
  q.try_emplace(1); // WHY: call moodycamel::ReaderWriterQueue::try_emplace -> send class=channel bound=never attempt
  q.try_dequeue(v); // WHY: call moodycamel::ReaderWriterQueue::try_dequeue -> receive class=channel bound=never attempt
  q.pop();          // WHY: call moodycamel::ReaderWriterQueue::pop -> receive class=channel bound=never attempt

  mc::BlockingReaderWriterQueue<int> b; // WHY: -> channel
  b.enqueue(1);     // WHY: call moodycamel::BlockingReaderWriterQueue::enqueue -> send class=channel bound=never
  b.emplace(1);     // WHY: call moodycamel::BlockingReaderWriterQueue::emplace -> send class=channel bound=never
  b.try_enqueue(1); // WHY: call moodycamel::BlockingReaderWriterQueue::try_enqueue -> send class=channel bound=never attempt
  b.try_emplace(1); // WHY: call moodycamel::BlockingReaderWriterQueue::try_emplace -> send class=channel bound=never attempt
  b.try_dequeue(v); // WHY: call moodycamel::BlockingReaderWriterQueue::try_dequeue -> receive class=channel bound=never; blocking=wait_dequeue
  b.pop();          // WHY: call moodycamel::BlockingReaderWriterQueue::pop -> receive class=channel bound=never attempt
  b.wait_dequeue(v); // WHY: call moodycamel::BlockingReaderWriterQueue::wait_dequeue -> receive class=channel bound=unbounded
  b.wait_dequeue_timed(v, 5ms); // WHY: call moodycamel::BlockingReaderWriterQueue::wait_dequeue_timed -> receive class=channel bound=bounded
}

void bounded() {
  mc::BlockingReaderWriterCircularBuffer<int> q(8); // WHY: -> channel
  int v = 0;
  q.wait_enqueue(1);           // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::wait_enqueue -> send class=channel bound=unbounded
  q.try_enqueue(1);            // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::try_enqueue -> send class=channel bound=never; blocking=wait_enqueue
  q.wait_enqueue_timed(1, 5ms); // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::wait_enqueue_timed -> send class=channel bound=bounded
  q.wait_dequeue(v);           // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::wait_dequeue -> receive class=channel bound=unbounded
  q.try_dequeue(v);            // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::try_dequeue -> receive class=channel bound=never; blocking=wait_dequeue
  q.wait_dequeue_timed(v, 5ms); // WHY: call moodycamel::BlockingReaderWriterCircularBuffer::wait_dequeue_timed -> receive class=channel bound=bounded
}

void semaphores(mc::spsc_sema::LightweightSemaphore &t) {
  mc::LightweightSemaphore s; // WHY: -> wait-group
  s.wait();           // WHY: call moodycamel::LightweightSemaphore::wait -> block class=wait bound=unbounded
  s.wait(1000);       // WHY: call moodycamel::LightweightSemaphore::wait -> block class=wait bound=bounded
  s.wait(-1);         // WHY: call moodycamel::LightweightSemaphore::wait -> block class=wait bound=unbounded
  s.tryWait();        // WHY: call moodycamel::LightweightSemaphore::tryWait -> block class=wait bound=never; blocking=wait
  s.waitMany(2);      // WHY: call moodycamel::LightweightSemaphore::waitMany -> block class=wait bound=unbounded
  s.waitMany(2, 1000); // WHY: call moodycamel::LightweightSemaphore::waitMany -> block class=wait bound=bounded
  s.tryWaitMany(2);   // WHY: call moodycamel::LightweightSemaphore::tryWaitMany -> block class=wait bound=never
  s.signal();         // WHY: call moodycamel::LightweightSemaphore::signal -> count-down on 's'
  t.wait();           // WHY: call moodycamel::spsc_sema::LightweightSemaphore::wait -> block class=wait bound=unbounded
  t.wait(1000);       // WHY: call moodycamel::spsc_sema::LightweightSemaphore::wait -> block class=wait bound=bounded
  t.tryWait();        // WHY: call moodycamel::spsc_sema::LightweightSemaphore::tryWait -> block class=wait bound=never
  t.signal();         // WHY: call moodycamel::spsc_sema::LightweightSemaphore::signal -> count-down on 't'
}

} // namespace
