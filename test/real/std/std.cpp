// REQUIRES: std
// RUN: %check_why %s --library std -- -std=c++23 -pthread

// Every modelled name of the standard library, used on the library's own
// headers. The comment on a line says what Leash must make of the call.

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

void work() {}

void locks(Clock::time_point then) {
  std::mutex m; // WHY: -> lock
  m.lock();     // WHY: call std::mutex::lock -> acquire exclusive on 'm'
  m.unlock();   // WHY: call std::mutex::unlock -> release
  if (m.try_lock()) // WHY: call std::mutex::try_lock -> acquire; blocking=lock
    m.unlock();

  std::recursive_mutex r; // WHY: -> lock
  r.lock();               // WHY: call std::recursive_mutex::lock -> acquire
  r.unlock();             // WHY: call std::recursive_mutex::unlock -> release
  if (r.try_lock())       // WHY: call std::recursive_mutex::try_lock -> acquire; blocking=lock
    r.unlock();

  std::timed_mutex t; // WHY: -> lock
  t.lock();           // WHY: call std::timed_mutex::lock -> acquire
  t.unlock();         // WHY: call std::timed_mutex::unlock -> release
  if (t.try_lock())   // WHY: call std::timed_mutex::try_lock -> acquire; blocking=lock
    t.unlock();
  if (t.try_lock_for(5ms)) // WHY: call std::timed_mutex::try_lock_for -> acquire
    t.unlock();
  if (t.try_lock_until(then)) // WHY: call std::timed_mutex::try_lock_until -> acquire
    t.unlock();

  std::recursive_timed_mutex rt; // WHY: -> lock
  rt.lock();   // WHY: call std::recursive_timed_mutex::lock -> acquire
  rt.unlock(); // WHY: call std::recursive_timed_mutex::unlock -> release
  if (rt.try_lock()) // WHY: call std::recursive_timed_mutex::try_lock -> acquire; blocking=lock
    rt.unlock();
  if (rt.try_lock_for(5ms)) // WHY: call std::recursive_timed_mutex::try_lock_for -> acquire
    rt.unlock();
  if (rt.try_lock_until(then)) // WHY: call std::recursive_timed_mutex::try_lock_until -> acquire
    rt.unlock();

  std::shared_mutex s; // WHY: -> lock
  s.lock();            // WHY: call std::shared_mutex::lock -> acquire exclusive
  s.unlock();          // WHY: call std::shared_mutex::unlock -> release
  if (s.try_lock())    // WHY: call std::shared_mutex::try_lock -> acquire; blocking=lock
    s.unlock();
  s.lock_shared();          // WHY: call std::shared_mutex::lock_shared -> acquire shared
  s.unlock_shared();        // WHY: call std::shared_mutex::unlock_shared -> release
  if (s.try_lock_shared())  // WHY: call std::shared_mutex::try_lock_shared -> acquire shared; blocking=lock_shared
    s.unlock_shared();

  std::shared_timed_mutex st; // WHY: -> lock
  st.lock();         // WHY: call std::shared_timed_mutex::lock -> acquire exclusive
  st.unlock();       // WHY: call std::shared_timed_mutex::unlock -> release
  if (st.try_lock()) // WHY: call std::shared_timed_mutex::try_lock -> acquire; blocking=lock
    st.unlock();
  if (st.try_lock_for(5ms)) // WHY: call std::shared_timed_mutex::try_lock_for -> acquire
    st.unlock();
  if (st.try_lock_until(then)) // WHY: call std::shared_timed_mutex::try_lock_until -> acquire
    st.unlock();
  st.lock_shared();   // WHY: call std::shared_timed_mutex::lock_shared -> acquire shared
  st.unlock_shared(); // WHY: call std::shared_timed_mutex::unlock_shared -> release
  if (st.try_lock_shared()) // WHY: call std::shared_timed_mutex::try_lock_shared -> acquire shared; blocking=lock_shared
    st.unlock_shared();
  if (st.try_lock_shared_for(5ms)) // WHY: call std::shared_timed_mutex::try_lock_shared_for -> acquire shared
    st.unlock_shared();
  if (st.try_lock_shared_until(then)) // WHY: call std::shared_timed_mutex::try_lock_shared_until -> acquire shared
    st.unlock_shared();

  std::mutex m2;
  std::lock(m, m2); // WHY: call std::lock -> acquire exclusive
  m2.unlock();
  m.unlock();
  if (std::try_lock(m, m2) == -1) { // WHY: call std::try_lock -> acquire exclusive bound=never attempt blocking=lock
    m2.unlock();
    m.unlock();
  }
}

