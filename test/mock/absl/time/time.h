#ifndef LEASH_MOCK_ABSL_TIME_TIME_H
#define LEASH_MOCK_ABSL_TIME_TIME_H
namespace absl {
inline namespace debian3 {
class Duration {};
constexpr Duration Seconds(int) { return {}; }
constexpr Duration Milliseconds(int) { return {}; }
} // namespace debian3
} // namespace absl
#endif
