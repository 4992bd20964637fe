#ifndef LEASH_MOCK_BOOST_ASIO_HPP
#define LEASH_MOCK_BOOST_ASIO_HPP
#include <chrono>
#include <utility>
namespace boost::system {
class error_code {
public:
  error_code() noexcept = default;
  explicit operator bool() const noexcept;
  int value() const noexcept;

private:
  int value_ = 0;
};
} // namespace boost::system
namespace boost::asio {
namespace ip {
class tcp {
public:
  class socket;
};
} // namespace ip
class any_io_executor {};
class io_context {
public:
  using executor_type = any_io_executor;
  io_context();
  ~io_context();
  io_context(const io_context &) = delete;
  unsigned long run();
  unsigned long poll();
  void stop();
  bool stopped() const;
  void restart();
  executor_type get_executor() noexcept;
};
namespace error {
enum basic_errors { operation_aborted = 125 };
inline bool operator==(const system::error_code &code, basic_errors e) noexcept {
  return code.value() == e;
}
inline bool operator!=(const system::error_code &code, basic_errors e) noexcept {
  return code.value() != e;
}
}
template <typename Clock> struct wait_traits {};
template <typename Clock, typename Traits = wait_traits<Clock>, typename Executor = any_io_executor>
class basic_waitable_timer {
public:
  using duration = typename Clock::duration;
  explicit basic_waitable_timer(io_context &context);
  ~basic_waitable_timer();
  unsigned long expires_after(const duration &expiry_time);
  unsigned long cancel();
  void wait();
  template <typename Token> auto async_wait(Token &&token) { (void)token; }
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
template <typename Protocol> class basic_stream_socket {
public:
  explicit basic_stream_socket(io_context &context);
  ~basic_stream_socket();
  void close();
  void close(system::error_code &ec);
};
class ip::tcp::socket : public basic_stream_socket<ip::tcp> {
public:
  using basic_stream_socket::basic_stream_socket;
};
} // namespace boost::asio
#endif
