//===- Unit.h - one compile command of one file -----------------*- C++ -*-===//
#ifndef LEASH_DRIVER_UNIT_H
#define LEASH_DRIVER_UNIT_H

#include "Driver/CheckConfig.h"
#include <map>
#include <string>
#include <vector>

namespace leash::driver {

/// One compile command of one file.
struct Unit {
  std::string File; ///< absolute
  std::string Directory;
  std::vector<std::string> Command;
};

/// What a process is told that analyses one unit.
struct UnitRequest {
  Unit What;
  ConfigRequest Config;
  std::string Output; ///< where the result goes
  /// Files whose contents are taken from elsewhere: the state of another
  /// revision. A file that is not there in it is mapped to "".
  std::map<std::string, std::string> Instead;
  bool ScanOnly = false; ///< only see which files the unit reads
  std::string TestFault; ///< for tests: "crash", "hang", "memory", "exit"
};

} // namespace leash::driver

#endif
