#include "session_registry.hpp"

#include <utility>

namespace relay {

SessionId SessionRegistry::add(std::string peer) {
  std::lock_guard<std::mutex> lock(mutex_);
  const SessionId id = ++last_id_;
  sessions_[id] = Session{id, std::move(peer), Clock::now()};
  return id;
}

void SessionRegistry::touch(SessionId id) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (auto it = sessions_.find(id); it != sessions_.end()) it->second.last_seen = Clock::now();
}

void SessionRegistry::remove(SessionId id) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto node = sessions_.extract(id);
  if (node.empty()) return;
  for (const auto& observer : observers_) observer(node.mapped());
}

std::size_t SessionRegistry::expire(Clock::time_point deadline) {
  std::vector<SessionId> stale;
  std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [id, session] : sessions_) {
    if (session.last_seen < deadline) stale.push_back(id);
  }
  for (SessionId id : stale) remove(id);
  return stale.size();
}

void SessionRegistry::onClosed(Observer observer) {
  std::lock_guard<std::mutex> lock(mutex_);
  observers_.push_back(std::move(observer));
}

std::size_t SessionRegistry::count() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return sessions_.size();
}

}  // namespace relay
