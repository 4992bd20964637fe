//===- LoopsTest.cpp - what can end this loop, and what does a turn do? ---===//
#include "Flow/Loops.h"
#include "Flow/Unit.h"
#include "Support/Config.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace leash::flow;
using leash::model::CallRole;

namespace {

const char Prelude[] = R"(
extern "C" { int poll(void *, unsigned long, int); int usleep(unsigned); long read(int, void *, unsigned long);
  [[noreturn]] void exit(int); }
bool unknown();
void other() noexcept;
void nap() { usleep(5); }
struct Worker {
  void test();
  void bump() { ++count_; }
  bool stopped() const { return stop_; }
  bool stop_ = false;
  int count_ = 0;
  int fd_ = 0;
};
)";

class LoopsTest : public testing::Test {
protected:
  /// The loops of Worker::test, whose body is \p Body.
  llvm::ArrayRef<const Loop *> loops(const std::string &Body) {
    Code = tooling::buildASTFromCodeWithArgs(
        Prelude + ("void Worker::test() { " + Body + " }"),
        {"-std=c++20", "-resource-dir=" LEASH_RESOURCE_DIR, "-Wno-everything"});
    All.emplace(Code->getASTContext(), leash::model::Models::builtin());
    const auto *Test = selectFirst<FunctionDecl>(
        "f", match(functionDecl(hasName("test"), isDefinition()).bind("f"), Code->getASTContext()));
    return All->loops().of(Test);
  }

  static const LoopExit *exit(const Loop &L, LoopExit::Kind How) {
    for (const LoopExit &E : L.Exits)
      if (E.How == How)
        return &E;
    return nullptr;
  }

  std::unique_ptr<ASTUnit> Code;
  std::optional<Unit> All;
};

TEST_F(LoopsTest, GivesUpOnWhatAnErrorLeftOpen) {
  EXPECT_TRUE(loops("while (stop_) { read(0, &qqqqqqqqq, 1); }").empty());
  const auto *Test = selectFirst<FunctionDecl>(
      "f", match(functionDecl(hasName("test"), isDefinition()).bind("f"), Code->getASTContext()));
  All->flow(Test);
  All->flow(Test);
  EXPECT_EQ(All->gaveUp(), 1u);
}

TEST_F(LoopsTest, FindsNestedLoops) {
  auto Found = loops("for (;;) { while (unknown()) {} do { other(); } while (stop_); }");
  ASSERT_EQ(Found.size(), 3u);
  EXPECT_TRUE(Found[0]->Endless);
  EXPECT_FALSE(Found[1]->Endless);
  EXPECT_EQ(Found[1]->Outer, Found[0]);
  EXPECT_EQ(Found[2]->Depth, 1u);
  EXPECT_TRUE(Found[0]->Exits.empty());
}

TEST_F(LoopsTest, SaysWhatDecidesAnExit) {
  const Loop &L = *loops("while (!stop_) { long n = read(fd_, nullptr, 0); if (n < 0) break;"
                         " if (n == 0) continue; ++count_; }")[0];
  const LoopExit *Condition = exit(L, LoopExit::Kind::Condition);
  ASSERT_TRUE(Condition);
  ASSERT_EQ(Condition->Decides.size(), 1u);
  EXPECT_FALSE(Condition->Decides[0].When);
  ASSERT_EQ(Condition->Decides[0].Looks.size(), 1u);
  const Tested &Stop = Condition->Decides[0].Looks[0];
  EXPECT_EQ(Stop.What, Tested::Kind::Value);
  EXPECT_EQ(Stop.On->name(), "stop_");
  EXPECT_FALSE(Stop.WrittenInside);

  const LoopExit *Break = exit(L, LoopExit::Kind::Break);
  ASSERT_TRUE(Break);
  ASSERT_EQ(Break->Decides.size(), 1u);
  EXPECT_TRUE(Break->Decides[0].When);
  const Tested &N = Break->Decides[0].Looks[0];
  EXPECT_EQ(N.Callee->getName(), "read");
  ASSERT_TRUE(N.Entry);
  EXPECT_EQ(N.Entry->Class, leash::model::BlockClass::Network);
  EXPECT_TRUE(N.WrittenInside);
}

TEST_F(LoopsTest, KnowsWhatIsWritten) {
  const Loop &L = *loops("while (count_ < 5 || stopped()) bump();")[0];
  const Decision &D = exit(L, LoopExit::Kind::Condition)->Decides[0];
  ASSERT_EQ(D.Looks.size(), 3u);
  EXPECT_TRUE(D.Looks[0].WrittenInside);
  EXPECT_EQ(D.Looks[1].What, Tested::Kind::Constant);
  EXPECT_EQ(D.Looks[2].What, Tested::Kind::Call);
  EXPECT_EQ(D.Looks[2].Callee->getName(), "stopped");
}

TEST_F(LoopsTest, KnowsWhatEachTurnCalls) {
  const Loop &L = *loops("for (;;) { if (unknown()) { nap(); continue; } other(); }")[0];
  ASSERT_EQ(L.Calls.size(), 3u);
  EXPECT_TRUE(L.Calls[0].EveryTurn);
  EXPECT_TRUE(L.Calls[0].ThrowsOut);
  EXPECT_FALSE(L.Calls[1].EveryTurn);
  ASSERT_EQ(L.Calls[1].Effects.size(), 1u);
  EXPECT_EQ(L.Calls[1].Effects[0]->innermost().Class, leash::model::BlockClass::Sleep);
  EXPECT_FALSE(L.Calls[2].EveryTurn);
  EXPECT_FALSE(L.Calls[2].ThrowsOut);
}

TEST_F(LoopsTest, LeavesThroughMoreThanOneLoop) {
  auto Found = loops("for (;;) { for (int i = 0; i != 3; ++i) { if (unknown()) return; switch (i) {"
                     " case 1: break; default: exit(1); } } try { throw 1; } catch (...) {} }");
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_TRUE(exit(*Found[0], LoopExit::Kind::Return));
  EXPECT_TRUE(exit(*Found[1], LoopExit::Kind::Return));
  EXPECT_TRUE(exit(*Found[0], LoopExit::Kind::NoReturn));
  EXPECT_FALSE(exit(*Found[0], LoopExit::Kind::Break));
  EXPECT_FALSE(exit(*Found[0], LoopExit::Kind::Throw));
}

} // namespace
