#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace relay {

using Clock = std::chrono::steady_clock;
using SessionId = std::uint64_t;

struct Session {
  SessionId id = 0;
  std::string peer;
  Clock::time_point last_seen;
};

// Who is connected. Used from the listener's threads, the workers and the housekeeping in main().
class SessionRegistry {
 public:
  using Observer = std::function<void(const Session&)>;

  SessionId add(std::string peer);
  void touch(SessionId id);
  void remove(SessionId id);

  // Removes the sessions that were silent since `deadline`; gives their number.
  std::size_t expire(Clock::time_point deadline);

  // Observers may use the registry.
  void onClosed(Observer observer);

  std::size_t count() const;

 private:
  mutable std::mutex mutex_;
  std::map<SessionId, Session> sessions_;
  std::vector<Observer> observers_;
  SessionId last_id_ = 0;
};

}  // namespace relay