void guards(std::timed_mutex &t, std::shared_timed_mutex &s,
            Clock::time_point then) {
  {
    std::lock_guard lg(t); // WHY: -> guard
  }
  {
    std::scoped_lock sl(t, s); // WHY: -> guard
  }
  {
    std::unique_lock ul(t); // WHY: -> guard
    ul.unlock();            // WHY: call std::unique_lock::unlock -> release
    ul.lock();              // WHY: call std::unique_lock::lock -> acquire exclusive on 'ul'
    if (ul.owns_lock())     // WHY: call std::unique_lock::owns_lock -> owns-lock
      ul.unlock();
    if (ul.try_lock()) // WHY: call std::unique_lock::try_lock -> acquire; blocking=lock
      ul.unlock();
    if (ul.try_lock_for(5ms)) // WHY: call std::unique_lock::try_lock_for -> acquire
      ul.unlock();
    if (ul.try_lock_until(then)) // WHY: call std::unique_lock::try_lock_until -> acquire
      ul.unlock();
    if (ul) // WHY: call std::unique_lock::operator bool -> owns-lock
      ul.release()->unlock(); // WHY: call std::unique_lock::release -> disown
  }
  {
    std::shared_lock sh(s); // WHY: -> guard
    sh.unlock();            // WHY: call std::shared_lock::unlock -> release
    sh.lock();              // WHY: call std::shared_lock::lock -> acquire shared on 'sh'
    if (sh.owns_lock())     // WHY: call std::shared_lock::owns_lock -> owns-lock
      sh.unlock();
    if (sh.try_lock()) // WHY: call std::shared_lock::try_lock -> acquire shared; blocking=lock
      sh.unlock();
    if (sh.try_lock_for(5ms)) // WHY: call std::shared_lock::try_lock_for -> acquire shared
      sh.unlock();
    if (sh.try_lock_until(then)) // WHY: call std::shared_lock::try_lock_until -> acquire shared
      sh.unlock();
    if (sh) // WHY: call std::shared_lock::operator bool -> owns-lock
      sh.release()->unlock_shared(); // WHY: call std::shared_lock::release -> disown
  }
  std::adopt_lock_t adopt;   // WHY: -> guard-tag
  std::defer_lock_t defer;   // WHY: -> guard-tag
  std::try_to_lock_t attempt; // WHY: -> guard-tag
  t.lock();
  std::unique_lock a(t, adopt);
  std::unique_lock d(s, defer);
  std::shared_lock y(s, attempt);
}

void conditions(std::mutex &m, std::stop_token token, Clock::time_point then,
                const bool &ready) {
  std::unique_lock lk(m);
  auto pred = [&] { return ready; };

  std::condition_variable cv; // WHY: -> condition
  cv.wait(lk);       // WHY: call std::condition_variable::wait -> wait class=wait bound=unbounded
  cv.wait(lk, pred); // WHY: call std::condition_variable::wait -> wait class=wait bound=unbounded
  cv.wait_for(lk, 5ms);       // WHY: call std::condition_variable::wait_for -> wait class=wait bound=bounded
  cv.wait_for(lk, 5ms, pred); // WHY: call std::condition_variable::wait_for -> wait class=wait bound=bounded
  cv.wait_for(lk, 0ms);       // WHY: call std::condition_variable::wait_for -> wait class=wait bound=never
  cv.wait_until(lk, then);       // WHY: call std::condition_variable::wait_until -> wait class=wait bound=bounded
  cv.wait_until(lk, then, pred); // WHY: call std::condition_variable::wait_until -> wait class=wait bound=bounded
  cv.notify_one(); // WHY: call std::condition_variable::notify_one -> notify; wakes=one
  cv.notify_all(); // WHY: call std::condition_variable::notify_all -> notify; wakes=all

  std::condition_variable_any any; // WHY: -> condition
  any.wait(lk);              // WHY: call std::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'
  any.wait(lk, pred);        // WHY: call std::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'
  any.wait(lk, token, pred); // WHY: call std::condition_variable_any::wait -> wait class=wait bound=unbounded releases 'lk'; stopped-by=1
  any.wait_for(lk, 5ms);       // WHY: call std::condition_variable_any::wait_for -> wait class=wait bound=bounded
  any.wait_for(lk, 5ms, pred); // WHY: call std::condition_variable_any::wait_for -> wait class=wait bound=bounded
  any.wait_for(lk, token, 5ms, pred); // WHY: call std::condition_variable_any::wait_for -> wait class=wait bound=bounded; stopped-by=1
  any.wait_until(lk, then);       // WHY: call std::condition_variable_any::wait_until -> wait class=wait bound=bounded
  any.wait_until(lk, then, pred); // WHY: call std::condition_variable_any::wait_until -> wait class=wait bound=bounded
  any.wait_until(lk, token, then, pred); // WHY: call std::condition_variable_any::wait_until -> wait class=wait bound=bounded; stopped-by=1
  any.notify_one(); // WHY: call std::condition_variable_any::notify_one -> notify; wakes=one
  any.notify_all(); // WHY: call std::condition_variable_any::notify_all -> notify; wakes=all

  std::notify_all_at_thread_exit(cv, std::move(lk)); // WHY: call std::notify_all_at_thread_exit -> notify; wakes=all
}

