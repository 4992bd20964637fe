#ifndef LEASH_MOCK_BOOST_FIBER_UNBUFFERED_CHANNEL_HPP
#define LEASH_MOCK_BOOST_FIBER_UNBUFFERED_CHANNEL_HPP
#include <bits/base.h>
namespace boost::fibers {
enum class channel_op_status { success = 0, empty, full, closed, timeout };
template <typename T> class unbuffered_channel {
public:
  using value_type = std::remove_reference_t<T>;
  unbuffered_channel() {}
  ~unbuffered_channel() {}
  unbuffered_channel(unbuffered_channel const &) = delete;
  bool is_closed() const noexcept { return false; }
  void close() noexcept {}
  channel_op_status push(value_type const &) { return channel_op_status::success; }
  channel_op_status push(value_type &&) { return channel_op_status::success; }
  channel_op_status pop(value_type &) { return channel_op_status::success; }
  value_type value_pop() { return value_type{}; }
};
} // namespace boost::fibers
#endif
