#ifndef LEASH_MOCK_BOOST_FIBER_CONDITION_VARIABLE_HPP
#define LEASH_MOCK_BOOST_FIBER_CONDITION_VARIABLE_HPP
#include <boost/fiber/mutex.hpp>
namespace boost::fibers {
class condition_variable {
public:
  condition_variable() = default;
  condition_variable(condition_variable const &) = delete;
  void notify_one() noexcept {}
  void notify_all() noexcept {}
  void wait(std::unique_lock<mutex> &) {}
  template <typename Pred> void wait(std::unique_lock<mutex> &lt, Pred pred) {
    while (!pred())
      wait(lt);
  }
};
} // namespace boost::fibers
#endif