void sleeping(Clock::time_point then) {
  std::this_thread::sleep_for(1s);      // WHY: call std::this_thread::sleep_for -> block class=sleep bound=bounded
  std::this_thread::sleep_for(0s);      // WHY: call std::this_thread::sleep_for -> yield
  std::this_thread::sleep_until(then);  // WHY: call std::this_thread::sleep_until -> block class=sleep bound=bounded
  std::this_thread::yield();            // WHY: call std::this_thread::yield -> yield
}

void threads(std::stop_source source) {
  std::thread t(work); // WHY: -> task; runs 'work'
  t.join();            // WHY: call std::thread::join -> block class=join bound=unbounded
  t = std::thread(work); // WHY: call std::thread::thread -> spawn; runs 'work'
  t.join();
  {
    // The implicit end of a jthread is seen where its destructor is called.
    std::jthread j(work); // WHY: -> task; runs 'work'
    j.request_stop();     // WHY: call std::jthread::request_stop -> request-stop
    j.join();             // WHY: call std::jthread::join -> block class=join bound=unbounded
    j = std::jthread(work); // WHY: call std::jthread::jthread -> spawn; runs 'work'
  }
  alignas(std::jthread) char room[sizeof(std::jthread)];
  auto *placed = new (room) std::jthread(work);
  placed->~jthread(); // WHY: call std::jthread::~jthread -> block class=join bound=unbounded

  auto now = std::async(std::launch::async, work); // WHY: call std::async -> spawn; runs 'work'
  auto any = std::async(std::launch::async | std::launch::deferred, work); // WHY: call std::async -> spawn; runs 'work'
  auto def = std::async(work); // WHY: call std::async -> spawn; runs 'work'

  std::stop_token token = source.get_token(); // WHY: -> stop-signal
  std::stop_source other; // WHY: -> stop-signal
  if (token.stop_requested()) // WHY: call std::stop_token::stop_requested -> stop-requested
    other.request_stop();     // WHY: call std::stop_source::request_stop -> request-stop
  if (other.stop_requested()) // WHY: call std::stop_source::stop_requested -> stop-requested
    work();
}

void futures(std::promise<int> p, Clock::time_point then) {
  std::future<int> f = p.get_future(); // WHY: -> future
  f.wait();           // WHY: std::__basic_future::wait -> block class=wait bound=unbounded
  f.wait_for(5ms);    // WHY: std::__basic_future::wait_for -> block class=wait bound=bounded
  f.wait_for(0s);     // WHY: std::__basic_future::wait_for -> block class=wait bound=never
  f.wait_until(then); // WHY: std::__basic_future::wait_until -> block class=wait bound=bounded
  (void)f.get();      // WHY: call std::future::get -> block class=wait bound=unbounded

  std::promise<void> v; // WHY: -> promise
  std::shared_future<void> s = v.get_future().share(); // WHY: -> future
  v.set_value(); // WHY: call std::promise::set_value -> satisfy
  s.get();       // WHY: call std::shared_future::get -> block class=wait bound=unbounded
  s.wait();      // WHY: std::__basic_future::wait -> block class=wait bound=unbounded
  std::promise<int> q;
  q.set_exception(nullptr);                // WHY: call std::promise::set_exception -> satisfy
  q.set_value_at_thread_exit(1);           // WHY: call std::promise::set_value_at_thread_exit -> satisfy
  q.set_exception_at_thread_exit(nullptr); // WHY: call std::promise::set_exception_at_thread_exit -> satisfy
  std::packaged_task<void()> task(work); // WHY: -> promise
  task();                           // WHY: call std::packaged_task::operator() -> satisfy
  task.make_ready_at_thread_exit(); // WHY: call std::packaged_task::make_ready_at_thread_exit -> satisfy
}

