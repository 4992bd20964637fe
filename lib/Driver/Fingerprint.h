//===- Fingerprint.h - the same finding in other code -----------*- C++ -*-===//
//
// A finding is the same before and after a change if check, file, enclosing
// function and statement are: lines, indentation and comments may differ. Two
// findings that agree in all that are told apart by their number only.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_DRIVER_FINGERPRINT_H
#define LEASH_DRIVER_FINGERPRINT_H

#include "Driver/Result.h"
#include "llvm/ADT/StringMap.h"

namespace leash::driver {

/// What identifies a finding.
struct Identity {
  std::string Check;
  std::string File; ///< relative to the project's root, with '/'
  std::string Function;
  std::string Statement;

  /// In hexadecimal digits; it stays the same for ever.
  std::string fingerprint() const;
  /// For people: "leash-double-lock in 'f' (src/a.cpp): m . lock ( )".
  std::string describe() const;
};

Identity identify(const Finding &F, llvm::StringRef Root);

/// Known findings, each as often as it was known.
class KnownFindings {
public:
  void add(const Identity &I, unsigned Count = 1) { add(I.fingerprint(), I.describe(), Count); }
  void add(llvm::StringRef Fingerprint, std::string Description, unsigned Count = 1);
  /// True if there is one more with \p Fingerprint; it is then used up.
  bool take(llvm::StringRef Fingerprint);
  /// Those that were not taken, as describe() says them, in order.
  std::vector<std::string> left() const;

private:
  struct Entry {
    std::string Description;
    unsigned Count = 0;
  };
  llvm::StringMap<Entry> Entries;
};

} // namespace leash::driver

#endif
