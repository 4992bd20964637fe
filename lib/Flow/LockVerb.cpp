//===- LockVerb.cpp - locks known by structure ----------------------------===//
#include "Flow/LockVerb.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace leash::flow {

template <typename Attribute> static void appendArgs(LockVerb &Verb, const Attribute *A) {
  for (const Expr *Arg : A->args())
    Verb.Capabilities.push_back(Arg);
}

template <typename Attribute> static LockVerb verb(LockVerb::KindT Kind, const Attribute *A) {
  LockVerb Verb;
  Verb.Kind = Kind;
  Verb.Mode = A->isShared() ? model::LockMode::Shared : model::LockMode::Exclusive;
  appendArgs(Verb, A);
  return Verb;
}

std::optional<LockVerb> verbByAttribute(const FunctionDecl *F) {
  if (!F->hasAttrs())
    return std::nullopt;
  if (const auto *A = F->getAttr<AcquireCapabilityAttr>())
    return verb(LockVerb::Acquire, A);
  if (const auto *A = F->getAttr<AssertCapabilityAttr>())
    return verb(LockVerb::Assert, A);
  if (const auto *A = F->getAttr<TryAcquireCapabilityAttr>())
    return verb(LockVerb::TryAcquire, A);
  if (const auto *A = F->getAttr<ReleaseCapabilityAttr>()) {
    LockVerb Verb;
    Verb.Kind = LockVerb::Release;
    appendArgs(Verb, A);
    return Verb;
  }
  return std::nullopt;
}

static bool declares(const CXXRecordDecl *Record, llvm::StringRef Name) {
  return llvm::any_of(Record->methods(), [&](const CXXMethodDecl *M) {
    return M->getIdentifier() && M->getName() == Name;
  });
}

std::optional<LockVerb> verbByRequirement(const FunctionDecl *F) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F);
  if (!Method || !Method->getIdentifier() || Method->isStatic() || Method->getNumParams() != 0)
    return std::nullopt;
  struct Row {
    llvm::StringRef Own, Partner;
    LockVerb::KindT Kind;
    model::LockMode Mode;
  };
  using enum LockVerb::KindT;
  using enum model::LockMode;
  static constexpr Row Rows[] = {
      {"lock", "unlock", Acquire, Exclusive},
      {"unlock", "lock", Release, Exclusive},
      {"try_lock", "unlock", TryAcquire, Exclusive},
      {"lock_shared", "unlock_shared", Acquire, Shared},
      {"unlock_shared", "lock_shared", Release, Shared},
      {"Lock", "Unlock", Acquire, Exclusive},
      {"Unlock", "Lock", Release, Exclusive},
      {"TryLock", "Unlock", TryAcquire, Exclusive},
      {"ReadLock", "ReadUnlock", Acquire, Shared},
      {"ReadUnlock", "ReadLock", Release, Shared},
      {"WriteLock", "WriteUnlock", Acquire, Exclusive},
      {"WriteUnlock", "WriteLock", Release, Exclusive},
  };
  for (const Row &R : Rows)
    if (Method->getName() == R.Own && declares(Method->getParent(), R.Partner))
      return LockVerb{R.Kind, R.Mode, {}};
  // LevelDB's family asserts by this member, which often has an empty body.
  if (Method->getName() == "AssertHeld" && declares(Method->getParent(), "Lock"))
    return LockVerb{Assert, Exclusive, {}};
  return std::nullopt;
}

bool locksNothing(const CXXRecordDecl *Record) {
  if (!Record || !Record->hasDefinition())
    return false;
  return llvm::any_of(Record->getDefinition()->methods(), [](const CXXMethodDecl *M) {
    if (!M->getIdentifier() || M->getName() != "lock" || M->getNumParams() != 0)
      return false;
    const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(M->getBody());
    return Body && Body->body_empty();
  });
}

} // namespace leash::flow
