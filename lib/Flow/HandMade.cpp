//===- HandMade.cpp - channels that users write themselves ----------------===//
#include "Flow/HandMade.h"
#include "Flow/Classes.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace leash::flow {

using model::Bound;
using model::CallRole;

const ChannelMethod *HandMadeChannel::method(const FunctionDecl *F) const {
  const auto *Method =
      llvm::dyn_cast_or_null<CXXMethodDecl>(F && F->getDefinition() ? F->getDefinition() : F);
  auto Known = Method ? Methods.find(Method) : Methods.end();
  return Known == Methods.end() ? nullptr : &Known->second;
}

bool HandMadeChannel::has(CallRole Role) const {
  return llvm::any_of(Methods, [&](const auto &M) { return M.second.Role == Role; });
}

/// Whether it can be used as a channel at all.
static bool isUsable(const HandMadeChannel &Channel) {
  bool Waits = llvm::any_of(Channel.Methods, [](const auto &M) {
    return M.second.Role != CallRole::Close && M.second.HowLong != Bound::Never;
  });
  return Waits && Channel.has(CallRole::Send) && Channel.has(CallRole::Receive);
}

const HandMadeChannel *HandMadeTable::of(const CXXRecordDecl *Record) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isLambda() || Record->isDependentContext())
    return nullptr;
  if (auto Known = Table.find(Record); Known != Table.end())
    return Known->second.get();
  Table[Record] = nullptr; // a method may ask for its own class
  std::unique_ptr<HandMadeChannel> Found;
  const SourceManager &Sources = U.context().getSourceManager();
  if (!Sources.isInSystemHeader(Record->getLocation()) && !U.models().type(Record)) {
    Found = byBodies(Record);
    if (!Found)
      Found = bySignatures(Record);
  }
  return (Table[Record] = std::move(Found)).get();
}

//===----------------------------------------------------------------------===//
// By what the bodies do
//===----------------------------------------------------------------------===//

/// The field of \p Record among \p W's tests that is to become \p Wanted, with
/// what it is compared with. A size that is to differ from a number is to become
/// less: a queue is full or it is not.
/// That of \p Counter, a number of items, also says it by being zero or not.
static const Test *itemsTest(const CXXRecordDecl *Record, const WaitPoint &W,
                             Becoming::KindT Wanted, const FieldDecl *Counter = nullptr) {
  for (const Test &T : W.Until.All)
    if (const auto *Field = llvm::dyn_cast<FieldDecl>(T.What);
        Field && Field->getParent() == Record && (!Counter || Field == Counter) &&
        (T.Wanted.Kind == Wanted ||
         (Counter && Wanted == Becoming::More && T.Wanted.Kind == Becoming::True) ||
         (Wanted == Becoming::Less && T.Wanted.Kind == Becoming::Other && T.Against)))
      return &T;
  return nullptr;
}

/// Whether a value of type \p T is there or is not: an optional, a pointer, a flag.
static bool isSlot(QualType T) {
  T = T.getNonReferenceType();
  if (T->isBooleanType() || T->isPointerType())
    return true;
  const auto *Class =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
         (Class->getName() == "optional" || Class->getName() == "unique_ptr" ||
          Class->getName() == "shared_ptr");
}

struct HandMadeTable::Body {
  const CXXMethodDecl *Method;
  std::vector<WaitPoint> Waits;
  std::vector<Change> Changes;

  bool changes(const ValueDecl *What, Becoming::KindT To) const {
    return llvm::any_of(Changes,
                        [&](const Change &C) { return C.What == What && C.To.Kind == To; });
  }
  /// A wait that ends when \p What becomes \p Wanted; null if there is none.
  const WaitPoint *waitsFor(const ValueDecl *What, Becoming::KindT Wanted) const {
    for (const WaitPoint &W : Waits)
      if (const Test *T = W.Until.of(What); T && T->Wanted.Kind == Wanted)
        return &W;
    return nullptr;
  }
};

