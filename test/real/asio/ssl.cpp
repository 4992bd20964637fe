// REQUIRES: boost-asio, standalone-asio, openssl
// RUN: %check_why %s -- -std=c++20 -pthread
// RUN: %check_why %s -- -std=c++20 -pthread -DSTANDALONE

// The part of Asio that needs OpenSSL's headers.

#ifdef STANDALONE
#include <asio.hpp>
#include <asio/ssl.hpp>
namespace net = asio;
#else
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
namespace net = boost::asio;
#endif

namespace {

void secure(net::ssl::stream<net::ip::tcp::socket> &s, net::mutable_buffer b) {
  s.handshake(net::ssl::stream_base::client); // WHY: asio::ssl::stream::handshake -> block class=network bound=unbounded
  s.read_some(b);  // WHY: asio::ssl::stream::read_some -> block class=network bound=unbounded
  s.write_some(b); // WHY: asio::ssl::stream::write_some -> block class=network bound=unbounded
  s.shutdown();    // WHY: asio::ssl::stream::shutdown -> block class=network bound=unbounded
}

} // namespace