void groups(Clock::time_point then) {
  std::latch l(2);     // WHY: -> wait-group
  l.count_down();      // WHY: call std::latch::count_down -> count-down
  if (!l.try_wait())   // WHY: call std::latch::try_wait -> block class=wait bound=never; blocking=wait
    l.wait();          // WHY: call std::latch::wait -> block class=wait bound=unbounded
  l.arrive_and_wait(); // WHY: call std::latch::arrive_and_wait -> block class=wait bound=unbounded

  std::barrier<> b(2);        // WHY: -> wait-group
  auto token = b.arrive();    // WHY: call std::barrier::arrive -> count-down
  b.wait(std::move(token));   // WHY: call std::barrier::wait -> block class=wait bound=unbounded
  b.arrive_and_wait();        // WHY: call std::barrier::arrive_and_wait -> block class=wait bound=unbounded
  b.arrive_and_drop();        // WHY: call std::barrier::arrive_and_drop -> count-down

  std::counting_semaphore<4> c(0); // WHY: -> wait-group
  c.release();                     // WHY: call std::counting_semaphore::release -> count-down
  c.acquire();                     // WHY: call std::counting_semaphore::acquire -> block class=wait bound=unbounded
  if (c.try_acquire())             // WHY: call std::counting_semaphore::try_acquire -> block class=wait bound=never; blocking=acquire
    work();
  if (c.try_acquire_for(5ms)) // WHY: call std::counting_semaphore::try_acquire_for -> block class=wait bound=bounded
    work();
  if (c.try_acquire_until(then)) // WHY: call std::counting_semaphore::try_acquire_until -> block class=wait bound=bounded
    work();
  std::binary_semaphore one(0);
  one.acquire(); // WHY: call std::counting_semaphore::acquire -> block class=wait bound=unbounded
}

void atomics() {
  std::atomic<int> i;
  i.wait(0);      // WHY: std::__atomic_base::wait -> block class=wait bound=unbounded
  i.notify_one(); // WHY: std::__atomic_base::notify_one -> notify; wakes=one
  i.notify_all(); // WHY: std::__atomic_base::notify_all -> notify; wakes=all
  std::atomic<bool> b;
  b.wait(false);  // WHY: std::atomic::wait -> block class=wait bound=unbounded
  b.notify_one(); // WHY: std::atomic::notify_one -> notify; wakes=one
  b.notify_all(); // WHY: std::atomic::notify_all -> notify; wakes=all
  std::atomic<double> d;
  d.wait(0.0);    // WHY: std::__atomic_float::wait -> block class=wait bound=unbounded
  d.notify_one(); // WHY: std::__atomic_float::notify_one -> notify; wakes=one
  d.notify_all(); // WHY: std::__atomic_float::notify_all -> notify; wakes=all
  std::atomic_flag f;
  f.wait(false);  // WHY: call std::atomic_flag::wait -> block class=wait bound=unbounded
  f.notify_one(); // WHY: call std::atomic_flag::notify_one -> notify; wakes=one
  f.notify_all(); // WHY: call std::atomic_flag::notify_all -> notify; wakes=all
  int plain = 0;
  std::atomic_ref<int> ref(plain);
  ref.wait(0);      // WHY: std::__atomic_ref::wait -> block class=wait bound=unbounded
  ref.notify_one(); // WHY: std::__atomic_ref::notify_one -> notify; wakes=one
  ref.notify_all(); // WHY: std::__atomic_ref::notify_all -> notify; wakes=all

  std::atomic_wait(&i, 0);     // WHY: call std::atomic_wait -> block class=wait bound=unbounded
  std::atomic_wait_explicit(&i, 0, std::memory_order_acquire); // WHY: call std::atomic_wait_explicit -> block class=wait bound=unbounded
  std::atomic_notify_one(&i);  // WHY: call std::atomic_notify_one -> notify; wakes=one
  std::atomic_notify_all(&i);  // WHY: call std::atomic_notify_all -> notify; wakes=all
}