/// One place for one value: who waits until it is taken fills it, who waits until
/// it is filled takes it. A sender that then waits until it has been taken meets
/// its receiver.
bool HandMadeTable::readSlot(HandMadeChannel &Channel, llvm::ArrayRef<Body> Bodies, Closers &Ends) {
  auto Turns = [](const Body &B, const ValueDecl *What, Becoming::KindT From, Becoming::KindT To) {
    return B.waitsFor(What, From) && !B.waitsFor(What, To) && !B.changes(What, From) &&
           llvm::any_of(B.Changes, [&](const Change &C) { return C.What == What; });
  };
  auto Takes = [&](const Body &B, const ValueDecl *What) {
    return Turns(B, What, Becoming::True, Becoming::False);
  };
  auto Fills = [&](const Body &B, const ValueDecl *What) {
    return Turns(B, What, Becoming::False, Becoming::True);
  };
  for (const FieldDecl *Field : Channel.Class->fields())
    if (isSlot(Field->getType()) &&
        llvm::any_of(Bodies, [&](const Body &B) { return Takes(B, Field); }) &&
        llvm::any_of(Bodies, [&](const Body &B) { return Fills(B, Field); })) {
      Channel.Items = Field;
      break;
    }
  if (!Channel.Items)
    return false;
  Channel.IsBounded = true;
  Channel.Capacity = 1;
  for (const Body &B : Bodies) {
    bool Sends = Fills(B, Channel.Items);
    if (!Sends && !Takes(B, Channel.Items))
      continue;
    ChannelMethod &M = Channel.Methods[B.Method];
    M.Role = Sends ? CallRole::Send : CallRole::Receive;
    M.HowLong = Bound::Unbounded;
    for (const WaitPoint &W : B.Waits) {
      if (!W.Until.of(Channel.Items))
        continue;
      if (W.IsBounded)
        M.HowLong = Bound::Bounded;
      noteEnds(Channel, M, W, Ends);
      const Paths *Ways = Sends && !W.IsBounded ? U.paths(B.Method) : nullptr;
      for (const Change &C : B.Changes)
        if (Ways && C.What == Channel.Items && C.Site && Ways->leads(C.Site, W.Call) &&
            !Ways->leads(W.Call, C.Site))
          Channel.Capacity = 0;
    }
  }
  return true;
}

/// The number of the items of a ring that counts them: who waits until it is not zero
/// takes one, who waits until it is not the capacity adds one. Null if there is none.
const FieldDecl *HandMadeTable::counterOf(const CXXRecordDecl *Record,
                                          llvm::ArrayRef<Body> Bodies) {
  for (const FieldDecl *Field : Record->fields()) {
    if (!Field->getType()->isIntegerType() || Field->getType()->isBooleanType())
      continue;
    auto Does = [&](Becoming::KindT Waits, Becoming::KindT Changes) {
      return llvm::any_of(Bodies, [&](const Body &B) {
        return B.changes(Field, Changes) && llvm::any_of(B.Waits, [&](const WaitPoint &W) {
                 return itemsTest(Record, W, Waits, Field);
               });
      });
    };
    if (Does(Becoming::More, Becoming::Less) && Does(Becoming::Less, Becoming::More))
      return Field;
  }
  return nullptr;
}

/// What else than an item ends the wait \p W of \p M.
void HandMadeTable::noteEnds(const HandMadeChannel &Channel, ChannelMethod &M, const WaitPoint &W,
                             Closers &Ends) {
  const Test *Of = W.Until.of(Channel.Items);
  const ValueDecl *Limit = Of && Of->Against ? stateOf(Of->Against) : nullptr;
  for (const Test &Other : W.Until.All)
    if (Other.What != Channel.Items && Other.What != Limit && llvm::isa<FieldDecl>(Other.What)) {
      M.EndsByClose = true;
      Ends.emplace_back(Other.What, Other.Wanted);
    }
}

std::unique_ptr<HandMadeChannel> HandMadeTable::byBodies(const CXXRecordDecl *Record) {
  auto Channel = std::make_unique<HandMadeChannel>();
  Channel->Class = Record;
  std::vector<Body> Bodies;
  bool AnyWait = false;
  for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
    if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
      continue;
    Bodies.push_back({Method, waitsIn(U, Method), changesIn(U, Method)});
    AnyWait |= !Bodies.back().Waits.empty();
  }
  if (!AnyWait)
    return nullptr;
  // The container: what a method waits for and then takes from.
  const Expr *Limit = nullptr;
  for (const Body &B : Bodies)
    for (const WaitPoint &W : B.Waits)
      if (const Test *T = itemsTest(Record, W, Becoming::More);
          T && B.changes(T->What, Becoming::Less))
        Channel->Items = llvm::cast<FieldDecl>(T->What);
  Closers Ends;
  const FieldDecl *Counter = Channel->Items ? nullptr : counterOf(Record, Bodies);
  if (Counter)
    Channel->Items = Counter;
  if (!Channel->Items && !readSlot(*Channel, Bodies, Ends))
    return nullptr;
  for (const Body &B : Bodies) {
    if (Channel->Methods.contains(B.Method))
      continue;
    bool Adds = B.changes(Channel->Items, Becoming::More);
    bool Takes = B.changes(Channel->Items, Becoming::Less);
    if (Adds == Takes)
      continue;
    ChannelMethod M;
    M.Role = Adds ? CallRole::Send : CallRole::Receive;
    for (const WaitPoint &W : B.Waits) {
      const Test *T = itemsTest(Record, W, Adds ? Becoming::Less : Becoming::More, Counter);
      if (!T || T->What != Channel->Items)
        continue;
      M.HowLong = W.IsBounded ? Bound::Bounded : Bound::Unbounded;
      if (Adds) {
        Channel->IsBounded = true;
        Limit = T->Against;
      }
      noteEnds(*Channel, M, W, Ends);
    }
    Channel->Methods[B.Method] = M;
  }
  for (const Body &B : Bodies)
    for (const Change &C : B.Changes)
      for (const auto &[What, Wanted] : Ends)
        if (C.What == What && C.To.Kind != Becoming::Other && C.To.mayBring(Wanted) &&
            !Channel->Methods.contains(B.Method))
          Channel->Methods[B.Method].Role = CallRole::Close;
  if (!isUsable(*Channel))
    return nullptr;
  if (Channel->IsBounded && !Channel->Capacity)
    findCapacity(*Channel, Limit);
  return Channel;
}

