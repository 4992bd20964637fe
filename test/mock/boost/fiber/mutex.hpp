#ifndef LEASH_MOCK_BOOST_FIBER_MUTEX_HPP
#define LEASH_MOCK_BOOST_FIBER_MUTEX_HPP
#include <mutex>
namespace boost::fibers {
class mutex {
public:
  mutex() = default;
  ~mutex() {}
  mutex(const mutex &) = delete;
  mutex &operator=(const mutex &) = delete;
  void lock();
  bool try_lock();
  void unlock();
};
} // namespace boost::fibers
#endif
