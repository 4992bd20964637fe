//===- Wakers.cpp - what wakes a task when it is told to stop -------------===//
#include "Flow/Wakers.h"
#include "Flow/Channels.h"
#include "Flow/Descriptors.h"
#include "Flow/HandMade.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Support/CallView.h"

using namespace clang;

namespace leash::flow {

using model::BlockClass;
using model::CallRole;

Wakers::Wakers(Unit &U) : U(U), Table(U.waits()) {}

/// Calls \p Visit with \p F, those who call it and all that these call, until
/// it returns true.
bool Wakers::around(const FunctionDecl *F, llvm::function_ref<bool(const FunctionDecl *)> Visit) {
  if (!F)
    return false;
  for (const FunctionDecl *G : U.functions()) {
    bool IsOne = G == F || Table.reaches(G, F) || Table.reaches(F, G);
    if (!IsOne)
      for (const FunctionDecl *Caller : U.functions())
        IsOne |= Table.reaches(Caller, F, 3) && Table.reaches(Caller, G, 2);
    if (IsOne && Visit(G))
      return true;
  }
  return false;
}

/// Whether \p Method makes an exception, which wakes nobody.
static bool makesException(const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent();
  if (!llvm::isa<CXXConstructorDecl>(Method) || !Class->hasDefinition())
    return false;
  return !Class->forallBases([](const CXXRecordDecl *Base) {
    return !Base->isInStdNamespace() || !Base->getIdentifier() || Base->getName() != "exception";
  });
}

/// Whether \p Call only writes a message: it gets a text, and what to fill in.
static bool isPrint(const CallView &Call) {
  return Call.Callee->isVariadic() && llvm::any_of(Call.Args, [](const Expr *Arg) {
           return llvm::isa<StringLiteral>(Arg->IgnoreParenImpCasts());
         });
}

/// Whether the call \p E in \p F comes after the join only: in the function that
/// joins, or in one that calls that.
bool Wakers::isTooLate(const FunctionDecl *F, const Expr *E, const StopOrder &Order) {
  const Paths *Ways = Order.Join ? U.paths(F) : nullptr;
  if (!Ways)
    return false;
  if (F == Order.In)
    return !Ways->leads(E, Order.Join);
  bool CallsIt = false;
  for (const Expr *Other : U.facts().of(F).Calls)
    if (std::optional<CallView> Call = CallView::of(Other);
        Call->Callee && Call->Callee->getDefinition() == Order.In) {
      CallsIt = true;
      if (Other != E && Ways->leads(E, Other))
        return false;
    }
  return CallsIt;
}

/// Whether \p F calls something whose body is not in sight, and that no model
/// speaks of: it may wake anybody.
bool Wakers::callsUnknown(const FunctionDecl *F, const StopOrder &Order) {
  return llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    if (isTooLate(F, E, Order))
      return false;
    if (!Call->Callee)
      return llvm::isa<CallExpr>(E);
    if (isPrint(*Call))
      return false;
    // A member that the model of its class does not name wakes nobody.
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call->Callee);
        Method && (U.models().type(Method->getParent()) || makesException(Method)))
      return false;
    const SourceManager &Sources = U.context().getSourceManager();
    return !U.bodyOf(Call->Callee) && !U.models().isModelled(Call->Callee) &&
           !U.models().state(*Call) && !Call->Callee->getBuiltinID() &&
           !Call->Callee->isImplicit() && !Call->Callee->isDefaulted() &&
           !Sources.isInSystemHeader(Sources.getExpansionLoc(Call->Callee->getLocation()));
  });
}

bool Wakers::isNotifiedAround(const StopOrder &Order, const ValueDecl *Condition) {
  return around(Order.In, [&](const FunctionDecl *G) {
    return callsUnknown(G, Order) || llvm::any_of(Table.notifies(), [&](const NotifyPoint &N) {
             return N.In == G && N.Condition == Condition;
           });
  });
}

/// Whether \p Order may end the wait \p W on a condition variable.
bool Wakers::endsPoint(const StopOrder &Order, const WaitPoint &W) {
  if (W.IsBounded || !W.Until.IsWhole)
    return true;
  if (std::optional<CallView> Call = CallView::of(W.Call); Call && Call->Callee)
    if (const model::CallEntry *Entry = U.models().call(*Call);
        Entry && Entry->StoppedBy &&
        (Entry->StoppedBy->Kind != model::Operand::Task || Order.Interrupts))
      return true;
  if ((Order.Flag && W.Until.of(Order.Flag)) || W.Until.All.empty()) {
    if (!Order.In)
      return false;
    return Order.Site && !Order.AtEnd ? Table.mayBeNotifiedAfter(Order.In, Order.Site, W.Condition)
                                      : isNotifiedAround(Order, W.Condition);
  }
  return around(Order.In, [&](const FunctionDecl *G) {
    return callsUnknown(G, Order) || llvm::any_of(W.Until.All, [&](const Test &T) {
             return llvm::any_of(Table.changesOf(T.What), [&](const Change &Other) {
               bool Lasts = !Order.AtEnd || Other.To.Kind != Becoming::More;
               return Other.In == G && Lasts && Other.To.mayBring(T.Wanted);
             });
           });
  });
}

