#pragma once

#include <boost/asio/ip/tcp.hpp>

#include <vector>

namespace relay {

// The collector that accepts a connection first.
boost::asio::ip::tcp::endpoint nearest(const std::vector<boost::asio::ip::tcp::endpoint>& collectors);

}  // namespace relay
