//===- ChannelWalk.h - follows channels through a function and its tasks --*- C++ -*-===//
//
// Walks the body of one function, of what it calls and of the tasks that it
// starts, path by path, and counts what each path sends to and receives from
// the channels that the function makes. Loops are walked once and multiplied.
// Only Unreceived.h is meant for checks.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_FLOW_CHANNELWALK_H
#define LEASH_FLOW_CHANNELWALK_H

#include "Flow/ChannelState.h"
#include "Flow/Unreceived.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>

namespace leash::flow {

struct Spawned;
class Unit;

/// One activation of a function: what its parameters and 'this' mean.
struct Frame {
  const clang::FunctionDecl *Function = nullptr;
  const Frame *Lexical = nullptr; ///< of a lambda: where it was written
  const Frame *Caller = nullptr;
  const Object *This = nullptr;
  llvm::SmallVector<const Object *, 4> Params;
  llvm::SmallVector<const clang::Expr *, 4> Args; ///< in the caller's words
  unsigned Task = 0;
};

/// What a condition tests, if the path leaves by it.
struct Mark {
  enum { Plain, Stop, Value, ByCount } Kind = Plain;
  const Object *Signal = nullptr; ///< of Stop; null: one that is not known
  unsigned Channel = 0;           ///< of Value
};

class ChannelWalk {
public:
  ChannelWalk(Unit &U, const clang::FunctionDecl *Root);
  /// Walks the root; what can stay unreceived.
  std::vector<Unreceived> run();
  /// Walks the life of an object of class \p Record, whose channels are fields.
  std::vector<Unreceived> runClass(const clang::CXXRecordDecl *Record);
  bool gaveUp() const { return Steps > MaxSteps; }

private:
  struct Split {
    States True, False;
    Mark Means;
  };
  /// What a loop changes that outlives one turn.
  struct Loop {
    llvm::DenseSet<const clang::ValueDecl *> Changes;
    const clang::Stmt *Body = nullptr;
  };
  struct Scope {
    llvm::SmallVector<const clang::VarDecl *, 4> Locals;
    llvm::SmallVector<std::pair<const clang::VarDecl *, unsigned>, 2> Channels;
  };

  // ChannelWalk.cpp: objects, channels, frames.
  const Object *resolve(const clang::Expr *E, const Frame &F);
  const Object *lift(const Object *O, const Frame &F);
  const unsigned *find(const Object *O) const;
  unsigned track(const Object *O, const clang::ValueDecl *D, const clang::CXXRecordDecl *Class,
                 const clang::Expr *Made, llvm::ArrayRef<const clang::Expr *> Args, const Frame &F);
  void trackFields(const Object *O, const clang::CXXRecordDecl *Record,
                   const clang::CXXConstructExpr *Construct, bool Shared, const Frame &F,
                   unsigned Depth);
  void escape(const Object *O, States &S);
  bool touches(const clang::Stmt *S, const Frame &F);
  Frame &newFrame(const clang::FunctionDecl *Function, const Frame *Lexical, const Frame &Caller);
  std::optional<Count> countOf(const clang::Expr *E, const Frame &F);
  const Symbol *symbol(const Object *O, bool IsSize, std::string Text);
  const ChannelSite *site(const clang::Expr *Call, const Frame &F, const clang::Expr *Whole);
  void noteReceive(unsigned Index, const ChannelSite *Here, unsigned Task) {
    Relieves[Index].insert(Task);
    if (!Channels[Index].Receive)
      Channels[Index].Receive = Here;
  }
  bool step(States &S);

  /// What was found, in the order in which it was.
  std::vector<Unreceived> take();

  // ChannelClasses.cpp
  States runMethod(const clang::CXXMethodDecl *Method, States In);
  void startThread(const Spawned &Thread, States &S);
  void callByOthers(const clang::CXXMethodDecl *Method, llvm::ArrayRef<State> Ends, States &S);

  // ChannelStatements.cpp
  /// The type of handle that \p T is or contains, if its destructor waits for the
  /// task; else null.
  const model::TypeEntry *joinsAtEnd(clang::QualType T);
  /// The paths through \p S of those that have not left yet.
  States exec(const clang::Stmt *S, const Frame &F, States In);
  States execLive(const clang::Stmt *S, const Frame &F, States In);
  States execCompound(const clang::CompoundStmt *S, const Frame &F, States In);
  States execIf(const clang::IfStmt *If, const Frame &F, States In);
  States execSwitch(const clang::SwitchStmt *Switch, const Frame &F, States In);
  States execTry(const clang::CXXTryStmt *Try, const Frame &F, States In);
  States leave(const clang::Expr *Value, Exit How, clang::SourceLocation Where, const Frame &F,
               States In);
  States declare(const clang::VarDecl *V, const Frame &F, States In);
  States construct(const clang::VarDecl *V, const clang::CXXConstructExpr *Construct,
                   const Frame &F, States In);
  States endScope(const Scope &Ends, const Frame &F, States In);

