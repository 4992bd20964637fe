//===- ModelResolverTest.cpp - from a declaration to its model entry ------===//
#include "Model/Resolver.h"
#include "Model/Words.h"
#include "Support/Config.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace leash::model;

namespace {

const char Entries[] = R"(
library: test
types:
  - {names: ['a::Lock', 'a::*::Nested', 'handle_t', 'a::Alias'], role: lock}
  - {names: ['a::Box'], role: channel}
  - {names: ['a::Guard'], role: guard, shared-unless: {arg: 1, is: non-zero}}
calls:
  - {names: ['a::Lock::lock', 'a::Derived::through', 'a::*::Nested::lock'], role: acquire}
  - {names: ['a::free', 'c_function', 'a::Box::put', 'a::Box::operator()'], role: block}
  - {names: ['a::Box::Box', 'a::Box::~Box', 'a::Box::operator bool'], role: close}
  - {names: ['a::Base::virt'], role: send}
  - {names: ['a::over'], role: send, params: 1}
  - {names: ['a::over'], role: receive, params: 2}
  - {names: ['a::flags'], role: send, when: {arg: 0, bits: 64}}
  - {names: ['a::flags'], role: receive}
  - {names: ['a::pointer'], role: send, when: {arg: 0, is: non-null}}
  - {names: ['a::pointer'], role: receive, unless: {arg: 0, is: null}}
  - {names: ['a::start'], role: spawn, callable: first}
  - {names: ['a::later'], role: spawn, callable: 1}
  - {names: ['a::timed'], role: block, timeout: {arg: 0, forever: [4294967295]}}
  - {names: ['a::timedPointer'], role: block, timeout: {arg: 0, zero: bounded}}
  - {names: ['a::timedDuration'], role: block, timeout: {arg: 0}}
)";

const char Prelude[] = R"(
typedef unsigned long handle_t;
extern "C" int c_function(int);
namespace a {
inline namespace v1 { class Lock { public: void lock(); }; }
template <class T> class Box {
public:
  Box(); ~Box(); void put(T); void operator()(); explicit operator bool();
  template <class U> void emplace(U);
};
namespace d1 { struct Nested { void lock(); }; }
class Inner { public: void through(); };
class Derived : public Inner {};
class Further : public Derived {};
class Base { public: virtual void virt(); };
class Silent : public Base { public: void virt() override; };
class Loud : public Base { public: void virt() override {} };
typedef Inner Alias;
void free(); void over(int); void over(int, int);
void flags(int); void pointer(void *);
void timed(int); void timed(unsigned); void timed(long, int = 0); void timedPointer(const int *);
struct duration { constexpr duration(long n) : n(n) {} long n; };
struct opaque { opaque(long n); enum Word { Forever }; opaque(Word); };
constexpr duration operator""_ms(unsigned long long n) { return duration(n); }
opaque operator""_o(unsigned long long n);
template <class... T> void start(T...) {} template <class... T> void later(T...) {}
enum class launch { post }; struct Task { void run(); void operator()(); }; struct Job : Task {};
struct Guard { Guard(Lock &, bool write = true); };
void timedDuration(const duration &); void timedDuration(opaque);
}
namespace b { class Lock { public: void lock(); }; void free(); }
struct lock_user : a::Lock { void lock() {} };
struct Plain { void c_function(int); void free(); };
int c_function(char);
enum { Zero, One };
void *someone(); int number(); const int *anyTime();
)";