void callbacks(std::once_flag &once) {
  std::function<void()> f = work; // WHY: -> callable
  f();                            // WHY: call std::function::operator() -> callback
  std::move_only_function<void()> g = work; // WHY: -> callable
  g();                            // WHY: call std::move_only_function::operator() -> callback
  std::call_once(once, work);     // WHY: call std::call_once -> callback; runs 'work'
}

void files(const std::filesystem::path &p) {
  std::ifstream in;
  in.open(p);  // WHY: call std::basic_ifstream::open -> block class=disk
  in.close();  // WHY: call std::basic_ifstream::close -> block class=disk
  std::ofstream out;
  out.open(p); // WHY: call std::basic_ofstream::open -> block class=disk
  out.close(); // WHY: call std::basic_ofstream::close -> block class=disk
  std::fstream both;
  both.open(p); // WHY: call std::basic_fstream::open -> block class=disk
  both.close(); // WHY: call std::basic_fstream::close -> block class=disk
  std::filebuf buffer;
  buffer.open(p, std::ios::in); // WHY: call std::basic_filebuf::open -> block class=disk
  buffer.close();               // WHY: call std::basic_filebuf::close -> block class=disk
  std::filesystem::create_directories(p);  // WHY: call std::filesystem::create_directories -> block class=disk
  std::filesystem::copy(p, p / "copy");    // WHY: call std::filesystem::copy -> block class=disk
  std::filesystem::copy_file(p, p / "f");  // WHY: call std::filesystem::copy_file -> block class=disk
  std::filesystem::resize_file(p, 0);      // WHY: call std::filesystem::resize_file -> block class=disk
  std::filesystem::remove_all(p);          // WHY: call std::filesystem::remove_all -> block class=disk
}

void ends(std::packaged_task<int()> &task, std::stop_source &source) {
  std::thread t([] {});
  t.detach(); // WHY: call std::thread::detach -> detach on 't'
  std::jthread j([] {});
  auto token = j.get_stop_token();   // WHY: call std::jthread::get_stop_token -> peer on 'j'
  auto other = j.get_stop_source();  // WHY: call std::jthread::get_stop_source -> peer on 'j'
  j.detach(); // WHY: call std::jthread::detach -> detach on 'j'
  auto result = task.get_future();   // WHY: call std::packaged_task::get_future -> peer on 'task'
  std::stop_callback wake(source.get_token(), [] {}); // WHY: call std::stop_callback::stop_callback -> on-stop on 'source.get_token()' runs '[] {}'
}

} // namespace

// UNCOVERED: std::future::wait  libc++ only; libstdc++ has it in the base
// UNCOVERED: std::future::wait_for  libc++ only
// UNCOVERED: std::future::wait_until  libc++ only
// UNCOVERED: std::shared_future::wait  libc++ only
// UNCOVERED: std::shared_future::wait_for  libc++ only
// UNCOVERED: std::shared_future::wait_until  libc++ only
// UNCOVERED: std::atomic_ref::wait  libc++ only; libstdc++ has it in the base
// UNCOVERED: std::atomic_ref::notify_one  libc++ only
// UNCOVERED: std::atomic_ref::notify_all  libc++ only
// UNCOVERED: std::copyable_function  C++26, in no header yet
// UNCOVERED: std::copyable_function::operator()  C++26, in no header yet
// UNCOVERED: std::atomic_flag_wait  libc++ only in this form
// UNCOVERED: std::atomic_flag_wait_explicit  libc++ only
// UNCOVERED: std::atomic_flag_notify_one  libc++ only
// UNCOVERED: std::atomic_flag_notify_all  libc++ only
// UNCOVERED: std::__atomic_ref_base::wait  libc++ only
// UNCOVERED: std::__atomic_ref_base::notify_one  libc++ only
// UNCOVERED: std::__atomic_ref_base::notify_all  libc++ only
