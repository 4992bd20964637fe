//===- Waits.h - who waits for which state, and who wakes them --*- C++ -*-===//
//
// All waits on condition variables of a translation unit with what they test,
// all changes of that state, and all notifies: one table, since a wait, the
// change that would end it and the notify that would wake it lie in different
// functions. Built once, when all functions of the unit are known.
//
// Conditions, locks and state are told apart by their declarations; a class
// that wraps a condition variable or a lock counts as one.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_WAITS_H
#define LEASH_FLOW_WAITS_H

#include "Flow/SharedState.h"
#include "Flow/Summary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>

namespace leash::flow {

class Unit;

/// A wait on a condition variable.
struct WaitPoint {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
  const clang::ValueDecl *Condition = nullptr;
  const clang::ValueDecl *Lock = nullptr; ///< that it gives up; may be null
  std::string LockText;                   ///< as the user wrote it
  std::string ConditionText;
  Tests Until;                       ///< what ends it: the predicate, or what its loop tests
  bool HasPredicate = false;         ///< of its own
  const clang::Stmt *Loop = nullptr; ///< the loop that tests again; null: none
  bool IsBounded = false;
  /// The class of the user's that wraps the condition variable; null: none.
  const clang::CXXRecordDecl *Wrapper = nullptr;
};

/// The waits of \p F itself, and those of a callee that give up a lock of F's.
std::vector<WaitPoint> waitsIn(Unit &U, const clang::FunctionDecl *F);

/// A call that wakes waiters of a condition variable.
struct NotifyPoint {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *In = nullptr;
  const clang::ValueDecl *Condition = nullptr;
  std::optional<model::Wakes> Wakes;
};

class WaitTable {
public:
  /// Reads the waits of all of \p U's functions.
  explicit WaitTable(Unit &U);

  llvm::ArrayRef<WaitPoint> waits() const { return Waits; }
  llvm::ArrayRef<NotifyPoint> notifies();

  /// All changes of \p What outside constructors.
  llvm::ArrayRef<Change> changesOf(const clang::ValueDecl *What);

  /// Whether \p Lock may be held when \p Site in \p F is reached: taken there, or
  /// by one who calls \p F. Also true where the way to \p F is not known.
  bool mayHold(const clang::FunctionDecl *F, const clang::Stmt *Site, const clang::ValueDecl *Lock,
               unsigned Depth = 0);

  /// Whether \p F may take \p Lock on the way from \p From to \p To.
  bool isTakenBetween(const clang::FunctionDecl *F, const clang::Stmt *From, const clang::Stmt *To,
                      const clang::ValueDecl *Lock);

  /// A notify of \p Condition that some path reaches after \p Site in \p F, there
  /// or in a function called there; \p Through gets the call in \p F. Null if
  /// there is none.
  const NotifyPoint *notifyAfter(const clang::FunctionDecl *F, const clang::Stmt *Site,
                                 const clang::ValueDecl *Condition,
                                 const clang::Expr **Through = nullptr);

  /// Whether \p Condition is notified, in \p F or a function called there, where
  /// \p Lock is held or may have been taken since \p Site: at \p First, which
  /// comes after Site, or after it.
  bool isNotifiedWith(const clang::ValueDecl *Lock, const clang::FunctionDecl *F,
                      const clang::Stmt *Site, const clang::ValueDecl *Condition,
                      const clang::Expr *First);

  /// Whether \p Condition may be notified after \p Site in \p F, there, in its
  /// callers, or in code out of sight that is called on the way.
  bool mayBeNotifiedAfter(const clang::FunctionDecl *F, const clang::Stmt *Site,
                          const clang::ValueDecl *Condition, unsigned Depth = 0);

  /// As above, after the end of \p F only: in its callers, or by a local that goes out
  /// of scope.
  bool mayBeNotifiedAround(const clang::FunctionDecl *F, const clang::ValueDecl *Condition,
                           unsigned Depth = 0);

  enum class Notice { None, Maybe, Certain };
  /// Whether the call \p E in \p F notifies \p Condition: in sight, on some path, or
  /// perhaps in code out of sight.
  Notice noticeBy(const clang::Expr *E, const clang::FunctionDecl *F,
                  const clang::ValueDecl *Condition);

  /// \p C as those who call its function make it, by the call. They live as long as
  /// the table.
  llvm::SmallVector<const Change *, 2> throughCallers(const Change &C);

  struct CallSite {
    const clang::FunctionDecl *In;
    const clang::Expr *Call;
  };
  /// The calls of \p F in the unit.
  llvm::ArrayRef<CallSite> callersOf(const clang::FunctionDecl *F);

  /// Whether \p F itself is what a task runs.
  bool isTask(const clang::FunctionDecl *F);

  /// Whether \p F is \p Inner or calls it, directly or through others.
  bool reaches(const clang::FunctionDecl *F, const clang::FunctionDecl *Inner, unsigned Depth = 0);

private:
  void readRest();
  void readNotifies(const clang::FunctionDecl *F);
  const NotifyPoint *notifyIn(const clang::FunctionDecl *F, const clang::ValueDecl *Condition,
                              unsigned Depth);
  const NotifyPoint *notifyBy(const clang::Expr *E, const clang::FunctionDecl *F,
                              const clang::ValueDecl *Condition);
  bool isLoose(const clang::FunctionDecl *F) const;
  bool isOutOfSight(const clang::FunctionDecl *Callee) const;

  Unit &U;
  bool IsRead = false; ///< what follows Waits and Wrappers
  std::vector<WaitPoint> Waits;
  std::vector<NotifyPoint> Notifies;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<Change>> Changes;
  std::deque<Change> ThroughCallers;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<CallSite>> Callers;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<unsigned, 4>> NotifiesIn;
  /// The functions that run as tasks.
  llvm::DenseSet<const clang::FunctionDecl *> Tasks;
  /// Classes of the user's that wrap a condition variable.
  llvm::DenseSet<const clang::CXXRecordDecl *> Wrappers;
};

} // namespace leash::flow

#endif
