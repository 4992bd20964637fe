#ifndef LEASH_MOCK_BOOST_FIBER_FIBER_HPP
#define LEASH_MOCK_BOOST_FIBER_FIBER_HPP
#include <bits/base.h>
namespace boost::fibers {
class fiber {
public:
  fiber() = default;
  template <typename Fn, typename... Arg, typename = std::enable_if_t<!std::is_same_v<std::remove_cvref_t<Fn>, fiber>>>
  explicit fiber(Fn &&fn, Arg &&...arg) {}
  ~fiber() {}
  fiber(fiber const &) = delete;
  fiber(fiber &&) noexcept {}
  fiber &operator=(fiber &&) noexcept { return *this; }
  bool joinable() const noexcept { return true; }
  void join();
  void detach();
};
} // namespace boost::fibers
#endif
