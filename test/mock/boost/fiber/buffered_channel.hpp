#ifndef LEASH_MOCK_BOOST_FIBER_BUFFERED_CHANNEL_HPP
#define LEASH_MOCK_BOOST_FIBER_BUFFERED_CHANNEL_HPP
#include <bits/base.h>
#include <boost/fiber/channel_op_status.hpp>
#include <chrono>
namespace boost::fibers {
template <typename T> class buffered_channel {
public:
  using value_type = std::remove_reference_t<T>;
  explicit buffered_channel(std::size_t capacity) {}
  ~buffered_channel() {}
  buffered_channel(buffered_channel const &) = delete;
  bool is_closed() const noexcept { return false; }
  void close() noexcept {}
  channel_op_status push(value_type const &) { return channel_op_status::success; }
  channel_op_status push(value_type &&) { return channel_op_status::success; }
  template <typename Rep, typename Period>
  channel_op_status push_wait_for(value_type const &, std::chrono::duration<Rep, Period> const &) {
    return channel_op_status::success;
  }
  channel_op_status try_push(value_type const &) { return channel_op_status::success; }
  channel_op_status try_pop(value_type &) { return channel_op_status::success; }
  channel_op_status pop(value_type &) { return channel_op_status::success; }
  value_type value_pop() { return value_type{}; }
  template <typename Rep, typename Period>
  channel_op_status pop_wait_for(value_type &, std::chrono::duration<Rep, Period> const &) {
    return channel_op_status::success;
  }
  class iterator {
  public:
    bool operator==(iterator const &) const noexcept { return true; }
    bool operator!=(iterator const &) const noexcept { return false; }
    iterator &operator++() { return *this; }
    value_type &operator*() noexcept { return *value_; }

  private:
    value_type *value_ = nullptr;
  };
};
template <typename T>
typename buffered_channel<T>::iterator begin(buffered_channel<T> &) { return {}; }
template <typename T>
typename buffered_channel<T>::iterator end(buffered_channel<T> &) { return {}; }
} // namespace boost::fibers
#endif