class ResolverTest : public testing::Test {
protected:
  static std::shared_ptr<const Models> models() {
    static std::shared_ptr<const Models> Loaded = [] {
      llvm::SmallString<128> Name;
      int Descriptor;
      llvm::cantFail(llvm::errorCodeToError(
          llvm::sys::fs::createTemporaryFile("leash", "yaml", Descriptor, Name)));
      llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true) << Entries;
      auto All = llvm::cantFail(Models::load({std::string(Name)}));
      llvm::sys::fs::remove(Name);
      return All;
    }();
    return Loaded;
  }

  void parse(const std::string &Code) {
    Unit = tooling::buildASTFromCodeWithArgs(
        Prelude + Code, {"-std=c++20", "-resource-dir=" LEASH_RESOURCE_DIR, "-Wno-everything"});
    ASSERT_TRUE(Unit);
    ASSERT_FALSE(Unit->getDiagnostics().hasErrorOccurred()) << Code;
    Known.emplace(models(), Unit->getASTContext());
  }

  /// The first call, or construction, in the function 'test' whose body is
  /// \p Body: its role and bound, or 'none'.
  std::string meaning(const std::string &Body, const std::string &Parameters = "") {
    parse("void test(" + Parameters + ") { " + Body + "; }");
    auto Found = match(
        functionDecl(hasName("test"),
                     forEachDescendant(expr(anyOf(callExpr(), cxxConstructExpr())).bind("call"))),
        Unit->getASTContext());
    for (const BoundNodes &Nodes : Found) {
      auto View = leash::CallView::of(Nodes.getNodeAs<Expr>("call"));
      if (const CallEntry *Entry = View && View->Callee ? Known->call(*View) : nullptr)
        return (wordFor(Entry->Role) + " " + wordFor(Known->bound(*Entry, *View))).str();
    }
    return "none";
  }

  std::string role(const std::string &Body, const std::string &Parameters = "") {
    return llvm::StringRef(meaning(Body, Parameters)).split(' ').first.str();
  }

  std::string bound(const std::string &Body) {
    return llvm::StringRef(meaning(Body)).split(' ').second.str();
  }

  /// The role of the type of the parameter that \p Parameter declares.
  std::string type(const std::string &Parameter) {
    parse("void test(" + Parameter + ");");
    const auto *Declared = selectFirst<ParmVarDecl>(
        "p", match(functionDecl(hasName("test"), hasParameter(0, parmVarDecl().bind("p"))),
                   Unit->getASTContext()));
    const TypeEntry *Entry = Known->type(Declared->getType());
    return Entry ? wordFor(Entry->Role).str() : "none";
  }

  std::unique_ptr<ASTUnit> Unit;
  std::optional<Resolver> Known;
};

TEST_F(ResolverTest, FindsFunctions) {
  EXPECT_EQ(role("a::free()"), "block");
  EXPECT_EQ(role("using a::free; free()"), "block");
  EXPECT_EQ(role("b::free()"), "none");
  EXPECT_EQ(role("Plain().free()"), "none");
  EXPECT_EQ(role("c_function(1)"), "block");
  EXPECT_EQ(role("Plain().c_function(1)"), "none");
}

TEST_F(ResolverTest, AGlobalFunctionOfCxxIsOneOfTheUsersModels) {
  EXPECT_EQ(role("c_function('c')"), "block"); // the models of this test are a user's
}

TEST_F(ResolverTest, FindsMembers) {
  EXPECT_EQ(role("a::Lock l; l.lock()"), "acquire"); // without the inline namespace
  EXPECT_EQ(role("b::Lock l; l.lock()"), "none");
  EXPECT_EQ(role("p->lock()", "a::Lock *p"), "acquire");
  EXPECT_EQ(role("n.lock()", "a::d1::Nested &n"), "acquire");
  EXPECT_EQ(role("l.lock()", "lock_user &l"), "none"); // hides it, with a body of its own
}

TEST_F(ResolverTest, FindsMembersThroughTheObjectsClass) {
  EXPECT_EQ(role("d.through()", "a::Derived &d"), "acquire");
  EXPECT_EQ(role("d.through()", "a::Further &d"), "acquire");
  EXPECT_EQ(role("d->through()", "a::Further *d"), "acquire");
  EXPECT_EQ(role("d.through()", "a::Inner &d"), "none");
}

TEST_F(ResolverTest, FindsOverridesWithoutABody) {
  EXPECT_EQ(role("b.virt()", "a::Base &b"), "send");
  EXPECT_EQ(role("b.virt()", "a::Silent &b"), "send");
  EXPECT_EQ(role("b.virt()", "a::Loud &b"), "none");
}

TEST_F(ResolverTest, FindsMembersOfTemplates) {
  EXPECT_EQ(role("b.put(1)", "a::Box<int> &b"), "block");
  EXPECT_EQ(role("b()", "a::Box<int> &b"), "block");
  EXPECT_EQ(role("(void)(bool)b", "a::Box<int> &b"), "close");
  EXPECT_EQ(role("new a::Box<int>"), "close");
  EXPECT_EQ(role("b.~Box()", "a::Box<int> &b"), "close");
  EXPECT_EQ(role("b.emplace(1)", "a::Box<int> &b"), "none");
}

TEST_F(ResolverTest, ChoosesByParameters) {
  EXPECT_EQ(role("a::over(1)"), "send");
  EXPECT_EQ(role("a::over(1, 2)"), "receive");
}

