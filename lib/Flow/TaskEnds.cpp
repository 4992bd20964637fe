//===- TaskEnds.cpp - where owners wait for their tasks -------------------===//
#include "Flow/TaskEnds.h"
#include "Flow/Classes.h"
#include "Flow/Paths.h"
#include "Flow/SharedState.h"
#include "Flow/ThreadClasses.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "Support/SourceText.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace leash::flow {

using model::AtEnd;

static AtEnd atEnd(Unit &U, QualType T) {
  T = T.getNonReferenceType();
  if (const model::TypeEntry *Type = U.models().type(T))
    return Type->Role == model::TypeRole::Task ? Type->End.value_or(AtEnd::Nothing)
                                               : AtEnd::Nothing;
  const auto *Holder =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Holder || !Holder->isInStdNamespace() || Holder->getTemplateArgs().size() == 0 ||
      Holder->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return AtEnd::Nothing;
  const model::TypeEntry *Type = U.models().type(Holder->getTemplateArgs()[0].getAsType());
  return Type && Type->Role == model::TypeRole::Task ? Type->End.value_or(AtEnd::Nothing)
                                                     : AtEnd::Nothing;
}

bool stopsAtEnd(Unit &U, QualType T) { return atEnd(U, T) == AtEnd::StopAndJoin; }

/// Whether \p F ends the task \p Handle wherever it stands: what asks a task to stop
/// whose type knows no other way, and wakes it whatever it does.
static bool kills(Unit &U, const FunctionDecl *F, const Object *Handle) {
  return llvm::any_of(U.facts().of(F).Calls, [&](const Expr *E) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call->Callee && Call->Object ? U.models().call(*Call) : nullptr;
    if (!Entry || Entry->Role != model::CallRole::RequestStop || Entry->Wakes != model::Wakes::All)
      return false;
    const model::TypeEntry *Type = U.models().type(classOf(Call->Object));
    return Type && Type->Role == model::TypeRole::Task && Type->End == AtEnd::Terminate &&
           U.objects().of(Call->Object, F) == Handle;
  });
}

static void addJoins(Unit &U, const FunctionDecl *F, std::vector<TaskEnd> &Out) {
  for (const Expr *E : U.facts().of(F).Calls) {
    std::optional<CallView> Call = CallView::of(E);
    const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
    if (!Entry || Entry->Class != model::BlockClass::Join ||
        Entry->Role != model::CallRole::Block ||
        U.models().bound(*Entry, *Call) != model::Bound::Unbounded)
      continue;
    const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
    const Object *Handle = On ? U.objects().of(On, F) : nullptr;
    const ValueDecl *D = Handle ? stateOf(Handle->base()) : nullptr;
    bool IsOwn = Handle && Handle->kind() == Object::Kind::This;
    if ((!D && !IsOwn) || kills(U, F, Handle))
      continue;
    TaskEnd End{D, classOf(On), F, E, E->getExprLoc(), D && stopsAtEnd(U, D->getType()), ""};
    std::string Name = D ? D->getNameAsString() : "";
    if (IsOwn && Call->Callee->getIdentifier())
      End.Text = "'" + Call->Callee->getName().str() + "()' in " + quoted(shownName(F));
    else if (Handle->isElement() || !Call->Callee->getIdentifier())
      End.Text = "the join of '" + Name + "' in " + quoted(shownName(F));
    else if (!Call->Object)
      End.Text = "'" + Call->Callee->getName().str() + "(" + Name + ")' in " + quoted(shownName(F));
    else
      End.Text =
          "'" + Name + "." + Call->Callee->getName().str() + "()' in " + quoted(shownName(F));
    Out.push_back(End);
  }
}

/// The end of the life of \p Handle, if its destructor joins.
static void addDestructor(Unit &U, const ValueDecl *Handle, const FunctionDecl *Spawner,
                          std::vector<TaskEnd> &Out) {
  AtEnd End = atEnd(U, Handle->getType());
  if (End != AtEnd::Join && End != AtEnd::StopAndJoin)
    return;
  TaskEnd Found;
  Found.Handle = Handle;
  Found.Where = Handle->getLocation();
  Found.Stops = End == AtEnd::StopAndJoin;
  if (const auto *Field = llvm::dyn_cast<FieldDecl>(Handle)) {
    const auto *Class = llvm::dyn_cast<CXXRecordDecl>(Field->getParent());
    if (!Class || Class->isLambda())
      return;
    if (const CXXDestructorDecl *Destructor = Class->getDestructor()) {
      Found.In = U.bodyOf(Destructor);
      // Somebody else's code may do anything before.
      if (!Found.In && !Destructor->isImplicit() && !Destructor->isDefaulted())
        return;
    }
  } else {
    const auto *V = llvm::dyn_cast<VarDecl>(Handle);
    if (!V || !V->isLocalVarDecl() || V->isStaticLocal() || V->getType()->isReferenceType())
      return;
    Found.In = Spawner;
  }
  Found.Text = "the destructor of " + quoted(Handle->getNameAsString()) + ", which joins it,";
  Out.push_back(Found);
}

std::vector<TaskEnd> taskEnds(Unit &U) {
  std::vector<TaskEnd> Found;
  for (const FunctionDecl *F : U.functions())
    addJoins(U, F, Found);
  for (const FunctionDecl *F : U.functions())
    for (const Spawned &Task : U.classes().spawns(F))
      if (const ValueDecl *D = Task.Handle ? stateOf(Task.Handle->base()) : nullptr)
        if (llvm::none_of(Found, [&](const TaskEnd &E) { return !E.Join && E.Handle == D; }))
          addDestructor(U, D, F, Found);
  return Found;
}

bool isAfterJoin(Unit &U, const Stmt *Site, const TaskEnd &End) {
  const Paths *Ways = End.In && End.Join ? U.paths(End.In) : nullptr;
  return Ways && Ways->leads(End.Join, Site) && !Ways->leads(Site, End.Join);
}

/// Whether a function calls \p Setter and then \p Joiner.
static bool areCalledInTurn(Unit &U, const FunctionDecl *Setter, const FunctionDecl *Joiner) {
  return llvm::any_of(U.functions(), [&](const FunctionDecl *F) {
    bool IsSet = false;
    for (const Expr *E : U.facts().of(F).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const FunctionDecl *Body = Call->Callee ? U.bodyOf(Call->Callee) : nullptr;
      if (IsSet && Body == Joiner)
        return true;
      IsSet |= Body == Setter;
    }
    return false;
  });
}

bool isJoinedWith(Unit &U, const FunctionDecl *Setter, const TaskEnd &End) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Setter);
  if (!End.In) {
    const auto *Field = llvm::dyn_cast<FieldDecl>(End.Handle);
    return Field && Method && Method->getParent() == Field->getParent();
  }
  const auto *Destructor = llvm::dyn_cast<CXXDestructorDecl>(End.In);
  return U.waits().reaches(End.In, Setter) || U.waits().reaches(Setter, End.In) ||
         (Destructor && Method && Destructor->getParent() == Method->getParent()) ||
         areCalledInTurn(U, Setter, End.In);
}

} // namespace leash::flow
