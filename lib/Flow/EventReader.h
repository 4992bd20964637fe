//===- EventReader.h - from CFG elements to events --------------*- C++ -*-===//
#ifndef LEASH_FLOW_EVENTREADER_H
#define LEASH_FLOW_EVENTREADER_H

#include "Flow/Event.h"
#include "Support/CallView.h"
#include "clang/Analysis/CFG.h"

namespace leash::flow {

class Unit;
struct Target;

/// Reads the elements of one function's CFG, or its calls, into events.
class EventReader {
public:
  EventReader(Unit &U, const clang::FunctionDecl *Function);

  void read(const clang::CFGElement &Element, std::vector<Event> &Out);
  /// One call or construction, also without a CFG. \p Shown is where it stands
  /// in the function if \p E itself is elsewhere (a default argument).
  void readCall(const clang::Expr *E, std::vector<Event> &Out, clang::SourceLocation Shown = {});
  void readAwait(const clang::Expr *E, std::vector<Event> &Out);
  /// What the function may take for granted when it starts: capability
  /// attributes and guards that it gets by reference.
  void readEntry(std::vector<Event> &Out);
  void readDestruction(const Object *O, const clang::CXXDestructorDecl *Destructor,
                       clang::SourceLocation Where, std::vector<Event> &Out);

private:
  /// One place in the function: a call, or a destruction that has no
  /// expression.
  struct Site {
    CallView Call;
    const clang::Stmt *Where = nullptr;
    clang::SourceLocation Location;
  };
  void readModelled(const Site &S, const model::CallEntry &Entry, std::vector<Event> &Out);
  bool readGuard(const Site &S, std::vector<Event> &Out);
  bool readLockVerb(const Site &S, std::vector<Event> &Out);
  bool readCallback(const Site &S, bool IsForeign, std::vector<Event> &Out);
  void readBody(const Site &S, const Target &Runs, std::vector<Event> &Out);
  bool givesUpAtEnd(const clang::CXXRecordDecl *Record);
  void readDefaultArguments(const CallView &Call, std::vector<Event> &Out);
  const clang::CXXMethodDecl *knownOverrider(const clang::CXXMethodDecl *Method,
                                             const clang::Expr *Object);
  /// A call of something that no model speaks of.
  void readCallee(const Site &S, std::vector<Event> &Out);
  void readEscapes(const Site &S, std::vector<Event> &Out);
  void readStatement(const clang::Stmt *S, std::vector<Event> &Out);

  /// The lock, or what the guard, that \p Operand names holds, at \p S.
  std::optional<Event> onLock(Event::Kind What, const clang::Expr *Operand, const Site &S);
  void take(const clang::Expr *Operand, const Site &S, model::LockMode Mode, bool Attempt,
            model::Success Succeeds, std::vector<Event> &Out);
  void bind(const Object *Guard, const Object *Lock, const Acquisition *Named, const Site &S,
            std::vector<Event> &Out);
  void give(const clang::Expr *Operand, const Site &S, std::vector<Event> &Out);
  const Object *of(const clang::Expr *E);
  bool isGuard(const clang::Expr *E);
  Acquisition *acquisition(const Object *Lock, std::string Text, const Site &S,
                           model::LockMode Mode);
  flow::Effect *newEffect(flow::Effect::Kind What, const Site &S, const clang::Expr *On);
  void happens(const flow::Effect *E, const Site &S, std::vector<Event> &Out);

  Unit &U;
  const clang::FunctionDecl *Function;
};

} // namespace leash::flow

#endif