  // ChannelLoops.cpp
  States execLoop(const clang::Stmt *Whole, const Frame &F, States In);
  States execRangeLoop(const clang::CXXForRangeStmt *For, const Frame &F, States In);
  States repeat(States In, unsigned Task, std::optional<Count> Times, bool AtLeastOnce,
                llvm::function_ref<Split(States)> Test, llvm::function_ref<States(States)> Body);
  std::optional<Count> turnsOf(const clang::ForStmt *For, const Frame &F);
  Loop changesOf(const clang::Stmt *Whole);

  // ChannelConditions.cpp
  Split test(const clang::Expr *E, const Frame &F, States In);
  std::optional<bool> decide(const clang::Expr *E, const State &S);
  const Known *factOf(const clang::Expr *E, const State &S);
  std::optional<int64_t> armOf(const clang::Expr *E, const State &S);
  Mark meaningOf(const clang::Expr *E, const Frame &F);
  void apply(const Mark &M, State &S);
  void noteValue(const clang::VarDecl *V, const clang::Expr *Init, State &S);

  // ChannelCalls.cpp
  States eval(const clang::Expr *E, const Frame &F, States In);
  States evalChildren(const clang::Stmt *S, const Frame &F, States In);
  States evalCall(const clang::Expr *E, const Frame &F, States In, bool Awaited);
  States evalArgs(const CallView &Call, const Frame &F, States In);
  States operate(const ChannelOp &Op, const Frame &F, States In, const clang::Expr *Whole,
                 bool Blocks);
  States select(const CallView &Call, const Frame &F, States In, const clang::Expr *Whole);
  /// One state for each arm, of which \p Run does one.
  States select(llvm::ArrayRef<SelectArm> Arms, const Frame &F, States In, const clang::Expr *Whole,
                llvm::function_ref<States(const SelectArm &, States)> Run);
  States selectByHand(llvm::ArrayRef<SelectArm> Arms, const Frame &F, States In,
                      const clang::Expr *Whole);
  void armsOf(const clang::Expr *E, llvm::SmallVectorImpl<const clang::Expr *> &Out);
  States arm(const clang::Expr *E, const Frame &F, States In);
  std::optional<States> callBody(const CallView &Call, const Frame &F, States &In, bool Awaited);
  States enter(const clang::FunctionDecl *Body, Frame &Inner, States In);
  bool isActive(const clang::FunctionDecl *Body, const Frame &F);

  // ChannelGroups.cpp
  /// Begins the wait group or promise that \p V declares; false if it is none.
  bool beginGroup(const clang::VarDecl *V, const Frame &F, States &In);
  /// Begins the wait groups that are fields of what \p Constructor makes: until it
  /// returns, only its own tasks know them.
  States beginObject(const clang::CXXConstructorDecl *Constructor, const Frame &F, States In);
  unsigned trackGroup(const Object *O, const clang::ValueDecl *D, const clang::CXXRecordDecl *Class,
                      const clang::Expr *Made, llvm::ArrayRef<const clang::Expr *> Args,
                      const Frame &F);
  /// What a call does to a wait group, or to a future of a promise; nothing if it
  /// does something else.
  std::optional<States> count(const CallView &Call, const Frame &F, States &In);
  /// The promise that \p E gives the future of; null if it is none.
  const unsigned *promiseOf(const clang::Expr *E, const Frame &F);
  /// Whether a wait group with \p Index may be waited for at \p Wait before all that
  /// count it down have been started: in a loop that starts them.
  bool isBeforeLater(unsigned Index, const clang::Expr *Wait) const;
  /// The call by which a block of a 'try' that counts a wait group down may leave
  /// before it has done anything; null if none is known to throw.
  const clang::Expr *throwsFirst(const clang::Stmt *Block, const Frame &F);
  void judgeWait(const State &S, unsigned Index, const ChannelSite *Here);

