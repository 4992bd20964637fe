//===- Runner.h - all units of a run, from the cache or analysed -*- C++ -*-===//
#ifndef LEASH_DRIVER_RUNNER_H
#define LEASH_DRIVER_RUNNER_H

#include "Driver/Cache.h"
#include "Driver/Pool.h"
#include "Driver/Result.h"
#include "Driver/Unit.h"
#include "Driver/WorkFolder.h"
#include "llvm/ADT/BitVector.h"

namespace leash::driver {

/// What happened to one unit.
struct UnitOutcome {
  UnitResult Result;
  std::string Fault; ///< why there is no result: 'crashed: ...'
  bool FromCache = false;
  bool Looked = false; ///< there is a result
  std::string Read;    ///< what the unit read, for eachFileRead
};

/// Hears how a run goes on.
class RunListener {
public:
  virtual ~RunListener() = default;
  virtual void unitDone(const UnitOutcome &Outcome) = 0;
  virtual void idle() = 0;
};

struct RunOptions {
  std::string Executable; ///< of leash
  ConfigRequest Config;
  PoolLimits Limits;
  bool KeepRead = false; ///< fill in UnitOutcome::Read
  bool ScanOnly = false; ///< as in UnitRequest; the cache is left alone
  /// The state of the files that is looked at, as in UnitRequest.
  std::map<std::string, std::string> Instead;
  /// For tests: faults by the names of files.
  std::map<std::string, std::string> TestFaults;
};

/// Runs units of one state of the files.
class Runner {
public:
  Runner(RunOptions Options, Cache &Kept, WorkFolder &Work, RunListener &Listener);

  /// The results of \p Units that the cache has; the others have Looked false.
  std::vector<UnitOutcome> recall(llvm::ArrayRef<Unit> Units);
  /// Analyses those of \p Units that \p Which names, each in a process of its own,
  /// and puts their outcomes in their places in \p Outcomes.
  void analyse(llvm::ArrayRef<Unit> Units, const llvm::BitVector &Which,
               std::vector<UnitOutcome> &Outcomes);

  /// The result of \p U in the state of the files that \p Then sees, if the cache
  /// has it.
  std::optional<UnitResult> recall(const Unit &U, FileWitness &Then);

private:
  std::string keyOf(const Unit &U) const { return unitKey(U, Options.Config, Tool); }
  bool take(llvm::StringRef Text, UnitOutcome &Into) const;
  Job job(const Unit &U, size_t Number);
  UnitOutcome outcome(const Unit &U, size_t Number, const Outcome &Ended);

  RunOptions Options;
  Cache &Kept;
  WorkFolder &Work;
  RunListener &Listener;
  FileWitness Now;
  std::string Tool;
};

/// The findings of all units: each place and check once, in a stable order, and
/// of those that a comment suppresses, too. The suppressions likewise.
UnitResult merge(llvm::ArrayRef<UnitOutcome> Outcomes);

} // namespace leash::driver

#endif
