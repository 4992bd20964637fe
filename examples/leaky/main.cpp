// The relay with a collector and a few sensors of its own, all on the loopback interface.

#include "alarms.hpp"
#include "housekeeping.hpp"
#include "journal.hpp"
#include "listener.hpp"
#include "nearest.hpp"
#include "session_registry.hpp"
#include "uploader.hpp"
#include "upstream.hpp"
#include "worker_pool.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// Stands for the collector: answers each batch of a connection with the number of its readings. The first
// connection only asks whether it is there.
void collect(tcp::acceptor& acceptor) {
  boost::system::error_code error;
  acceptor.accept(error);
  tcp::socket relay = acceptor.accept(error);
  std::string input;
  while (!error) {
    const std::size_t length = asio::read_until(relay, asio::dynamic_buffer(input), '\n', error);
    if (error) break;
    const auto readings = std::count(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(length), ';');
    input.erase(0, length);
    asio::write(relay, asio::buffer("took " + std::to_string(readings) + "\n"), error);
  }
}

// Stands for a sensor: sends some readings, then waits for the notice that ends its day.
void measure(const tcp::endpoint& relay, int sensor) {
  asio::io_context io;
  tcp::socket socket(io);
  socket.connect(relay);
  for (int i = 0; i < 50; ++i) {
    asio::write(socket, asio::buffer("sensor" + std::to_string(sensor) + "=" + std::to_string(i) + "\n"));
  }
  std::string notice;
  asio::read_until(socket, asio::dynamic_buffer(notice), '\n');
}

}  // namespace

int main() {
  using namespace std::chrono_literals;

  asio::io_context collector_io;
  tcp::acceptor collector(collector_io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  std::thread collecting([&collector] { collect(collector); });

  {
    relay::SessionRegistry registry;
    relay::Journal journal(stdout);
    relay::Alarms alarms;
    relay::Upstream upstream(relay::nearest({collector.local_endpoint()}));
    relay::Uploader uploader(upstream, 20ms);
    relay::WorkerPool pool(2);
    asio::io_context io;
    relay::Listener listener(io, registry, [&](relay::SessionId id, std::string line) {
      pool.submit([&uploader, id, line = std::move(line)] { uploader.add(std::to_string(id) + ":" + line); });
    });
    registry.onClosed([&](const relay::Session& session) {
      journal.note("session " + std::to_string(session.id) + " of " + session.peer + " closed, " +
                   std::to_string(registry.count()) + " left");
    });
    relay::Housekeeping housekeeping(io, registry);

    housekeeping.start();
    listener.start();
    std::thread serving([&io] { io.run(); });
    std::vector<std::thread> sensors;
    for (int i = 0; i < 3; ++i) sensors.emplace_back(measure, listener.endpoint(), i);

    while (uploader.sent() < 150) std::this_thread::sleep_for(5ms);
    listener.announce("good night");
    for (std::thread& sensor : sensors) sensor.join();
    if (registry.expire(relay::Clock::now() - 1h) != 0) alarms.raise("a sensor was silent for an hour");

    housekeeping.stop();
    listener.stop();
    serving.join();
    journal.note(std::to_string(pool.drain().done) + " jobs done");
    journal.flush();
    pool.stop();
    uploader.stop();
    journal.stop();
    alarms.stop();
    std::printf("%zu readings sent, the last reply was '%s'\n", uploader.sent(), upstream.state().last_reply.c_str());
  }
  collecting.join();
}
