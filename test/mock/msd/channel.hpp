// A mock of msd::channel's interface: its names and signatures, no code.
#ifndef LEASH_MOCK_MSD_CHANNEL
#define LEASH_MOCK_MSD_CHANNEL
#include <cstddef>
#include <stdexcept>
namespace msd {
class closed_channel : public std::runtime_error {
public:
  explicit closed_channel(const char *msg);
};
template <typename T> class queue_storage;
template <typename T> struct blocking_iterator {
  T &operator*();
  blocking_iterator &operator++();
  bool operator!=(const blocking_iterator &) const;
};
template <typename T, typename Storage = queue_storage<T>> class channel {
public:
  using value_type = T;
  using size_type = std::size_t;
  channel();
  explicit channel(size_type capacity);
  channel(const channel &) = delete;
  ~channel();
  bool write(const T &value);
  bool write(T &&value);
  bool read(T &out);
  size_type size() const noexcept;
  bool empty() const noexcept;
  void close() noexcept;
  bool closed() const noexcept;
  bool drained() noexcept;
  blocking_iterator<T> begin() noexcept;
  blocking_iterator<T> end() noexcept;
};
template <typename T, typename Storage>
channel<T, Storage> &operator<<(channel<T, Storage> &chan, const T &value);
template <typename T, typename Storage>
channel<T, Storage> &operator>>(channel<T, Storage> &chan, T &out);
} // namespace msd
#endif