TEST_F(ResolverTest, ChoosesByConstantArguments) {
  EXPECT_EQ(role("a::flags(64)"), "send");
  EXPECT_EQ(role("a::flags(64 | 1)"), "send");
  EXPECT_EQ(role("a::flags(1)"), "receive");
  EXPECT_EQ(role("a::flags(number())"), "receive"); // not known
  EXPECT_EQ(role("int x; a::pointer(&x)"), "send");
  EXPECT_EQ(role("a::pointer(nullptr)"), "none");
  EXPECT_EQ(role("a::pointer(0)"), "none");
  EXPECT_EQ(role("a::pointer(someone())"), "receive");
}

TEST_F(ResolverTest, BoundsByTimeouts) {
  EXPECT_EQ(bound("a::timed(0)"), "never");
  EXPECT_EQ(bound("a::timed(Zero)"), "never");
  EXPECT_EQ(bound("a::timed(false)"), "never");
  EXPECT_EQ(bound("a::timed('\\0')"), "never");
  EXPECT_EQ(bound("const int none = 0; a::timed(none)"), "never");
  EXPECT_EQ(bound("int none = 0; a::timed(none)"), "bounded"); // may have changed
  EXPECT_EQ(bound("a::timed(-1)"), "unbounded");
  EXPECT_EQ(bound("a::timed(5)"), "bounded");
  EXPECT_EQ(bound("a::timed(number())"), "bounded");
  EXPECT_EQ(bound("a::timed(4294967295u)"), "unbounded");
  EXPECT_EQ(bound("a::timedPointer(nullptr)"), "unbounded");
  EXPECT_EQ(bound("a::timedPointer(0)"), "unbounded");
  EXPECT_EQ(bound("a::timedPointer(anyTime())"), "bounded");
  EXPECT_EQ(bound("int x; a::timedPointer(&x)"), "bounded");
}

TEST_F(ResolverTest, BoundsByDurations) {
  EXPECT_EQ(bound("using namespace a; timedDuration(0_ms)"), "never");
  EXPECT_EQ(bound("using namespace a; timedDuration(5_ms)"), "bounded");
  EXPECT_EQ(bound("a::timedDuration(a::duration(0))"), "never");
  EXPECT_EQ(bound("a::timedDuration(a::duration{0})"), "never");
  EXPECT_EQ(bound("constexpr a::duration d(0); a::timedDuration(d)"), "never");
  EXPECT_EQ(bound("a::duration d(0); a::timedDuration(d)"), "bounded");
  EXPECT_EQ(bound("a::timedDuration(a::duration(-1))"), "unbounded");
  EXPECT_EQ(bound("a::timedDuration(a::duration(number()))"), "bounded");
  // Without constexpr.
  EXPECT_EQ(bound("a::timedDuration(a::opaque(0))"), "never");
  EXPECT_EQ(bound("using namespace a; timedDuration(0_o)"), "never");
  EXPECT_EQ(bound("a::timedDuration(a::opaque(a::opaque::Forever))"), "bounded");
}

TEST_F(ResolverTest, FindsTypes) {
  EXPECT_EQ(type("a::Lock"), "lock");
  EXPECT_EQ(type("const a::Lock &"), "lock");
  EXPECT_EQ(type("a::Lock *"), "none");
  EXPECT_EQ(type("b::Lock"), "none");
  EXPECT_EQ(type("lock_user &"), "lock"); // by its base
  EXPECT_EQ(type("a::d1::Nested &"), "lock");
  EXPECT_EQ(type("a::Box<int> &"), "channel");
  EXPECT_EQ(type("handle_t"), "lock"); // a typedef of a builtin type
  EXPECT_EQ(type("unsigned long"), "none");
  EXPECT_EQ(type("a::Alias &"), "lock"); // a typedef of a class that is not modelled
  EXPECT_EQ(type("a::Inner &"), "none");
}

TEST_F(ResolverTest, FindsWhatIsRun) {
  auto Runs = [&](const std::string &Body) {
    parse("void test(a::Job job, void (*f)(), int *p, a::Lock &l) { " + Body + "; }");
    auto Call = selectFirst<CallExpr>("c", match(callExpr().bind("c"), Unit->getASTContext()));
    auto View = *leash::CallView::of(Call);
    std::optional<unsigned> Index = Known->callable(*Known->call(View), View);
    return Index ? static_cast<int>(*Index) : -1;
  };
  EXPECT_EQ(Runs("a::start(f, p)"), 0);
  EXPECT_EQ(Runs("a::start(a::launch::post, &a::Task::run, job)"), 1);
  EXPECT_EQ(Runs("a::start(1, p, job)"), 2); // operator() of a base
  EXPECT_EQ(Runs("a::start(1, [](auto) {})"), 1);
  EXPECT_EQ(Runs("a::start(1, p)"), -1);
  EXPECT_EQ(Runs("a::start()"), -1);
  EXPECT_EQ(Runs("a::later(f, p)"), 1);
  EXPECT_EQ(Runs("a::later(f)"), -1);
}

