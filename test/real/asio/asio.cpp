// REQUIRES: boost-asio, standalone-asio
// RUN: %check_why %s --library asio -- -std=c++20 -pthread -Wno-deprecated-declarations
// RUN: %check_why %s -- -std=c++20 -pthread -Wno-deprecated-declarations -DSTANDALONE -DASIO_HAS_BOOST_DATE_TIME -DASIO_HAS_CO_AWAIT

// Every modelled name of Asio, used on the headers of Boost.Asio and of
// standalone Asio. The comment on a line says what Leash must make of the call,
// in words that hold for both. Compiled, never run.

#ifdef STANDALONE
#include <asio.hpp>
#include <asio/deadline_timer.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>
#include <asio/experimental/concurrent_channel.hpp>
#include <asio/spawn.hpp>
namespace net = asio;
using ErrorCode = asio::error_code;
#else
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/spawn.hpp>
namespace net = boost::asio;
using ErrorCode = boost::system::error_code;
#endif

#include <array>
#include <chrono>
#include <string>

using namespace std::chrono_literals;
using namespace net::experimental::awaitable_operators;
using net::ip::tcp;
using net::ip::udp;
using Clock = std::chrono::steady_clock;

namespace {

void work() {}

void streams(tcp::socket &s, tcp::endpoint at, net::mutable_buffer b) {
  s.connect(at);                     // WHY: asio::basic_socket::connect -> block class=network bound=unbounded
  s.wait(tcp::socket::wait_read);    // WHY: asio::basic_socket::wait -> block class=network bound=unbounded
  s.read_some(b);                    // WHY: asio::basic_stream_socket::read_some -> block class=network bound=unbounded
  s.write_some(b);                   // WHY: asio::basic_stream_socket::write_some -> block class=network bound=unbounded
  s.receive(b);                      // WHY: asio::basic_stream_socket::receive -> block class=network bound=unbounded
  s.send(b);                         // WHY: asio::basic_stream_socket::send -> block class=network bound=unbounded
  ErrorCode ec;
  s.read_some(b, ec);                // WHY: asio::basic_stream_socket::read_some -> block class=network bound=unbounded
  s.non_blocking(true);              // WHY: asio::basic_socket::non_blocking -> set-nonblocking
  s.cancel();                        // WHY: asio::basic_socket::cancel -> request-stop
  s.shutdown(tcp::socket::shutdown_both); // WHY: asio::basic_socket::shutdown -> close
  s.close();                         // WHY: asio::basic_socket::close -> close

  net::io_context ctx;
  tcp::acceptor a(ctx);              // WHY: -> descriptor
  a.accept(s);                       // WHY: asio::basic_socket_acceptor::accept -> block class=network bound=unbounded
  tcp::socket taken = a.accept();    // WHY: asio::basic_socket_acceptor::accept -> block class=network bound=unbounded
  a.wait(tcp::acceptor::wait_read);  // WHY: asio::basic_socket_acceptor::wait -> block class=network bound=unbounded
  a.non_blocking(true);              // WHY: asio::basic_socket_acceptor::non_blocking -> set-nonblocking
  a.cancel();                        // WHY: asio::basic_socket_acceptor::cancel -> request-stop
  a.close();                         // WHY: asio::basic_socket_acceptor::close -> close

  tcp::iostream io;
  io.connect(at);                    // WHY: asio::basic_socket_iostream::connect -> block class=network bound=unbounded

  std::string text;
  net::read(s, b);                   // WHY: asio::read -> block class=network bound=unbounded
  net::write(s, b);                  // WHY: asio::write -> block class=network bound=unbounded
  net::read_until(s, net::dynamic_buffer(text), '\n'); // WHY: asio::read_until -> block class=network bound=unbounded
  tcp::resolver r(ctx);
  auto found = r.resolve("h", "p");  // WHY: asio::ip::basic_resolver::resolve -> block class=network bound=unbounded
  net::connect(s, found);            // WHY: asio::connect -> block class=network bound=unbounded
  r.cancel();                        // WHY: asio::ip::basic_resolver::cancel -> request-stop
  net::signal_set signals(ctx, 2);
  signals.cancel();                  // WHY: asio::basic_signal_set::cancel -> request-stop
}

// Something that can be read at an offset, as read_at and write_at want it.
struct Block {
  template <class Buffers> std::size_t read_some_at(std::uint64_t, const Buffers &, ErrorCode &) { return 0; }
  template <class Buffers> std::size_t write_some_at(std::uint64_t, const Buffers &, ErrorCode &) { return 0; }
};

void packets(udp::socket &u, udp::endpoint at, net::mutable_buffer b,
             net::io_context &ctx, Block &block) {
  u.receive(b);          // WHY: asio::basic_datagram_socket::receive -> block class=network bound=unbounded
  u.receive_from(b, at); // WHY: asio::basic_datagram_socket::receive_from -> block class=network bound=unbounded
  u.send(b);             // WHY: asio::basic_datagram_socket::send -> block class=network bound=unbounded
  u.send_to(b, at);      // WHY: asio::basic_datagram_socket::send_to -> block class=network bound=unbounded

  net::generic::raw_protocol::endpoint raw;
  net::basic_raw_socket<net::generic::raw_protocol> w(ctx);
  w.receive(b);           // WHY: asio::basic_raw_socket::receive -> block class=network bound=unbounded
  w.receive_from(b, raw); // WHY: asio::basic_raw_socket::receive_from -> block class=network bound=unbounded
  w.send(b);              // WHY: asio::basic_raw_socket::send -> block class=network bound=unbounded
  w.send_to(b, raw);      // WHY: asio::basic_raw_socket::send_to -> block class=network bound=unbounded

  net::basic_seq_packet_socket<net::generic::seq_packet_protocol> q(ctx);
  net::socket_base::message_flags flags = 0;
  q.receive(b, flags);    // WHY: asio::basic_seq_packet_socket::receive -> block class=network bound=unbounded
  q.send(b, 0);           // WHY: asio::basic_seq_packet_socket::send -> block class=network bound=unbounded

  net::read_at(block, 0, b);  // WHY: asio::read_at -> block class=network bound=unbounded
  net::write_at(block, 0, b); // WHY: asio::write_at -> block class=network bound=unbounded
}

void devices(net::io_context &ctx, net::mutable_buffer b) {
  net::serial_port port(ctx); // WHY: -> descriptor
  port.read_some(b);          // WHY: asio::basic_serial_port::read_some -> block class=network bound=unbounded
  port.write_some(b);         // WHY: asio::basic_serial_port::write_some -> block class=network bound=unbounded
  port.cancel();              // WHY: asio::basic_serial_port::cancel -> request-stop
  port.close();               // WHY: asio::basic_serial_port::close -> close

  net::readable_pipe in(ctx); // WHY: -> descriptor
  in.read_some(b);            // WHY: asio::basic_readable_pipe::read_some -> block class=network bound=unbounded
  in.cancel();                // WHY: asio::basic_readable_pipe::cancel -> request-stop
  in.close();                 // WHY: asio::basic_readable_pipe::close -> close
  net::writable_pipe out(ctx); // WHY: -> descriptor
  out.write_some(b);          // WHY: asio::basic_writable_pipe::write_some -> block class=network bound=unbounded
  out.cancel();               // WHY: asio::basic_writable_pipe::cancel -> request-stop
  out.close();                // WHY: asio::basic_writable_pipe::close -> close

  net::posix::stream_descriptor fd(ctx); // WHY: -> descriptor
  fd.wait(net::posix::stream_descriptor::wait_read); // WHY: asio::posix::basic_descriptor::wait -> block class=network bound=unbounded
  fd.read_some(b);            // WHY: asio::posix::basic_stream_descriptor::read_some -> block class=network bound=unbounded
  fd.write_some(b);           // WHY: asio::posix::basic_stream_descriptor::write_some -> block class=network bound=unbounded
  fd.non_blocking(true);      // WHY: asio::posix::basic_descriptor::non_blocking -> set-nonblocking
  fd.cancel();                // WHY: asio::posix::basic_descriptor::cancel -> request-stop
  fd.close();                 // WHY: asio::posix::basic_descriptor::close -> close
}

void loops(Clock::time_point then) {
  net::io_context ctx;
  ctx.run();             // WHY: asio::io_context::run -> block class=wait bound=unbounded
  ctx.run_one();         // WHY: asio::io_context::run_one -> block class=wait bound=unbounded
  ctx.run_for(1s);       // WHY: asio::io_context::run_for -> block class=wait bound=bounded
  ctx.run_until(then);   // WHY: asio::io_context::run_until -> block class=wait bound=bounded
  ctx.run_one_for(1s);   // WHY: asio::io_context::run_one_for -> block class=wait bound=bounded
  ctx.run_one_until(then); // WHY: asio::io_context::run_one_until -> block class=wait bound=bounded
  ctx.poll();            // WHY: asio::io_context::poll -> block class=wait bound=never
  ctx.poll_one();        // WHY: asio::io_context::poll_one -> block class=wait bound=never
  if (!ctx.stopped())    // WHY: asio::io_context::stopped -> stop-requested
    ctx.stop();          // WHY: asio::io_context::stop -> request-stop

  net::thread_pool pool(2); // WHY: -> task
  pool.attach();         // WHY: asio::thread_pool::attach -> block class=wait bound=unbounded
  pool.stop();           // WHY: asio::thread_pool::stop -> request-stop
  pool.join();           // WHY: asio::thread_pool::join -> block class=join bound=unbounded
  pool.wait();           // WHY: asio::thread_pool::wait -> block class=join bound=unbounded
  pool.~thread_pool();   // WHY: asio::thread_pool::~thread_pool -> block class=join bound=unbounded

  auto &system = static_cast<net::system_context &>(net::query(net::system_executor(), net::execution::context));
  system.stop();         // WHY: asio::system_context::stop -> request-stop
  system.join();         // WHY: asio::system_context::join -> block class=join bound=unbounded
}

net::awaitable<void> body() { co_return; }

void spawns(net::io_context &ctx) {
  net::co_spawn(ctx, body(), net::detached); // WHY: asio::co_spawn -> spawn; runs 'body()'
  net::co_spawn(ctx, body, net::detached);   // WHY: asio::co_spawn -> spawn; runs 'body'
  net::spawn(ctx, [](net::yield_context) {}); // WHY: asio::spawn -> spawn; runs '[](net::yield_context) {}'
  net::spawn([](net::yield_context) {});     // WHY: asio::spawn -> spawn; runs '[](net::yield_context) {}'
  net::post(ctx, work);     // WHY: asio::post -> spawn; runs 'work'
  net::post(work);          // WHY: asio::post -> spawn; runs 'work'
  net::defer(ctx, work);    // WHY: asio::defer -> spawn; runs 'work'
  net::dispatch(ctx, work); // WHY: asio::dispatch -> spawn; runs 'work'
  ctx.post(work);           // WHY: asio::io_context::post -> spawn; runs 'work'
  ctx.dispatch(work);       // WHY: asio::io_context::dispatch -> spawn; runs 'work'

  net::cancellation_signal signal; // WHY: -> stop-signal
  signal.emit(net::cancellation_type::all); // WHY: asio::cancellation_signal::emit -> request-stop
  net::cancellation_slot slot = signal.slot(); // WHY: asio::cancellation_signal::slot -> peer on 'signal'
  slot.assign([](net::cancellation_type) {}); // WHY: asio::cancellation_slot::assign -> on-stop on 'slot'; runs '[](net::cancellation_type) {}'
  net::cancellation_state state(slot); // WHY: -> stop-signal
  if (state.cancelled() != net::cancellation_type::none) // WHY: asio::cancellation_state::cancelled -> stop-requested
    work();
}

void timers(net::io_context &ctx) {
  net::steady_timer t(ctx, 1s);      // WHY: -> timer; fires=once
  t.async_wait([](ErrorCode) {});    // WHY: asio::basic_waitable_timer::async_wait -> start; fires=once; runs '[](ErrorCode) {}'
  t.wait();                          // WHY: asio::basic_waitable_timer::wait -> block class=sleep bound=bounded
  t.cancel_one();                    // WHY: asio::basic_waitable_timer::cancel_one -> stop
  t.cancel();                        // WHY: asio::basic_waitable_timer::cancel -> stop

  net::deadline_timer d(ctx);        // WHY: -> timer; fires=once
  d.async_wait([](ErrorCode) {});    // WHY: asio::basic_deadline_timer::async_wait -> start; fires=once; runs '[](ErrorCode) {}'
  d.wait();                          // WHY: asio::basic_deadline_timer::wait -> block class=sleep bound=bounded
  d.cancel_one();                    // WHY: asio::basic_deadline_timer::cancel_one -> stop
  d.cancel();                        // WHY: asio::basic_deadline_timer::cancel -> stop
}

using Message = void(ErrorCode, int);

net::awaitable<void> channels(net::io_context &ctx) {
  net::experimental::channel<Message> c(ctx, 1); // WHY: -> channel
  co_await c.async_send(ErrorCode(), 1, net::use_awaitable); // WHY: async_send -> send class=channel bound=never; closed=error
  c.try_send(ErrorCode(), 1);      // WHY: try_send -> send class=channel bound=never; closed=false
  c.try_send_n(2, ErrorCode(), 1); // WHY: try_send_n -> send class=channel bound=never; closed=false
  co_await c.async_receive(net::use_awaitable); // WHY: asio::experimental::basic_channel::async_receive -> receive class=channel bound=never; closed=error
  c.try_receive([](ErrorCode, int) {}); // WHY: asio::experimental::basic_channel::try_receive -> receive class=channel bound=never; closed=false
  if (c.is_open()) // WHY: asio::experimental::basic_channel::is_open -> is-closed
    c.cancel();    // WHY: asio::experimental::basic_channel::cancel -> request-stop; wakes=all
  c.close();       // WHY: asio::experimental::basic_channel::close -> close; wakes=receivers

  net::experimental::concurrent_channel<Message> d(ctx); // WHY: -> channel
  co_await d.async_send(ErrorCode(), 1, net::use_awaitable); // WHY: async_send -> send class=channel bound=never; closed=error
  co_await d.async_receive(net::use_awaitable); // WHY: asio::experimental::basic_concurrent_channel::async_receive -> receive class=channel bound=never; closed=error
  d.try_receive([](ErrorCode, int) {}); // WHY: asio::experimental::basic_concurrent_channel::try_receive -> receive class=channel bound=never; closed=false
  if (d.is_open()) // WHY: asio::experimental::basic_concurrent_channel::is_open -> is-closed
    d.cancel();    // WHY: asio::experimental::basic_concurrent_channel::cancel -> request-stop; wakes=all
  d.close();       // WHY: asio::experimental::basic_concurrent_channel::close -> close; wakes=receivers

  co_await (body() || body()); // WHY: asio::experimental::awaitable_operators::operator|| -> select
}

} // namespace

// UNCOVERED: ssl::stream::handshake  needs OpenSSL: ssl.cpp
// UNCOVERED: ssl::stream::shutdown  needs OpenSSL: ssl.cpp
// UNCOVERED: ssl::stream::read_some  needs OpenSSL: ssl.cpp
// UNCOVERED: ssl::stream::write_some  needs OpenSSL: ssl.cpp
