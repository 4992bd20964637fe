#ifndef LEASH_MOCK_LOCK_BASE_H
#define LEASH_MOCK_LOCK_BASE_H
#include <chrono>
namespace std {
struct defer_lock_t { explicit defer_lock_t() = default; };
struct try_to_lock_t { explicit try_to_lock_t() = default; };
struct adopt_lock_t { explicit adopt_lock_t() = default; };
inline constexpr defer_lock_t defer_lock{};
inline constexpr try_to_lock_t try_to_lock{};
inline constexpr adopt_lock_t adopt_lock{};

class __mutex_base {
protected:
  constexpr __mutex_base() noexcept = default;
  __mutex_base(const __mutex_base &) = delete;
  __mutex_base &operator=(const __mutex_base &) = delete;
};

class mutex : private __mutex_base {
public:
  constexpr mutex() noexcept = default;
  ~mutex() = default;
  mutex(const mutex &) = delete;
  mutex &operator=(const mutex &) = delete;
  void lock();
  bool try_lock() noexcept;
  void unlock();
};

template <class _Mutex> class lock_guard {
public:
  using mutex_type = _Mutex;
  [[nodiscard]] explicit lock_guard(mutex_type &__m) : _M_device(__m) { _M_device.lock(); }
  [[nodiscard]] lock_guard(mutex_type &__m, adopt_lock_t) noexcept : _M_device(__m) {}
  ~lock_guard() { _M_device.unlock(); }
  lock_guard(const lock_guard &) = delete;
  lock_guard &operator=(const lock_guard &) = delete;

private:
  mutex_type &_M_device;
};

template <class _Mutex> class unique_lock {
public:
  using mutex_type = _Mutex;
  unique_lock() noexcept : _M_device(nullptr), _M_owns(false) {}
  [[nodiscard]] explicit unique_lock(mutex_type &__m) : _M_device(std::addressof(__m)), _M_owns(false) {
    lock();
    _M_owns = true;
  }
  unique_lock(mutex_type &__m, defer_lock_t) noexcept : _M_device(std::addressof(__m)), _M_owns(false) {}
  [[nodiscard]] unique_lock(mutex_type &__m, try_to_lock_t)
      : _M_device(std::addressof(__m)), _M_owns(_M_device->try_lock()) {}
  [[nodiscard]] unique_lock(mutex_type &__m, adopt_lock_t) noexcept : _M_device(std::addressof(__m)), _M_owns(true) {}
  template <class _Clock, class _Duration>
  [[nodiscard]] unique_lock(mutex_type &__m, const chrono::time_point<_Clock, _Duration> &__t)
      : _M_device(std::addressof(__m)), _M_owns(_M_device->try_lock_until(__t)) {}
  template <class _Rep, class _Period>
  [[nodiscard]] unique_lock(mutex_type &__m, const chrono::duration<_Rep, _Period> &__t)
      : _M_device(std::addressof(__m)), _M_owns(_M_device->try_lock_for(__t)) {}
  ~unique_lock() {
    if (_M_owns)
      unlock();
  }
  unique_lock(const unique_lock &) = delete;
  unique_lock &operator=(const unique_lock &) = delete;
  unique_lock(unique_lock &&__u) noexcept : _M_device(__u._M_device), _M_owns(__u._M_owns) {
    __u._M_device = nullptr;
    __u._M_owns = false;
  }
  unique_lock &operator=(unique_lock &&__u) noexcept {
    if (_M_owns)
      unlock();
    unique_lock(std::move(__u)).swap(*this);
    __u._M_device = nullptr;
    __u._M_owns = false;
    return *this;
  }
  void lock() {
    _M_device->lock();
    _M_owns = true;
  }
  bool try_lock() {
    _M_owns = _M_device->try_lock();
    return _M_owns;
  }
  template <class _Rep, class _Period> bool try_lock_for(const chrono::duration<_Rep, _Period> &__t) {
    _M_owns = _M_device->try_lock_for(__t);
    return _M_owns;
  }
  void unlock() {
    if (_M_device) {
      _M_device->unlock();
      _M_owns = false;
    }
  }
  void swap(unique_lock &__u) noexcept {
    std::swap(_M_device, __u._M_device);
    std::swap(_M_owns, __u._M_owns);
  }
  mutex_type *release() noexcept {
    mutex_type *__r = _M_device;
    _M_device = nullptr;
    _M_owns = false;
    return __r;
  }
  [[nodiscard]] bool owns_lock() const noexcept { return _M_owns; }
  explicit operator bool() const noexcept { return owns_lock(); }
  [[nodiscard]] mutex_type *mutex() const noexcept { return _M_device; }

private:
  mutex_type *_M_device;
  bool _M_owns;
};
template <class _Mutex> inline void swap(unique_lock<_Mutex> &__x, unique_lock<_Mutex> &__y) noexcept { __x.swap(__y); }
} // namespace std
#endif
