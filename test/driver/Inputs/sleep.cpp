extern "C" unsigned sleep(unsigned);

namespace std {
struct mutex {
  void lock();
  void unlock();
};
} // namespace std

std::mutex m;

void f() {
  m.lock();
  sleep(1);
  m.unlock();
}