TEST_F(ResolverTest, TellsTheModeOfAGuard) {
  auto Mode = [&](const std::string &Arguments) {
    parse("void test(a::Lock &l, bool some) { a::Guard g(" + Arguments + "); }");
    auto Made = selectFirst<CXXConstructExpr>(
        "c", match(cxxConstructExpr(hasAncestor(functionDecl(hasName("test")))).bind("c"),
                   Unit->getASTContext()));
    return wordFor(Known->mode(*Known->type(Made->getType()), *leash::CallView::of(Made))).str();
  };
  EXPECT_EQ(Mode("l"), "exclusive");
  EXPECT_EQ(Mode("l, true"), "exclusive");
  EXPECT_EQ(Mode("l, false"), "shared");
  EXPECT_EQ(Mode("l, some"), "shared"); // may be either, and shared claims less
}

TEST_F(ResolverTest, SurvivesDependentCode) {
  EXPECT_EQ(role("[](auto x) { a::timed(x); }"), "none");
  EXPECT_EQ(role("[](auto x) { a::timedPointer(x); }"), "block");
  EXPECT_EQ(role("[](auto x) { x.lock(); }"), "none");
}

//===----------------------------------------------------------------------===//
// Annotations
//===----------------------------------------------------------------------===//

#define MEANS(ENTRY) "__attribute__((annotate(\"leash " ENTRY "\"))) "

TEST_F(ResolverTest, AnnotationsWinOverNames) {
  parse("namespace a { " MEANS("{role: receive}") "void free(); }\n"
                                                  "void test() { a::free(); }");
  auto Call = selectFirst<CallExpr>("c", match(callExpr().bind("c"), Unit->getASTContext()));
  auto All = Known->matches(*leash::CallView::of(Call));
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(All[0].Entry->Role, CallRole::Receive);
  EXPECT_EQ(All[0].From, nullptr);
}

TEST_F(ResolverTest, AnnotationsReachOverridesAndInstances) {
  parse("struct I { " MEANS(
      "{role: send}") "virtual void put(); };\n"
                      "struct D : I { void put() override {} };\n"
                      "template <class T> struct " MEANS(
                          "{role: channel}") "Q {\n"
                                             "  " MEANS(
                                                 "{role: send}") "void put(T) {} };\n"
                                                                 "template <class T> " MEANS(
                                                                     "{role: block, class: "
                                                                     "rpc}") "void call(T) {}\n"
                                                                             "void test(D &d, "
                                                                             "Q<int> &q) { "
                                                                             "d.put(); "
                                                                             "q.put(1); "
                                                                             "call(2); }");
  unsigned Found = 0;
  for (const BoundNodes &Nodes :
       match(functionDecl(hasName("test"), forEachDescendant(callExpr().bind("c"))),
             Unit->getASTContext()))
    Found += Known->call(*leash::CallView::of(Nodes.getNodeAs<CallExpr>("c"))) != nullptr;
  EXPECT_EQ(Found, 3u);
  EXPECT_EQ(Known->annotationFaults().size(), 0u);
}

TEST_F(ResolverTest, ReportsAnnotationsThatItCannotRead) {
  parse(MEANS("{role: blok}") "void f(); " MEANS(
      "role") "void g();\n"
              "__attribute__((annotate(\"leashed\"))) void h();\n"
              "void test() { f(); f(); g(); h(); }");
  for (const BoundNodes &Nodes : match(callExpr().bind("c"), Unit->getASTContext()))
    EXPECT_EQ(Known->call(*leash::CallView::of(Nodes.getNodeAs<CallExpr>("c"))), nullptr);
  ASSERT_EQ(Known->annotationFaults().size(), 2u);
  EXPECT_EQ(Known->annotationFaults()[0].Text.find("unknown value for 'role'"), 0u);
  EXPECT_EQ(Known->annotationFaults()[1].Text,
            "expected an entry in braces, such as {role: block}");
}

} // namespace
