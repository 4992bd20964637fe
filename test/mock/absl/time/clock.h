#ifndef LEASH_MOCK_ABSL_TIME_CLOCK_H
#define LEASH_MOCK_ABSL_TIME_CLOCK_H
#include <absl/time/time.h>
namespace absl {
inline namespace debian3 {
void SleepFor(absl::Duration);
}
} // namespace absl
#endif
