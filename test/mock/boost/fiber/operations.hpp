#ifndef LEASH_MOCK_BOOST_FIBER_OPERATIONS_HPP
#define LEASH_MOCK_BOOST_FIBER_OPERATIONS_HPP
#include <chrono>
namespace boost {
namespace this_fiber {
inline void yield() noexcept {}
template <typename Clock, typename Duration> void sleep_until(std::chrono::time_point<Clock, Duration> const &) {}
template <typename Rep, typename Period> void sleep_for(std::chrono::duration<Rep, Period> const &) {}
} // namespace this_fiber
} // namespace boost
#endif
