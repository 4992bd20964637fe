//===- ModelSchemaTest.cpp - what model files may say ---------------------===//
#include "Model/Models.h"
#include "Model/QualifiedName.h"
#include "Model/Schema.h"
#include "Support/Embedded.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace leash::model;

namespace {

std::string errorsOf(llvm::StringRef Text) {
  std::string Errors;
  EXPECT_EQ(parseFile(Text, "m.yaml", Errors) == nullptr, !Errors.empty());
  return Errors;
}

/// One fault: the text of a file, and what the error must begin with.
struct Fault {
  const char *What, *Text, *Error;
};

const Fault Faults[] = {
    {"Empty", "", "m.yaml:1:1: error: the file is empty"},
    {"OnlyAComment", "# nothing\n", "m.yaml:1:1: error:"},
    {"NoMapping", "- a\n", "m.yaml:1:1: error: expected keys with values"},
    {"BrokenYaml", "library: a\ncalls: [\n", "m.yaml:"},
    {"NoLibrary", "calls: []\n", "m.yaml:1:1: error: 'library' is missing here"},
    {"EmptyLibrary", "library: ''\n", "m.yaml:1:1: error: 'library' is empty"},
    {"UnknownKeyOfFile", "library: a\ncall: []\n",
     "m.yaml:2:1: error: unknown key 'call'; expected one of: library, roots, types, calls"},
    {"UnknownKeyOfCall", "library: a\ncalls:\n  - names: [f]\n    role: block\n    klass: rpc\n",
     "m.yaml:5:5: error: unknown key 'klass'; expected one of: names, role, on, mode"},
    {"UnknownRole", "library: a\ncalls:\n  - names: [f]\n    role: blocks\n",
     "m.yaml:4:11: error: unknown value for 'role'; expected one of: acquire, release"},
    {"TypeRoleInCall", "library: a\ncalls:\n  - names: [f]\n    role: lock\n",
     "m.yaml:4:11: error: unknown value for 'role'"},
    {"UnknownClass", "library: a\ncalls:\n  - {names: [f], role: block, class: net}\n",
     "m.yaml:3:38: error: unknown value for 'class'; expected one of: lock, wait, join"},
    {"NoRole", "library: a\ncalls:\n  - names: [f]\n", "m.yaml:3:5: error: 'role' is missing here"},
    {"NoNames", "library: a\ncalls:\n  - role: block\n",
     "m.yaml:3:5: error: 'names' is missing here"},
    {"EmptyNames", "library: a\ncalls:\n  - names: []\n    role: block\n",
     "m.yaml:3:5: error: 'names' is empty"},
    {"EmptyName", "library: a\ncalls:\n  - names: ['']\n    role: block\n",
     "m.yaml:3:13: error: the name is empty"},
    {"NamesAreNoList", "library: a\ncalls:\n  - names: f\n    role: block\n",
     "m.yaml:3:12: error: expected a list"},
    {"NameIsAList", "library: a\ncalls:\n  - names: [[f]]\n    role: block\n",
     "m.yaml:3:14: error: expected one value"},
    {"TemplateArguments", "library: a\ncalls:\n  - names: ['a<int>::f']\n    role: block\n",
     "m.yaml:3:13: error: 'a<int>::f': expected a name without template arguments"},
    {"Parameters", "library: a\ncalls:\n  - names: ['f(int)']\n    role: block\n",
     "m.yaml:3:13: error: 'f(int)': expected a name without parameters"},
    {"StarAtTheEnd", "library: a\ncalls:\n  - names: ['a::*']\n    role: block\n",
     "m.yaml:3:13: error: 'a::*': '*' stands for a namespace or a class"},
    {"PartOfAStar", "library: a\ncalls:\n  - names: ['d*::f']\n    role: block\n",
     "m.yaml:3:13: error: 'd*::f': '*' stands for a whole component"},
    {"LeadingColons", "library: a\ncalls:\n  - names: ['::f']\n    role: block\n",
     "m.yaml:3:13: error: '::f': expected identifiers"},
    {"BadRoot", "library: a\nroots: ['a b']\n", "m.yaml:2:9: error: 'a b"},
    {"NoFlag", "library: a\ntypes:\n  - {names: [M], role: lock, recursive: maybe}\n",
     "m.yaml:3:41: error: expected true or false for 'recursive', found 'maybe'"},
    {"NoNumber", "library: a\ncalls:\n  - {names: [f], role: block, params: two}\n",
     "m.yaml:3:39: error: expected a number for 'params', found 'two'"},
    {"NoOperand", "library: a\ncalls:\n  - {names: [f], role: block, on: self}\n",
     "m.yaml:3:35: error: expected this, return, all, task or an argument index for 'on'"},
    {"ConditionOfNothing", "library: a\ncalls:\n  - {names: [f], role: block, when: {arg: 1}}\n",
     "m.yaml:3:38: error: expected exactly one of 'is', 'bits' and 'lacks'"},
    {"BadCondition", "library: a\ncalls:\n  - {names: [f], role: block, when: {arg: 1, is: nul}}\n",
     "m.yaml:3:50: error: expected null, non-null, zero, non-zero or a number for 'is'"},
    {"TimeoutWithoutArg",
     "library: a\ncalls:\n  - {names: [f], role: block, timeout: {zero: never}}\n",
     "m.yaml:3:41: error: 'arg' is missing here"},
    {"BadForever",
     "library: a\ncalls:\n  - {names: [f], role: block, timeout: {arg: 0, forever: [x]}}\n",
     "m.yaml:3:59: error: expected a number in 'forever'"},
    {"TagWithoutTag", "library: a\ntypes:\n  - {names: [T], role: guard-tag}\n",
     "m.yaml:3:6: error: a guard-tag needs 'tag': adopt, defer, try"},
    {"TagOfALock", "library: a\ntypes:\n  - {names: [T], role: lock, tag: adopt}\n",
     "m.yaml:3:35: error: 'tag' does not fit here: it needs role: guard-tag"},
    {"RoomOfALock", "library: a\ntypes:\n  - {names: [T], role: lock, room: {arg: 0}}\n",
     "m.yaml:3:6: error: 'room' does not fit here: it needs role: channel"},
    {"HandleOfABlock", "library: a\ncalls:\n  - {names: [f], role: block, handle: this}\n",
     "m.yaml:3:39: error: 'handle' does not fit here: it needs role: spawn or start"},
    {"BadCallable", "library: a\ncalls:\n  - {names: [f], role: spawn, callable: last}\n",
     "m.yaml:3:41: error: expected an argument index or first for 'callable', found 'last'"},
    {"CallableOfABlock", "library: a\ncalls:\n  - {names: [f], role: block, callable: 0}\n",
     "m.yaml:3:41: error: 'callable' does not fit here"},
    {"ClosedOfAClose", "library: a\ncalls:\n  - {names: [f], role: close, closed: {by: throw}}\n",
     "m.yaml:3:6: error: 'closed' does not fit here"},
    {"ClosedByNothing", "library: a\ncalls:\n  - {names: [f], role: send, closed: {arg: 1}}\n",
     "m.yaml:3:39: error: 'by' is missing here"},
    {"ClosedByAnUnnamedStatus",
     "library: a\ncalls:\n  - {names: [f], role: send, closed: {by: status}}\n",
     "m.yaml:3:39: error: 'by: status' needs 'is'"},
    {"WakesOfASend", "library: a\ncalls:\n  - {names: [f], role: send, wakes: one}\n",
     "m.yaml:3:37: error: 'wakes' does not fit here: it needs role: notify"},
    {"FiresOfAStop", "library: a\ncalls:\n  - {names: [f], role: stop, fires: once}\n",
     "m.yaml:3:37: error: 'fires' does not fit here: it needs role: start, create or callback"},
    {"StopOfANotify", "library: a\ncalls:\n  - {names: [f], role: notify, stopped-by: 0}\n",
     "m.yaml:3:44: error: 'stopped-by' does not fit here: it needs a role that waits"},
    {"SharedLock",
     "library: a\ntypes:\n  - {names: [T], role: lock, shared-unless: {arg: 1, is: zero}}\n",
     "m.yaml:3:6: error: 'shared-unless' does not fit here"},
    {"TwiceInOneFile",
     "library: a\ncalls:\n  - {names: [f], role: block}\n  - {names: [g, f], role: block}\n",
     "m.yaml:4:17: error: 'f' is named twice"},
    {"TwiceInOneEntry", "library: a\ntypes:\n  - {names: [T, T], role: lock}\n",
     "m.yaml:3:17: error: 'T' is named twice"},
    {"SecondDocument", "library: a\n---\nlibrary: b\n", "m.yaml:"},
};

class SchemaFault : public testing::TestWithParam<Fault> {};

TEST_P(SchemaFault, isReportedWithItsPlace) {
  std::string Errors = errorsOf(GetParam().Text);
  EXPECT_TRUE(llvm::StringRef(Errors).starts_with(GetParam().Error))
      << "expected: " << GetParam().Error << "\nfound:    " << Errors;
}

void PrintTo(const Fault &F, std::ostream *Out) { *Out << F.What; }

INSTANTIATE_TEST_SUITE_P(All, SchemaFault, testing::ValuesIn(Faults),
                         [](const auto &Info) { return std::string(Info.param.What); });

TEST(Schema, ReportsAllFaultsOfAFile) {
  std::string Errors = errorsOf("library: a\ncalls:\n  - {names: [f], role: x, klass: y}\n"
                                "  - {names: [g], on: z}\ntypes:\n  - {role: lock}\n");
  EXPECT_EQ(llvm::StringRef(Errors).count('\n'), 5u) << Errors;
}

TEST(Schema, CompletesNamesByRoots) {
  std::string Errors;
  auto F = parseFile("library: a\nroots: [r, s::t]\ntypes:\n  - {names: [M], role: lock}\n",
                     "m.yaml", Errors);
  ASSERT_TRUE(F) << Errors;
  EXPECT_EQ(F->Types[0].Names, (std::vector<std::string>{"r::M", "s::t::M"}));
}

TEST(Schema, FillsInWhatTheRoleSays) {
  std::string Errors;
  auto F = parseFile("library: a\ncalls:\n"
                     "  - {names: [acquire], role: acquire}\n"
                     "  - {names: [tryAcquire], role: acquire, attempt: true}\n"
                     "  - {names: [send], role: send}\n"
                     "  - {names: [wait], role: wait}\n"
                     "  - {names: [close], role: close}\n"
                     "  - {names: [stop], role: stop, bound: unbounded}\n"
                     "  - {names: [flock], role: block, class: lock, bound: bounded}\n",
                     "m.yaml", Errors);
  ASSERT_TRUE(F) << Errors;
  auto Is = [&](unsigned I, BlockClass Class, Bound Long) {
    return F->Calls[I].Class == Class && F->Calls[I].HowLong == Long;
  };
  EXPECT_TRUE(Is(0, BlockClass::Lock, Bound::Unbounded));
  EXPECT_TRUE(Is(1, BlockClass::Lock, Bound::Never));
  EXPECT_TRUE(Is(2, BlockClass::Channel, Bound::Unbounded));
  EXPECT_TRUE(Is(3, BlockClass::Wait, Bound::Unbounded));
  EXPECT_TRUE(Is(4, BlockClass::Wait, Bound::Never));
  EXPECT_TRUE(Is(5, BlockClass::Wait, Bound::Unbounded));
  EXPECT_TRUE(Is(6, BlockClass::Lock, Bound::Bounded));
}

TEST(Schema, TellsOverloadsApart) {
  EXPECT_EQ(errorsOf("library: a\ncalls:\n  - {names: [f], role: block, params: 1}\n"
                     "  - {names: [f], role: block, params: 2}\n"
                     "  - {names: [f], role: block, when: {arg: 0, is: null}}\n"
                     "  - {names: [f], role: block, unless: {arg: 0, bits: 64}}\n"
                     "  - {names: [f], role: block}\ntypes:\n  - {names: [f], role: lock}\n"),
            "");
}

//===----------------------------------------------------------------------===//
// Several files
//===----------------------------------------------------------------------===//

/// A file in the temporary folder, gone at the end of the scope.
class Temporary {
public:
  explicit Temporary(llvm::StringRef Text) {
    llvm::SmallString<128> Name;
    int Descriptor;
    EXPECT_FALSE(llvm::sys::fs::createTemporaryFile("leash", "yaml", Descriptor, Name));
    llvm::raw_fd_ostream(Descriptor, /*shouldClose=*/true) << Text;
    Path = std::string(Name);
  }
  ~Temporary() { llvm::sys::fs::remove(Path); }
  std::string Path;
};

std::string errorsOfFiles(llvm::ArrayRef<std::string> Files) {
  auto Loaded = Models::load(Files);
  return Loaded ? "" : llvm::toString(Loaded.takeError());
}

TEST(Models, BuiltinIsParsedOnce) { EXPECT_EQ(Models::builtin(), Models::builtin()); }

TEST(Models, BuiltinFilesAreGood) {
  for (const leash::EmbeddedFile &E : leash::embeddedModels()) {
    std::string Errors;
    EXPECT_TRUE(parseFile(E.Text, E.Name, Errors)) << Errors;
  }
}

TEST(Models, MarksStandForEveryName) {
  for (const leash::EmbeddedFile &E : leash::embeddedModels()) {
    std::string Errors;
    auto F = parseFile(E.Text, E.Name, Errors);
    ASSERT_TRUE(F);
    auto Marks = marksOf(E.Text);
    auto IsMarked = [&](llvm::StringRef Name) {
      llvm::SmallVector<llvm::StringRef, 4> Components;
      Name.split(Components, "::");
      return llvm::any_of(Marks, [&](const auto &All) {
        return !All.empty() && llvm::all_of(All, [&](llvm::StringRef Mark) {
          return llvm::is_contained(Components, Mark);
        });
      });
    };
    for (const TypeEntry &T : F->Types)
      for (const std::string &Name : T.Names)
        EXPECT_TRUE(IsMarked(Name)) << Name;
    for (const CallEntry &C : F->Calls)
      for (const std::string &Name : C.Names)
        EXPECT_TRUE(IsMarked(Name)) << Name;
  }
}

TEST(Models, LeavesOutFilesWhoseNamesAreNotThere) {
  auto Libraries = [](llvm::ArrayRef<llvm::StringRef> Identifiers) {
    std::vector<std::string> Names;
    auto Left = Models::builtin()->among(
        [&](llvm::StringRef Name) { return llvm::is_contained(Identifiers, Name); });
    for (const File *F : Left->files())
      Names.push_back(F->Library);
    return Names;
  };
  EXPECT_EQ(Libraries({}), std::vector<std::string>());
  EXPECT_EQ(Libraries({"uv_run"}), std::vector<std::string>{"libuv"});
  EXPECT_EQ(Libraries({"tbb"}), std::vector<std::string>());
  EXPECT_EQ(Libraries({"detail", "tbb"}), std::vector<std::string>{"tbb"});
  EXPECT_EQ(Libraries({"absl"}), std::vector<std::string>{"abseil"});
}

TEST(Models, BuiltinNamesNothingTwice) {
  llvm::StringSet<> Types;
  for (const auto &F : Models::builtin()->files())
    for (const TypeEntry &T : F->Types)
      for (const std::string &Name : T.Names)
        EXPECT_TRUE(Types.insert(Name).second) << Name << " in " << F->Library;
}

TEST(Models, ReportsAMissingFile) {
  EXPECT_EQ(errorsOfFiles({"/no/such.yaml"}),
            "/no/such.yaml:1:1: error: cannot read model file: No such file or directory");
}

TEST(Models, ReportsFaultsOfAllFiles) {
  Temporary Bad("library: a\ncall: []\n");
  std::string Errors = errorsOfFiles({"/no/such.yaml", Bad.Path});
  EXPECT_NE(Errors.find("/no/such.yaml:1:1"), std::string::npos);
  EXPECT_NE(Errors.find(Bad.Path + ":2:1"), std::string::npos);
}

TEST(Models, ReportsANameOfTwoUserFiles) {
  Temporary One("library: a\ncalls:\n  - {names: [acme::f], role: block}\n");
  Temporary Two("library: b\ncalls:\n  - {names: [acme::f], role: block}\n");
  Temporary Other("library: c\ncalls:\n  - {names: [acme::f], role: block, params: 3}\n");
  EXPECT_EQ(errorsOfFiles({One.Path, Two.Path}),
            Two.Path + ":3:14: error: 'acme::f' is named in '" + One.Path +
                "' already: expected it in one of the two");
  EXPECT_EQ(errorsOfFiles({One.Path, Other.Path}), "");
}

TEST(Models, AUserEntryReplacesTheBuiltinOnes) {
  Temporary Mine("library: a\ncalls:\n  - {names: ['std::mutex::lock'], role: block, params: 7}\n");
  auto Loaded = Models::load({Mine.Path});
  ASSERT_TRUE(!!Loaded);
  unsigned Count = 0;
  for (const auto &Row : (*Loaded)->calls("lock"))
    if (Row.Name == "std::mutex::lock") {
      ++Count;
      EXPECT_FALSE(Row.BuiltIn);
      EXPECT_EQ(Row.From->Library, "a");
    }
  EXPECT_EQ(Count, 1u);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

TEST(QualifiedName, SplitsOffTheLastComponent) {
  const char *Table[][3] = {
      {"f", "", "f"},
      {"std::mutex::lock", "std::mutex", "lock"},
      {"std::jthread::~jthread", "std::jthread", "~jthread"},
      {"std::unique_lock::operator bool", "std::unique_lock", "operator bool"},
      {"a::B::operator c::D", "a::B", "operator c::D"},
      {"std::function::operator()", "std::function", "operator()"},
      {"a::operators::f", "a::operators", "f"},
      {"a::operator_new", "a", "operator_new"},
      {"tbb::detail::*::spin_mutex", "tbb::detail::*", "spin_mutex"},
  };
  for (const auto &[Name, Enclosing, Last] : Table) {
    EXPECT_EQ(lastComponent(llvm::StringRef(Name)), Last);
    EXPECT_EQ(enclosingName(Name), Enclosing);
    EXPECT_EQ(faultOfName(Name), "");
  }
}

} // namespace
