//===- Channels.cpp - what a call does to a channel -----------------------===//
#include "Flow/Channels.h"
#include "Flow/HandMade.h"
#include "Flow/Unit.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;
using model::TypeRole;

/// \p Record as a channel of the user's own; null if it is none. A class without
/// a lock or a condition of its own is not looked at.
static const HandMadeChannel *handMade(Unit &U, const CXXRecordDecl *Record) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Record->isInStdNamespace() || Record->isDependentContext())
    return nullptr;
  bool HasLock = llvm::any_of(Record->fields(), [&](const FieldDecl *Field) {
    const CXXRecordDecl *Class = pointeeClass(Field->getType());
    const model::TypeEntry *Type = Class ? U.models().type(Class) : nullptr;
    return Type && (Type->Role == TypeRole::Lock || Type->Role == TypeRole::Condition);
  });
  return HasLock ? U.handMade().of(Record) : nullptr;
}

/// What \p Call does to a channel of the user's own.
static std::optional<ChannelOp> handMadeOp(Unit &U, const CallView &Call) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Call.Callee);
  if (!Method || !Call.Object || Method->isStatic())
    return std::nullopt;
  const HandMadeChannel *Channel = handMade(U, Method->getParent());
  const ChannelMethod *Does = Channel ? Channel->method(Method) : nullptr;
  if (!Does)
    return std::nullopt;
  ChannelOp Op;
  Op.Call = Call.Whole;
  Op.On = Call.Object->IgnoreParenImpCasts();
  Op.HowLong = Does->HowLong;
  Op.Tells = true;
  switch (Does->Role) {
  case CallRole::Send:
    Op.What = ChannelOp::Kind::Send;
    break;
  case CallRole::Receive:
    Op.What = ChannelOp::Kind::Receive;
    break;
  case CallRole::Close:
    Op.What = ChannelOp::Kind::Close;
    Op.WakesSenders = llvm::all_of(Channel->Methods, [](const auto &M) {
      return M.second.Role != CallRole::Send || M.second.HowLong != model::Bound::Unbounded ||
             M.second.EndsByClose;
    });
    break;
  default:
    return std::nullopt;
  }
  return Op;
}

std::optional<ChannelOp> channelOp(Unit &U, const CallView &Call) {
  if (!Call.Callee)
    return std::nullopt;
  const model::CallEntry *Entry = U.models().call(Call);
  if (!Entry)
    return handMadeOp(U, Call);
  ChannelOp Op;
  switch (Entry->Role) {
  case CallRole::Send:
    Op.What = ChannelOp::Kind::Send;
    break;
  case CallRole::Receive:
    Op.What = ChannelOp::Kind::Receive;
    break;
  case CallRole::Close:
    Op.What = ChannelOp::Kind::Close;
    Op.WakesSenders =
        !Entry->Wakes || *Entry->Wakes == model::Wakes::All || *Entry->Wakes == model::Wakes::One;
    break;
  case CallRole::RequestStop:
    Op.What = ChannelOp::Kind::Cancel;
    break;
  default:
    return std::nullopt;
  }
  Op.Call = Call.Whole;
  Op.On = model::Resolver::operand(Call, model::Resolver::on(*Entry, Call));
  // A member of a base class sees the base only.
  if (Op.On)
    Op.On = Op.On->IgnoreParenImpCasts();
  if (!Op.On || !channelClass(U, Op.On->getType()))
    return std::nullopt;
  Op.HowLong = U.models().bound(*Entry, Call);
  Op.Succeeds = Entry->Succeeds;
  if (Entry->Closed) {
    switch (Entry->Closed->By) {
    case model::ClosedBy::Status:
    case model::ClosedBy::Error:
      Op.Succeeds = model::Success::Zero;
      Op.Tells = true;
      break;
    case model::ClosedBy::Throw:
      Op.Throws = true;
      break;
    case model::ClosedBy::End:
    case model::ClosedBy::Never:
      break;
    default:
      Op.Tells = true;
      break;
    }
  }
  if (Entry->Blocks == model::Blocked::Coroutine && !Entry->Attempt &&
      Op.HowLong == model::Bound::Never) {
    Op.Deferred = true;
    Op.HowLong = model::Bound::Unbounded;
  }
  return Op;
}