bool Wakers::mayReach(const StopOrder &Order, const ValueDecl *Channel, bool Lasting) {
  return around(Order.In, [&](const FunctionDecl *G) {
    return callsUnknown(G, Order) || llvm::any_of(U.facts().of(G).Calls, [&](const Expr *E) {
             std::optional<CallView> View = CallView::of(E);
             if (!View->Callee)
               return false;
             const Expr *On = nullptr;
             if (const model::CallEntry *Entry = U.models().call(*View)) {
               if (Entry->Role != CallRole::Close &&
                   (Entry->Role != CallRole::RequestStop || Lasting) &&
                   (Entry->Role != CallRole::Send || Order.AtEnd))
                 return false;
               On = model::Resolver::operand(*View, model::Resolver::on(*Entry, *View));
               // A stop that is asked of the task is the order itself.
               if (On && !channelClass(U, On->getType()) && Entry->Role == CallRole::RequestStop)
                 return false;
             } else {
               const auto *Method = llvm::dyn_cast<CXXMethodDecl>(View->Callee);
               const HandMadeChannel *Own =
                   Method && View->Object ? U.handMade().of(Method->getParent()) : nullptr;
               const ChannelMethod *What = Own ? Own->method(Method) : nullptr;
               if (!What || What->Role == CallRole::Receive ||
                   (What->Role == CallRole::Send && Order.AtEnd))
                 return false;
               On = View->Object;
             }
             const Object *O = On ? U.objects().of(On, G) : nullptr;
             const ValueDecl *D = O ? stateOf(O->base()) : nullptr;
             return !D || !Channel || D == Channel || llvm::isa<ParmVarDecl>(D);
           });
  });
}

/// Whether \p Call, whose body is not in sight, is a function of the system's that
/// gets a descriptor or a thread and may end a wait of \p D: it gets more than
/// that, or it closes the other end.
bool Wakers::mayWake(const CallView &Call, const Descriptors &D, const FunctionDecl *In) {
  auto IsNumber = [&](const Expr *Arg) {
    return Arg->IgnoreParenImpCasts()->getType()->isIntegerType() && !U.models().constant(Arg);
  };
  if (U.bodyOf(Call.Callee) || U.models().state(Call) || !Call.Callee->isExternC() ||
      Call.Callee->getBuiltinID() || llvm::none_of(Call.Args, IsNumber))
    return false;
  const Object *O = Call.Args.size() == 1 ? U.objects().of(Call.Args.front(), In) : nullptr;
  return Call.Args.size() != 1 ||
         (D.SeesHangUp && (!O || O->isElement() || !llvm::is_contained(D.All, stateOf(O))));
}

/// Collects the fields that \p E names; of the variable of a range-for those that the
/// range names.
static void fieldsOf(const Stmt *E, llvm::SmallPtrSetImpl<const ValueDecl *> &Out,
                     unsigned Depth = 0) {
  constexpr unsigned MaxDepth = 12;
  if (!E || Depth == MaxDepth || llvm::isa<LambdaExpr>(E))
    return;
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(E);
      Member && llvm::isa<FieldDecl>(Member->getMemberDecl())) {
    Out.insert(Member->getMemberDecl());
    return;
  }
  if (const auto *Ref = llvm::dyn_cast<DeclRefExpr>(E)) {
    const auto *V = llvm::dyn_cast<VarDecl>(Ref->getDecl());
    if (V && (V->isCXXForRangeDecl() || V->isImplicit()))
      fieldsOf(V->getInit(), Out, Depth + 1);
    return;
  }
  for (const Stmt *Child : E->children())
    fieldsOf(Child, Out, Depth + 1);
}

/// Whether \p Call, which shuts a descriptor down, gets another one than those of \p D,
/// which do not see the end of a peer: a connection, say, while the task accepts.
static bool shutsOther(const CallView &Call, const model::CallEntry &Entry, const Descriptors &D) {
  if (D.SeesHangUp || Entry.Role != CallRole::Close || !Call.Callee->isExternC())
    return false;
  const Expr *On = model::Resolver::operand(Call, model::Resolver::on(Entry, Call));
  llvm::SmallPtrSet<const ValueDecl *, 2> Fields;
  fieldsOf(On, Fields);
  return Fields.size() == 1 && !llvm::is_contained(D.All, *Fields.begin());
}

