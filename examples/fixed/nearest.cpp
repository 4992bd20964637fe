#include "nearest.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/unbuffered_channel.hpp>

#include <thread>

namespace relay {

namespace asio = boost::asio;
namespace fibers = boost::fibers;
using asio::ip::tcp;

tcp::endpoint nearest(const std::vector<tcp::endpoint>& collectors) {
  fibers::unbuffered_channel<tcp::endpoint> answers;
  std::vector<std::thread> probes;
  for (const tcp::endpoint& collector : collectors) {
    probes.emplace_back([&answers, collector] {
      asio::io_context io;
      tcp::socket socket(io);
      boost::system::error_code error;
      socket.connect(collector, error);
      answers.push(error ? tcp::endpoint() : collector);
    });
  }
  const tcp::endpoint first = answers.value_pop();
  answers.close();
  for (std::thread& probe : probes) probe.join();
  return first;
}

}  // namespace relay