const CXXRecordDecl *pointeeClass(QualType T) {
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return nullptr;
  // std::shared_ptr<T> and its kind: the first argument of a template of std
  // that has an operator->.
  const auto *Pointer = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (Pointer && Pointer->isInStdNamespace() && Pointer->getTemplateArgs().size() &&
      Pointer->getTemplateArgs()[0].getKind() == TemplateArgument::Type &&
      (Pointer->getName() == "shared_ptr" || Pointer->getName() == "unique_ptr" ||
       Pointer->getName() == "reference_wrapper"))
    return Pointer->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return Record;
}

const CXXRecordDecl *elementClass(QualType T) {
  const auto *Container = llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Container || !Container->isInStdNamespace() || !Container->getTemplateArgs().size() ||
      Container->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return nullptr;
  return Container->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
}

const CXXRecordDecl *channelClass(Unit &U, QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  const CXXRecordDecl *Record = pointeeClass(T);
  if (!Record)
    return nullptr;
  if (const model::TypeEntry *Type = U.models().type(Record))
    return Type->Role == TypeRole::Channel ? Record : nullptr;
  return handMade(U, Record) ? Record : nullptr;
}

const CXXRecordDecl *waitGroupClass(Unit &U, QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  const CXXRecordDecl *Record = pointeeClass(T);
  const model::TypeEntry *Type = Record ? U.models().type(Record) : nullptr;
  bool Counts = Type && ((Type->Role == TypeRole::WaitGroup && Type->Room) ||
                         Type->Role == TypeRole::Promise);
  return Counts ? Record : nullptr;
}

static bool holds(Unit &U, const CXXRecordDecl *Record, unsigned Depth) {
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Depth > 2 || Record->isDependentContext() || Record->isInStdNamespace() ||
      Record->isInvalidDecl())
    return false;
  llvm::DenseMap<const CXXRecordDecl *, bool> &Known = U.channelHolders();
  auto Slot = Known.find(Record);
  if (Slot != Known.end())
    return Slot->second;
  bool Has = false;
  if (!U.models().type(Record))
    for (const FieldDecl *Field : Record->fields())
      Has |= channelClass(U, Field->getType()) ||
             holds(U, Field->getType()->getAsCXXRecordDecl(), Depth + 1);
  return Known[Record] = Has;
}

bool holdsChannels(Unit &U, const CXXRecordDecl *Record) { return holds(U, Record, 0); }

bool givesChannel(Unit &U, QualType T) {
  if (T.isNull())
    return false;
  if (channelClass(U, T))
    return true;
  const auto *Whole =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  return Whole && llvm::any_of(Whole->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && channelClass(U, A.getAsType());
         });
}

Room roomOf(Unit &U, const CXXRecordDecl *Class, llvm::ArrayRef<const Expr *> Args) {
  Room R;
  const model::TypeEntry *Type = Class ? U.models().type(Class) : nullptr;
  model::Capacity Says;
  if (const HandMadeChannel *Own = Class && !Type ? handMade(U, Class) : nullptr) {
    if (!Own->IsBounded) {
      R.Known = R.Unbounded = true;
      return R;
    }
    Says.Arg = Own->CapacityArg;
    Says.Default = Own->Capacity ? Own->Capacity : Own->DefaultCapacity;
    if (!Says.Default &&
        (!Says.Arg || *Says.Arg >= Args.size() || Args[*Says.Arg]->isDefaultArgument()))
      return R;
  } else if (Type && Type->Room) {
    Says = *Type->Room;
  } else {
    return R;
  }
  R.Known = true;
  R.Lost = Says.Lost;
  R.Arg = Says.Arg;
  const Expr *Given = Says.Arg && *Says.Arg < Args.size() ? Args[*Says.Arg] : nullptr;
  if (!Given || Given->isDefaultArgument()) {
    R.Unbounded = !Says.Default;
    R.Number = Says.Default.value_or(0);
    return R;
  }
  if (std::optional<int64_t> Value = U.models().constant(Given))
    R.Number = *Value > 0 ? *Value : 0;
  else
    R.Size = Given;
  R.Number -= std::min(R.Number, R.Lost);
  return R;
}

} // namespace leash::flow