/// Whether anything may end a wait for the network around \p Order: a shutdown,
/// a connection or a message to oneself, a signal. A close of the descriptor
/// does not (Linux: close(2), "any system calls blocked ... may not be woken").
bool Wakers::endsNetwork(const StopOrder &Order, const Effect &Wait) {
  Descriptors Looked = descriptorsOf(U, Wait, Order.Task);
  if (!Looked.areKnown())
    return true; // who else has one is not known
  return around(Order.In, [&](const FunctionDecl *G) {
    return callsUnknown(G, Order) || llvm::any_of(U.facts().of(G).Calls, [&](const Expr *E) {
             std::optional<CallView> View = CallView::of(E);
             if (!View->Callee || View->Callee->isImplicit())
               return false;
             if (const model::CallEntry *Entry = U.models().call(*View))
               return (Entry->Role == CallRole::Close && !shutsOther(*View, *Entry, Looked)) ||
                      Entry->Role == CallRole::Send ||
                      (Entry->Role == CallRole::RequestStop &&
                       Entry->Wakes != model::Wakes::None) ||
                      (Entry->Class == BlockClass::Network && &*E != Wait.Site &&
                       G != Wait.innermost().In);
             return mayWake(*View, Looked, G);
           });
  });
}

/// Whether anything may end a wait for a semaphore, an event and their kind around
/// \p Order: what counts it down, or sets it.
bool Wakers::endsCount(const StopOrder &Order, const Effect &Wait) {
  const ValueDecl *Counted = Wait.On && !Wait.On->isElement() ? stateOf(Wait.On) : nullptr;
  if (!Counted || llvm::isa<ParmVarDecl>(Counted))
    return true;
  const model::TypeEntry *Type = U.models().type(Counted->getType());
  if (!Type || Type->Role != model::TypeRole::WaitGroup)
    return true; // behind a pointer, it may be another one's, too
  return around(Order.In, [&](const FunctionDecl *G) {
    return callsUnknown(G, Order) || llvm::any_of(U.facts().of(G).Calls, [&](const Expr *E) {
             std::optional<CallView> View = CallView::of(E);
             const model::CallEntry *Entry = View->Callee ? U.models().call(*View) : nullptr;
             if (!Entry || Entry->Role == CallRole::Block || Entry->Role == CallRole::Wait)
               return false;
             const Expr *On = model::Resolver::operand(*View, model::Resolver::on(*Entry, *View));
             const Object *O = On ? U.objects().of(On, G) : nullptr;
             const ValueDecl *D = stateOf(O);
             bool IsOther = O && O->kind() == Object::Kind::This; // a thread of its own
             return On && !IsOther && (!D || D == Counted || llvm::isa<ParmVarDecl>(D)) &&
                    !isTooLate(G, E, Order);
           });
  });
}

const Expr *Wakers::closeOf(const StopOrder &Order, const Effect &Wait) {
  Descriptors Looked = descriptorsOf(U, Wait, Order.Task);
  const Expr *Found = nullptr;
  around(Order.In, [&](const FunctionDecl *G) {
    for (const Expr *E : U.facts().of(G).Calls) {
      std::optional<CallView> View = CallView::of(E);
      if (!View->Callee || !View->Callee->isExternC() || View->Args.size() != 1 ||
          U.bodyOf(View->Callee) || U.models().isModelled(View->Callee) || isTooLate(G, E, Order))
        continue;
      const Object *O = U.objects().of(View->Args.front(), G);
      if (O && llvm::is_contained(Looked.All, stateOf(O))) {
        Found = E;
        return true;
      }
    }
    return false;
  });
  return Found;
}

bool Wakers::mayEnd(const StopOrder &Order, const Loop &L, const LoopCall &Call,
                    const Effect &Wait) {
  bool AnyPoint = false;
  const FunctionDecl *Callee = Call.Callee ? Call.Callee->getDefinition() : nullptr;
  for (const WaitPoint &W : Table.waits()) {
    if (W.Call != Call.E && !(Callee && Table.reaches(Callee, W.In)))
      continue;
    AnyPoint = true;
    if (endsPoint(Order, W))
      return true;
  }
  if (AnyPoint)
    return false;
  if (Wait.Class == BlockClass::Network)
    return endsNetwork(Order, Wait);
  if (Wait.Class == BlockClass::Wait)
    return endsCount(Order, Wait);
  if (Wait.Class != BlockClass::Channel || !Call.On)
    return true;
  const Object *On = inStarter(U, Call.On, L.In, Order.Task);
  const ValueDecl *Channel = On ? stateOf(On->base()) : nullptr;
  return mayReach(Order, Channel && !llvm::isa<ParmVarDecl>(Channel) ? Channel : nullptr);
}

} // namespace leash::flow
