//===- Progress.h - how far a run is ----------------------------*- C++ -*-===//
#ifndef LEASH_DRIVER_PROGRESS_H
#define LEASH_DRIVER_PROGRESS_H

#include "Driver/Runner.h"
#include <chrono>

namespace leash::driver {

/// Says on the error output how far a run is: on a terminal in one line that is
/// written again and again, elsewhere in a plain line from time to time.
class Progress : public RunListener {
public:
  explicit Progress(bool Quiet);
  ~Progress() override { clear(); }

  /// A run over \p Units files begins.
  void begin(size_t Units, llvm::StringRef What);
  /// Takes the line from the terminal.
  void clear();

  void unitDone(const UnitOutcome &Outcome) override;
  void idle() override { show(); }

private:
  void show();

  using Clock = std::chrono::steady_clock;
  bool Quiet, Terminal;
  std::string What;
  size_t All = 0, Finished = 0, Cached = 0, Findings = 0;
  Clock::time_point Began, Shown;
  bool OnScreen = false;
};

} // namespace leash::driver

#endif
