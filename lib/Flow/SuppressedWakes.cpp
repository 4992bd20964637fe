//===- SuppressedWakes.cpp - wake-ups that the flag itself stops ----------===//
#include "Flow/SuppressedWakes.h"
#include "Flow/Classes.h"
#include "Flow/Paths.h"
#include "Flow/Unit.h"
#include "Flow/Waits.h"
#include "Support/CallView.h"

using namespace clang;

namespace leash::flow {

using model::CallRole;

namespace {

class Search {
public:
  explicit Search(Unit &U) : U(U) {}

  std::vector<SuppressedWake> run() {
    for (const FunctionDecl *F : U.functions())
      if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(F))
        if (const IfStmt *First = firstTest(Method))
          judge(*Method, *First);
    return std::move(Found);
  }

private:
  static bool leaves(const Stmt *S) {
    if (const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(S))
      return Block->size() == 1 && leaves(Block->body_front());
    const auto *Return = llvm::dyn_cast_or_null<ReturnStmt>(S);
    return Return && !Return->getRetValue();
  }

  /// The 'if (flag) return;' that \p Method starts with.
  static const IfStmt *firstTest(const CXXMethodDecl *Method) {
    const auto *Body = llvm::dyn_cast_or_null<CompoundStmt>(Method->getBody());
    if (!Body || Body->size() < 2 || Method->getParent()->isLambda())
      return nullptr;
    const auto *If = llvm::dyn_cast<IfStmt>(Body->body_front());
    return If && If->getCond() && !If->getElse() && leaves(If->getThen()) ? If : nullptr;
  }

  void judge(const CXXMethodDecl &Waker, const IfStmt &First) {
    Tests Looks = testsOf(U, First.getCond(), true);
    if (!Looks.IsWhole || Looks.All.size() != 1)
      return;
    const Test &Flag = Looks.All.front();
    const auto *Field = llvm::dyn_cast<FieldDecl>(Flag.What);
    if (!Field || (Flag.Wanted.Kind != Becoming::True && Flag.Wanted.Kind != Becoming::False))
      return;
    for (const Expr *E : U.facts().of(&Waker).Calls) {
      std::optional<CallView> Call = CallView::of(E);
      const model::CallEntry *Entry = Call->Callee ? U.models().call(*Call) : nullptr;
      if (!Entry || (Entry->Role != CallRole::Notify && Entry->Role != CallRole::Close &&
                     Entry->Role != CallRole::CountDown && Entry->Role != CallRole::Send))
        continue;
      const Expr *On = model::Resolver::operand(*Call, model::Resolver::on(*Entry, *Call));
      const Object *O = On ? U.objects().of(On, &Waker) : nullptr;
      SuppressedWake S;
      S.Waker = &Waker;
      S.Tested = First.getCond();
      S.Wakes = E;
      if (O && findWait(*Field, Flag.Wanted, stateOf(O), Waker.getParent(), S) &&
          findOrder(Flag, Waker, S)) {
        Found.push_back(S);
        return;
      }
    }
  }

  /// The loop of \p Class that ends when \p Flag becomes \p Wanted, and that
  /// waits for \p What.
  bool findWait(const FieldDecl &Flag, Becoming Wanted, const ValueDecl *What,
                const CXXRecordDecl *Class, SuppressedWake &S) {
    for (const CXXMethodDecl *Method : U.classes().methods(Class))
      for (const Loop *L : U.loops().of(Method)) {
        bool Ends = false;
        for (const LoopExit &Exit : L->Exits)
          for (const Decision &D : Exit.Decides)
            for (const Test &T : testsOf(U, D.Condition, D.When).All)
              Ends |= T.What == &Flag && T.Wanted.Kind == Wanted.Kind;
        if (!Ends)
          continue;
        for (const LoopCall &C : L->Calls)
          for (const Effect *E : C.Effects)
            if (E->What == Effect::Kind::Blocks && E->On && What && stateOf(E->On) == What) {
              S.Which = L;
              S.Blocks = E;
              return true;
            }
      }
    return false;
  }

  /// Whether somebody sets the flag and calls \p Waker then.
  bool findOrder(const Test &Flag, const CXXMethodDecl &Waker, SuppressedWake &S) {
    for (const Change &C : U.waits().changesOf(Flag.What)) {
      if (C.To.Kind != Flag.Wanted.Kind || C.In == &Waker)
        continue;
      const Paths *Ways = U.paths(C.In);
      if (!Ways)
        continue;
      auto SetBack = [&](const Stmt *Site) {
        return llvm::any_of(U.waits().changesOf(Flag.What), [&](const Change &Other) {
          return Other.Site == Site && Other.To.Kind != C.To.Kind;
        });
      };
      for (const Expr *E : U.facts().of(C.In).Calls) {
        std::optional<CallView> Call = CallView::of(E);
        if (!Call->Callee || Call->Callee->getDefinition() != &Waker || !Call->Object ||
            !llvm::isa<CXXThisExpr>(Call->Object->IgnoreParenImpCasts()) ||
            !Ways->leads(C.Site, E, SetBack) || Ways->leads(E, C.Site))
          continue;
        S.Sets = &C;
        S.Call = E;
        return true;
      }
    }
    return false;
  }

  Unit &U;
  std::vector<SuppressedWake> Found;
};

} // namespace

std::vector<SuppressedWake> findSuppressedWakes(Unit &U) { return Search(U).run(); }

} // namespace leash::flow
