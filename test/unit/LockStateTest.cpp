//===- LockStateTest.cpp - the lattice of held locks -----------------------===//
#include "Flow/LockState.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace leash::flow;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

class NoCode final : public CodeFacts {
public:
  bool isAssignedIn(const clang::FunctionDecl *, const clang::ValueDecl *) override {
    return false;
  }
  bool handsOutLock(const clang::CXXMethodDecl *) override { return false; }
};

class LockStateTest : public testing::Test {
protected:
  LockStateTest() {
    Ast = clang::tooling::buildASTFromCode("int a, b, guard, other;");
    for (const clang::Decl *D : Ast->getASTContext().getTranslationUnitDecl()->decls())
      if (const auto *V = llvm::dyn_cast<clang::VarDecl>(D))
        Variables[V->getName()] = Objects.variable(V);
  }

  const Object *object(llvm::StringRef Name) { return Variables.lookup(Name); }

  void apply(LockState &State, Event::Kind What, llvm::StringRef Lock, llvm::StringRef Holder = "",
             bool Attempt = false) {
    Event E;
    E.What = What;
    E.Lock = object(Lock);
    E.Holder = Holder.empty() ? nullptr : object(Holder);
    E.How = &How;
    E.Attempt = Attempt;
    State.apply(E, Objects);
  }

  NoCode Code;
  ObjectTable Objects{Code};
  std::unique_ptr<clang::ASTUnit> Ast;
  llvm::StringMap<const Object *> Variables;
  Acquisition How;
};

TEST_F(LockStateTest, TakeAndGive) {
  LockState State;
  apply(State, Event::Kind::Take, "a");
  ASSERT_THAT(State.holdings(), SizeIs(1));
  EXPECT_TRUE(State.holdings()[0].isHeldForSure());
  apply(State, Event::Kind::Give, "a");
  EXPECT_THAT(State.holdings(), IsEmpty());
}

TEST_F(LockStateTest, RecursiveLocksCount) {
  LockState State;
  apply(State, Event::Kind::Take, "a");
  apply(State, Event::Kind::Take, "a");
  apply(State, Event::Kind::Give, "a");
  EXPECT_THAT(State.holdings(), SizeIs(1));
  apply(State, Event::Kind::Give, "a");
  EXPECT_THAT(State.holdings(), IsEmpty());
}

TEST_F(LockStateTest, AnAttemptMayHaveFailed) {
  LockState State;
  apply(State, Event::Kind::Take, "a", "", /*Attempt=*/true);
  ASSERT_THAT(State.holdings(), SizeIs(1));
  EXPECT_FALSE(State.holdings()[0].isHeldForSure());
  EXPECT_TRUE(State.holdings()[0].mayBeHeld());
}

TEST_F(LockStateTest, JoinKeepsWhatEitherPathHolds) {
  LockState Held, Free;
  apply(Held, Event::Kind::Take, "a");
  LockState Both = Held;
  EXPECT_TRUE(Both.join(Free));
  ASSERT_THAT(Both.holdings(), SizeIs(1));
  EXPECT_FALSE(Both.holdings()[0].isHeldForSure());
  EXPECT_TRUE(Both.holdings()[0].mayBeHeld());
  EXPECT_FALSE(Both.join(Held)) << "joining what is known already must not change anything";
  EXPECT_FALSE(Both.join(Free));
}

TEST_F(LockStateTest, JoinIsCommutative) {
  LockState A, B;
  apply(A, Event::Kind::Take, "a");
  apply(B, Event::Kind::Take, "b");
  LockState AB = A, BA = B;
  AB.join(B);
  BA.join(A);
  for (const Holding &H : AB.holdings()) {
    const Holding *Twin =
        llvm::find_if(BA.holdings(), [&](const Holding &O) { return O.Lock == H.Lock; });
    ASSERT_NE(Twin, BA.holdings().end());
    EXPECT_EQ(Twin->Bits, H.Bits);
  }
}

TEST_F(LockStateTest, WhatIsGivenUpWithoutBeingTakenIsTheCallers) {
  LockState State;
  apply(State, Event::Kind::Give, "a");
  llvm::SmallVector<const Object *> Given;
  State.appendGivenUp(Given);
  EXPECT_THAT(Given, ElementsAre(object("a")));
  LockState Other;
  State.join(Other);
  Given.clear();
  State.appendGivenUp(Given);
  EXPECT_THAT(Given, IsEmpty()) << "given up on one path only";
}

TEST_F(LockStateTest, AGuardTakesItsLocksAlong) {
  LockState State;
  apply(State, Event::Kind::Take, "a", "guard");
  apply(State, Event::Kind::Move, "guard", "other");
  ASSERT_THAT(State.holdings(), SizeIs(1));
  EXPECT_EQ(State.holdings()[0].Holder, object("other"));
  apply(State, Event::Kind::End, "", "guard");
  EXPECT_THAT(State.holdings(), SizeIs(1)) << "the moved-from guard holds nothing";
  apply(State, Event::Kind::End, "", "other");
  EXPECT_THAT(State.holdings(), IsEmpty());
}

TEST_F(LockStateTest, AForgottenLockStaysHeldByHand) {
  LockState State;
  apply(State, Event::Kind::Take, "a", "guard");
  apply(State, Event::Kind::Forget, "", "guard");
  apply(State, Event::Kind::End, "", "guard");
  ASSERT_THAT(State.holdings(), SizeIs(1));
  EXPECT_EQ(State.holdings()[0].Holder, nullptr);
}

TEST_F(LockStateTest, ABlurredGuardIsNeitherHeldNorFree) {
  LockState State;
  apply(State, Event::Kind::Take, "a", "guard");
  apply(State, Event::Kind::Blur, "", "guard");
  ASSERT_THAT(State.holdings(), SizeIs(1));
  EXPECT_FALSE(State.holdings()[0].mayBeHeld());
}

} // namespace