//===----------------------------------------------------------------------===//
// By signatures
//===----------------------------------------------------------------------===//

static QualType plainType(QualType T) {
  return T.getNonReferenceType().getUnqualifiedType().getCanonicalType();
}

/// Whether \p T is \p Element, or a template over it such as an optional.
static bool holds(QualType T, QualType Element) {
  T = plainType(T);
  if (T == Element)
    return true;
  const auto *Special =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return Special && Special->getTemplateArgs().size() > 0 &&
         Special->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
         plainType(Special->getTemplateArgs()[0].getAsType()) == Element;
}

std::unique_ptr<HandMadeChannel> HandMadeTable::bySignatures(const CXXRecordDecl *Record) {
  const auto *Special = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!Special || Special->getTemplateArgs().size() == 0 ||
      Special->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  QualType Element = plainType(Special->getTemplateArgs()[0].getAsType());
  auto Channel = std::make_unique<HandMadeChannel>();
  Channel->Class = Record;
  for (const CXXMethodDecl *Method : U.classes().methods(Record)) {
    if (llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Method) || Method->isConst() ||
        Method->getAccess() != AS_public || Method->isOverloadedOperator())
      continue;
    bool Waits = false, Locks = false, Wakes = false;
    for (const Effect *E : U.flow(Method).Outside.Effects) {
      Waits |= E->What == Effect::Kind::Blocks && E->innermost().Role == CallRole::Wait &&
               E->HowLong == Bound::Unbounded;
      Locks |= E->What == Effect::Kind::Acquires;
      Wakes |= E->What == Effect::Kind::Satisfies;
    }
    if (!Locks)
      continue;
    ChannelMethod M;
    M.HowLong = Waits ? Bound::Unbounded : Bound::Never;
    unsigned Count = Method->getNumParams();
    QualType First = Count == 1 ? Method->getParamDecl(0)->getType() : QualType();
    bool TakesReference = !First.isNull() && First->isLValueReferenceType() &&
                          !First.getNonReferenceType().isConstQualified();
    if (Count == 1 && plainType(First) == Element)
      M.Role = TakesReference ? CallRole::Receive : CallRole::Send;
    else if (Count == 0 && !Method->getReturnType()->isReferenceType() &&
             holds(Method->getReturnType(), Element))
      M.Role = CallRole::Receive;
    else if (Count == 0 && Method->getReturnType()->isVoidType() && Wakes && !Waits)
      M.Role = CallRole::Close;
    else
      continue;
    Channel->Methods[Method] = M;
    Channel->IsBounded |= M.Role == CallRole::Send && Waits;
  }
  if (!isUsable(*Channel))
    return nullptr;
  for (auto &Entry : Channel->Methods)
    Entry.second.EndsByClose =
        Entry.second.HowLong != Bound::Never && Channel->has(CallRole::Close);
  if (Channel->IsBounded)
    findCapacity(*Channel, nullptr);
  return Channel;
}

//===----------------------------------------------------------------------===//
// Capacity
//===----------------------------------------------------------------------===//

/// \p Limit is what a send compares with the number of items; null if that is
/// not in sight.
void HandMadeTable::findCapacity(HandMadeChannel &Channel, const Expr *Limit) {
  if (Limit)
    if (std::optional<int64_t> Constant = U.models().constant(Limit)) {
      Channel.Capacity = *Constant;
      return;
    }
  const auto *Field = llvm::dyn_cast_or_null<FieldDecl>(Limit ? stateOf(Limit) : nullptr);
  for (const CXXConstructorDecl *Constructor : Channel.Class->ctors()) {
    if (Constructor->isCopyOrMoveConstructor())
      continue;
    const FunctionDecl *Body = Constructor->getDefinition();
    for (const ParmVarDecl *P : (Body ? Body : Constructor)->parameters()) {
      if (!P->getType()->isIntegerType())
        continue;
      if (Field && Body) {
        bool Sets = llvm::any_of(
            llvm::cast<CXXConstructorDecl>(Body)->inits(), [&](const CXXCtorInitializer *Init) {
              return Init->getMember() == Field && stateOf(Init->getInit()) == P;
            });
        if (!Sets)
          continue;
      }
      Channel.CapacityArg = P->getFunctionScopeIndex();
      if (P->hasDefaultArg() && !P->hasUninstantiatedDefaultArg() && !P->hasUnparsedDefaultArg())
        if (std::optional<int64_t> Value = U.models().constant(P->getDefaultArg()))
          Channel.DefaultCapacity = *Value;
      return;
    }
  }
  if (Field && Field->hasInClassInitializer())
    if (const Expr *Init = Field->getInClassInitializer())
      if (std::optional<int64_t> Value = U.models().constant(Init))
        Channel.Capacity = *Value;
}

} // namespace leash::flow