  // ChannelCallbacks.cpp
  /// A lambda that something stands for, with the frame in which it is written.
  struct Carried {
    const clang::LambdaExpr *Lambda = nullptr; ///< null: not known
    const Frame *In = nullptr;
  };
  /// The lambda that \p E is or names, if it is written in a frame of this walk.
  Carried carried(const clang::Expr *E, const Frame &F);
  Carried carried(const clang::ValueDecl *D, const Frame &F);
  /// Whether \p Arg, handed to \p Callee, whose body is walked, is followed there by
  /// the parameter's name.
  bool goesAlong(const clang::Expr *Arg, const clang::FunctionDecl *Callee, const Frame &F);
  /// Notes where the paths through \p Callee, which got a lambda, end without having
  /// run it or given it to anybody. Where \p IsUsed, the caller looks at the result.
  void noteDropped(const clang::FunctionDecl *Callee, bool IsUsed, States &S);
  /// A lambda was run and has left a promise unset: perhaps it is run again.
  void noteRun(States &S);
  /// Whether \p E, a condition, asks if a lambda is there; it is.
  std::optional<bool> asksForCarried(const clang::Expr *E, const Frame &F);

  // ChannelTasks.cpp
  std::optional<States> spawn(const clang::Expr *E, const CallView &Call, const Frame &F,
                              States &In);
  /// The body that a callable runs, with its frame; null if that is not known.
  const clang::FunctionDecl *bodyOfTask(const clang::Expr *Callable,
                                        llvm::ArrayRef<const clang::Expr *> Bound, const Frame &F,
                                        Frame &Inner);
  void startTask(TaskRun Run, const clang::FunctionDecl *Body, Frame &Inner, States &S);
  /// Runs the lambda \p Callable some day; false if it is none.
  bool startCallback(const clang::Expr *Callable, const Frame &F, States &S);
  void startOperation(const ChannelOp &Op, const Frame &F, States &S);
  void join(const Object *Handle, clang::SourceLocation Where, Unreceived::Consequence What,
            unsigned Task, States &S);
  void bind(Frame &Inner, llvm::ArrayRef<const clang::Expr *> Args, const Frame &F);
  const clang::FunctionDecl *bodyOf(const clang::FunctionDecl *Callee, bool Coroutine);

  // ChannelJudge.cpp
  /// The variable or field that holds the handle \p O, an element perhaps.
  static const Object *holderOf(const Object *O);
  struct Side {
    Count Sends, Receives;
    const ChannelSite *Send = nullptr;
    const ChannelSite *Receive = nullptr;
    clang::SourceLocation LeftAt;
    const TaskRun *Sender = nullptr;
    const TaskRun *Receiver = nullptr;
    unsigned Senders = 0; ///< parties that send; two stands for more
  };
  Side sideOf(const TaskRun &Run, const State &Owner, unsigned Index);
  Side pathSide(const State &Path, const State &Owner, unsigned Index);
  /// Whether what \p T sends by selects may wait for ever: no other arm gets
  /// anything.
  bool staysInSelect(const Tally &T, const State &Path, const State &Owner);
  bool isPossible(const State &Path, const TaskRun &Run, const State &Owner, unsigned Index);
  void judge(const State &S, unsigned Index, Unreceived::Consequence What,
             clang::SourceLocation Where, const Object *Handle);

  void dedupe(States &S);

  static constexpr unsigned MaxSteps = 6000;
  static constexpr unsigned MaxStates = 48;
  static constexpr unsigned MaxDepth = 12;

  Unit &U;
  const clang::FunctionDecl *Root;
  std::deque<Frame> Frames;
  std::deque<Channel> Channels;
  std::shared_ptr<UnreceivedStore> Store = std::make_shared<UnreceivedStore>();
  llvm::DenseMap<const Object *, unsigned> Bound;
  llvm::DenseMap<const Object *, llvm::SmallVector<const Object *, 2>> Carries;
  llvm::DenseSet<const Object *> Roots;
  llvm::SmallVector<std::pair<const clang::ValueDecl *, unsigned>, 4> Values;
  llvm::SmallVector<const Loop *, 4> Loops;
  llvm::SmallVector<Scope *, 8> Scopes;
  llvm::DenseMap<const clang::Expr *, Unreceived> Found;
  std::vector<const clang::Expr *> Order;
  /// The tasks that receive from a channel or close it.
  llvm::DenseMap<unsigned, llvm::SmallDenseSet<unsigned, 4>> Relieves;
  bool IsClass = false; ///< walks the life of an object
  bool IsProbe = false; ///< only asks what a method can do
  /// The channels that callers of methods, who are out of sight, receive from.
  llvm::DenseSet<unsigned> OthersReceive;
  const clang::Expr *Unused = nullptr; ///< the statement that is walked
  unsigned Steps = 0;
  unsigned Tasks = 0;
  unsigned Depth = 0;
  unsigned LoopsAround = 0;
};

/// The call by which 'make_shared' and its kind, or 'new', makes what \p E, which
/// may be null, points to; null if it does not.
const clang::Expr *makesPointee(const clang::Expr *E);

} // namespace leash::flow

#endif
