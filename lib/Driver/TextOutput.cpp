//===- TextOutput.cpp - findings as a compiler prints them ----------------===//
#include "Driver/TextOutput.h"
#include "Driver/Units.h"
#include "llvm/Support/SourceMgr.h"

using namespace llvm;

namespace leash::driver {

static void print(const Place &Where, SourceMgr::DiagKind Kind, const Twine &Text, StringRef Folder,
                  bool Colours, raw_ostream &OS) {
  std::string File = relativeTo(Where.File, Folder);
  std::string Message = Text.str();
  if (Where.Line == 0) {
    SMDiagnostic(File, Kind, Message).print(nullptr, OS, Colours);
    return;
  }
  static const SourceMgr NoSources;
  SMDiagnostic(NoSources, SMLoc(), File, static_cast<int>(Where.Line),
               static_cast<int>(Where.Column) - 1, Kind, Message, Where.Text, {})
      .print(nullptr, OS, Colours);
}

void printText(const Finding &F, StringRef Folder, bool Colours, raw_ostream &OS) {
  print(F.Where, F.IsError ? SourceMgr::DK_Error : SourceMgr::DK_Warning,
        F.Message + " [" + F.Check + "]", Folder, Colours, OS);
  for (const Step &S : F.Story)
    print(S.Where, SourceMgr::DK_Note, S.Text, Folder, Colours, OS);
}

} // namespace leash::driver
