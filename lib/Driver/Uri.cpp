//===- Uri.cpp - paths and columns as other tools count them --------------===//
#include "Driver/Uri.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace llvm;

namespace leash::driver {

std::string percentEncode(StringRef Path) {
  std::string Result;
  for (unsigned char C : Path)
    if (isAlnum(static_cast<char>(C)) || StringRef("-._~/").contains(static_cast<char>(C)))
      Result += static_cast<char>(C);
    else
      Result += {'%', hexdigit(C >> 4), hexdigit(C & 15)};
  return Result;
}

uint64_t codePointColumn(StringRef Line, uint64_t Column) {
  uint64_t Points = 1;
  for (size_t At = 0; At + 1 < Column && At < Line.size(); ++Points) {
    // A line that is no UTF-8 counts bytes.
    unsigned Bytes = getNumBytesForUTF8(static_cast<UTF8>(Line[At]));
    const auto *Begin = reinterpret_cast<const UTF8 *>(Line.data()) + At;
    bool Legal = At + Bytes <= Line.size() && isLegalUTF8Sequence(Begin, Begin + Bytes);
    At += Legal ? Bytes : 1;
  }
  return Points;
}

} // namespace leash::driver
