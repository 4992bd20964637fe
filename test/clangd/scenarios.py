#!/usr/bin/env python3
"""What leash-clangd does over the protocol: one function for each test.

    scenarios.py --clangd PROGRAM ... NAME
"""

import argparse
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lsp  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
REAL = ["-std=c++20"]
FLAGS = REAL + ["-nostdlibinc", "-nostdinc++", "-isystem", os.path.join(os.path.dirname(HERE), "mock")]

SLEEPER = """#include <chrono>
#include <mutex>
#include <thread>

std::mutex m;
int shared = 0;

void held() {
  std::lock_guard<std::mutex> guard(m);
  ++shared;
  std::this_thread::sleep_for(std::chrono::seconds(1));
}
"""
CHECK = "leash-lock-across-blocking-call"
PAGE = "/docs/checks/lock-across-blocking-call.md"


class Failed(Exception):
    pass


def expect(condition, what):
    if not condition:
        raise Failed(what)


def same(found, wanted, what):
    expect(found == wanted, f"{what}: found {found!r}, wanted {wanted!r}")


class Scene:
    """Files in a fresh folder, and servers that start in it."""

    def __init__(self, args):
        self.args = args
        self.folder = args.folder
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return path

    def server(self, *options, **rest):
        rest.setdefault("folder", self.folder)
        program = rest.pop("program", self.args.clangd)
        # No compile database but one of the test's own.
        return lsp.Server([program, "--log=error", "-j=2", "--compile-commands-dir=" + self.folder, *options], rest.pop("flags", FLAGS), **rest)

    def codes(self, path, *options, **rest):
        """The codes of the findings of Leash's in a file, from a server of its own."""
        with self.server(*options, **rest) as server:
            server.open(path)
            return [d["code"] for d in lsp.ours(server.diagnostics(path))]


# --- Findings -------------------------------------------------------------------


def findings(scene):
    """A finding shows with its story in order and its quick fix, which mends it."""
    path = scene.write("a.cpp", SLEEPER)
    with scene.server() as server:
        server.open(path)
        found = lsp.ours(server.diagnostics(path))
        same([d["code"] for d in found], [CHECK], "the codes")
        finding = found[0]
        same(finding["source"], "clang-tidy", "the source")
        same(finding["severity"], 2, "the severity")
        same(finding["range"]["start"], {"line": 10, "character": 2}, "the place")
        story = [note["message"] for note in finding["relatedInformation"]]
        expect(len(story) >= 2, f"there is no story: {story}")
        expect("is locked here" in story[0], f"the story begins with '{story[0]}'")
        expect(story[-1].lower().startswith("canonical fix: "), f"the story ends with '{story[-1]}'")
        actions = [a for a in server.fixes(path, finding) if a.get("edit") or a.get("command")]
        expect(actions, "no quick fix")
        edits = edits_of(actions[0])
        fixed = lsp.apply_edits(SLEEPER, edits)
        server.change(path, fixed)
        same(lsp.ours(server.diagnostics(path)), [], f"the findings after the quick fix, in\n{fixed}")


def edits_of(action):
    edit = action.get("edit") or action["command"]["arguments"][0]
    edit = edit.get("edit", edit)
    return [e for edits in edit["changes"].values() for e in edits]


def plain_editor(scene):
    """An editor that takes no related information gets the story in the message."""
    path = scene.write("a.cpp", SLEEPER)
    with scene.server(capabilities={}) as server:
        server.open(path)
        found = lsp.ours(server.diagnostics(path))
        same([d["code"] for d in found], [CHECK], "the codes")
        expect("anonical fix: " in found[0]["message"], f"no story in {found[0]['message']!r}")
        expect(found[0]["codeDescription"]["href"].endswith(PAGE), "the link is wrong")


def own_headers(scene):
    """What functions in the user's headers do is known; system headers stay closed."""
    body = """#pragma once
#include <chrono>
#include <thread>
inline void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
struct Napper {
  void nap() { std::this_thread::sleep_for(std::chrono::seconds(1)); }
  template <typename T> void napFor(T time) { std::this_thread::sleep_for(time); }
};
"""
    scene.write("own/nap.h", body)
    scene.write("system/nap2.h", body.replace("nap", "rest").replace("Nap", "Rest"))
    main = """#include "nap.h"
#include <nap2.h>
#include <mutex>
std::mutex m;
void free_bad() {
  std::lock_guard<std::mutex> guard(m);
  nap();
}
void method_bad(Napper &napper) {
  std::lock_guard<std::mutex> guard(m);
  napper.nap();
}
void template_bad(Napper &napper) {
  std::lock_guard<std::mutex> guard(m);
  napper.napFor(std::chrono::seconds(1));
}
void system_ok(Restper &rester) {
  std::lock_guard<std::mutex> guard(m);
  rest();
  rester.rest();
}
"""
    path = scene.write("a.cpp", main)
    flags = FLAGS + ["-I" + scene.path("own"), "-isystem", scene.path("system")]
    with scene.server(flags=flags) as server:
        server.open(path)
        lines = [d["range"]["start"]["line"] + 1 for d in lsp.ours(server.diagnostics(path))]
        same(lines, [7, 11, 15], "the lines")


def header(scene):
    """A header that is open shows its own findings."""
    path = scene.write("a.h", "#pragma once\n" + SLEEPER.replace("void held", "inline void held"))
    same(scene.codes(path, flags=["-xc++-header"] + FLAGS), [CHECK], "the codes")


# --- Configuration ----------------------------------------------------------------


def configuration(scene):
    """The checks run unless a configuration speaks of them."""
    on, off = [CHECK], []
    cases = [
        ("nothing", {}, [], on),
        ("other checks", {".clang-tidy": "Checks: '-*,bugprone-*'"}, [], on),
        ("another of Leash's", {".clang-tidy": "Checks: '-*,leash-double-lock'"}, [], off),
        ("one is taken away", {".clang-tidy": f"Checks: '-{CHECK}'"}, [], off),
        ("all are asked for", {".clang-tidy": "Checks: 'leash-*'"}, [], on),
        ("no checks at all", {".clang-tidy": "Checks: '-*'"}, [], off),
        (".clangd takes it away", {".clangd": "Diagnostics: {ClangTidy: {Remove: leash-*}}"}, [], off),
        (".clangd takes all away", {".clangd": "Diagnostics: {ClangTidy: {Remove: '*'}}"}, [], off),
        (".clangd wins over .clang-tidy", {".clang-tidy": "Checks: 'leash-*'",
                                           ".clangd": f"Diagnostics: {{ClangTidy: {{Remove: {CHECK}}}}}"}, [], off),
        (".clangd suppresses it", {".clangd": f"Diagnostics: {{Suppress: {CHECK}}}"}, [], off),
        (".clangd suppresses all", {".clangd": "Diagnostics: {Suppress: '*'}"}, [], off),
        (".clangd adds others", {".clangd": "Diagnostics: {ClangTidy: {Add: bugprone-*}}"}, [], on),
        (".clangd wants fast checks", {".clangd": "Diagnostics: {ClangTidy: {FastCheckFilter: Strict}}"}, [], on),
        (".clangd wants all checks", {".clangd": "Diagnostics: {ClangTidy: {FastCheckFilter: None}}"}, [], on),
        ("an option of the check", {".clang-tidy": f"CheckOptions: {{{CHECK}.ReportBounded: false}}"}, [], off),
        ("an option in .clangd", {".clangd": "Diagnostics: {ClangTidy: {CheckOptions: "
                                             f"{{{CHECK}.ReportBounded: 'false'}}}}}}"}, [], off),
        ("clang-tidy is off", {}, ["--clang-tidy=0"], off),
    ]
    wrong = []
    with scene.server() as server:
        for number, (name, files, options, wanted) in enumerate(cases):
            for file, text in files.items():
                scene.write(f"{number}/{file}", text + "\n")
            path = scene.write(f"{number}/a.cpp", SLEEPER)
            if options:
                found = scene.codes(path, *options)
            else:
                server.open(path)
                found = [d["code"] for d in lsp.ours(server.diagnostics(path))]
            if found != wanted:
                wrong.append(f"{name}: found {found}, wanted {wanted}")
    expect(not wrong, "\n".join(wrong))


def no_complaint(scene):
    """clangd does not complain when a configuration names Leash's checks."""
    config = scene.write(".clangd", "Diagnostics: {ClangTidy: {Add: leash-double-lock}}\n")
    path = scene.write("a.cpp", SLEEPER)
    with scene.server() as server:
        server.open(path)
        same([d["code"] for d in lsp.ours(server.diagnostics(path))], [], "the codes")
        complaints = [m for m in server.seen if m.get("method") == "textDocument/publishDiagnostics"
                      and m["params"]["uri"] == lsp.uri(config) and m["params"]["diagnostics"]]
        same(complaints, [], "the diagnostics for .clangd")


def others_stay(scene):
    """clangd's own diagnostics are what they are without Leash."""
    path = scene.write("a.cpp", OTHERS)
    found = []
    for program in (scene.args.clangd, scene.args.plain):
        with scene.server(program=program) as server:
            server.open(path)
            found.append([d for d in server.diagnostics(path) if not d["code"].startswith("leash-")])
    same(found[0], found[1], "the other diagnostics")
    expect(any(d["code"] == "bugprone-integer-division" for d in found[1]), "clangd's own checks did not run")


OTHERS = SLEEPER + """
double half(int value) { return value / 2; }
double ratio() { double d = 7 / 2; return d; }
double broken() { return undeclared; }
"""

# --- Links ------------------------------------------------------------------------


def links(scene):
    """Findings link to Leash's pages, other diagnostics to where clangd sends them."""
    path = scene.write("a.cpp", OTHERS)
    hrefs = {}
    with scene.server() as server:
        server.open(path)
        for d in server.diagnostics(path):
            hrefs[d["code"]] = d.get("codeDescription", {}).get("href")
    expect(hrefs[CHECK].startswith("https://") and hrefs[CHECK].endswith(PAGE), f"the link is {hrefs[CHECK]}")
    expect(os.path.exists(scene.args.root + PAGE), f"{PAGE} is missing")
    same(hrefs["bugprone-integer-division"],
         "https://clang.llvm.org/extra/clang-tidy/checks/bugprone/integer-division.html", "another link")
    scene.write(".clang-tidy", "CheckOptions: {leash.DocsBase: 'https://docs.example.org/leash'}\n")
    with scene.server() as server:
        server.open(path)
        found = lsp.ours(server.diagnostics(path))
        same(found[0]["codeDescription"]["href"],
             "https://docs.example.org/leash/lock-across-blocking-call.md", "the moved link")


def messages(scene):
    """Other messages are those of clangd, large ones and those sent in pieces, too."""
    trap = 'const char *trap = "https://clang.llvm.org/extra/clang-tidy/checks/leash/double-lock.html"; // leash-\n'
    many = "".join(f"/// Says \u00fc{i}: \\r\\n Content-Length: 7\\n{trap}int f{i}(int a) {{ return a + {i}; }}\n"
                   .replace("*trap", f"*trap{i}") for i in range(3000))
    path = scene.write("large.cpp", SLEEPER + many)
    small = scene.write("small.cpp", OTHERS.replace("{", "{  "))
    answers = []
    for program in (scene.args.clangd, scene.args.plain):
        with scene.server(program=program) as server:
            server.open(path)
            own = server.diagnostics(path)
            document = {"textDocument": {"uri": lsp.uri(path)}}
            at = {**document, "position": {"line": 8, "character": 7}}
            answers.append({
                "symbols": server.request("textDocument/documentSymbol", document),
                "tokens": server.request("textDocument/semanticTokens/full", document),
                "hover": server.request("textDocument/hover", at),
                "completion": [item["label"] for item in server.request(
                    "textDocument/completion", {**document, "position": {"line": 9, "character": 3}})["items"]],
                "others": [d for d in own if not d["code"].startswith("leash-")],
            })
            answers[-1]["tokens"].pop("resultId", None)
            # Those over which clangd is slow in a large file.
            document["textDocument"]["uri"] = lsp.uri(small)
            server.open(small)
            answers[-1]["folding"] = server.request("textDocument/foldingRange", document)
            answers[-1]["format"] = server.request("textDocument/formatting", {
                **document, "options": {"tabSize": 2, "insertSpaces": True}})
    size = max(len(json.dumps(a)) for a in answers[1].values())
    expect(size > 500000, f"the largest answer has {size} bytes")
    for kind in answers[1]:
        expect(answers[0][kind] == answers[1][kind], f"'{kind}' differs from clangd's")
    # The same session, a few bytes at a time.
    with scene.server() as server:
        whole = server.send_raw

        def in_pieces(data):
            step = 7 if len(data) < 20000 else 4001
            for i in range(0, len(data), step):
                whole(data[i:i + step])

        server.send_raw = in_pieces
        server.open(path)
        same([d["code"] for d in lsp.ours(server.diagnostics(path))], [CHECK], "the codes, in pieces")
    # Very many findings in one message.
    held = SLEEPER[SLEEPER.index("void held"):]
    path = scene.write("many.cpp", SLEEPER + "".join(held.replace("held", f"held{i}") for i in range(1500)))
    with scene.server() as server:
        server.open(path)
        found = lsp.ours(server.diagnostics(path))
        same(len(found), 1501, "the number of findings")
        expect(all(d["codeDescription"]["href"].endswith(PAGE) for d in found), "a link is wrong")


# --- Models -----------------------------------------------------------------------

MODEL = """library: acme
calls:
  - names: ['acme::call']
    role: block
    class: rpc
"""
CALLER = """#include <mutex>
namespace acme { void call(); }
std::mutex m;
void f() {
  std::lock_guard<std::mutex> guard(m);
  acme::call();
}
"""


def models(scene):
    """A user's model counts; a broken one is shown, and so are wrong options."""
    scene.write(".clang-tidy", "CheckOptions: {leash.Models: 'models/acme.yaml'}\n")
    scene.write("models/acme.yaml", MODEL)
    path = scene.write("src/a.cpp", CALLER)
    with scene.server() as server:
        server.open(path)
        same([d["code"] for d in lsp.ours(server.diagnostics(path))], [CHECK], "the codes")
        # Broken while the editor is open; seen at the next change.
        scene.write("models/acme.yaml", MODEL.replace("role: block", "role: blocks"))
        server.change(path, CALLER + "// 1\n")
        shown = lsp.ours(server.diagnostics(path))
        same([(d["severity"], d["range"]["start"]["line"]) for d in shown], [(1, 0)], "what is shown")
        expect("acme.yaml:4:11" in shown[0]["message"] and "role" in shown[0]["message"],
               f"the message is {shown[0]['message']!r}")
        scene.write("models/acme.yaml", MODEL)
        server.change(path, CALLER + "// 2\n")
        same([d["message"] for d in lsp.ours(server.diagnostics(path)) if d["severity"] == 1], [],
             "errors after the model was mended")
        os.remove(scene.path("models/acme.yaml"))
        server.change(path, CALLER + "// 3\n")
        shown = lsp.ours(server.diagnostics(path))
        expect(len(shown) == 1 and "acme.yaml" in shown[0]["message"], f"a missing model shows {shown}")
    scene.write("option/.clang-tidy", f"CheckOptions: {{{CHECK}.Classes: 'sleep;bogus'}}\n")
    path = scene.write("option/a.cpp", SLEEPER)
    with scene.server() as server:
        server.open(path)
        shown = [d for d in lsp.ours(server.diagnostics(path)) if d["severity"] == 1]
        expect(len(shown) == 1 and "nknown class 'bogus'" in shown[0]["message"], f"a wrong option shows {shown}")


# --- Installing -------------------------------------------------------------------


def installed(scene):
    """clang's own headers are found without flags, wherever the program stands."""
    text = """#include <stddef.h>
#include <stdarg.h>
""" + SLEEPER
    path = scene.write("a.cpp", text)
    prefix = scene.path("prefix")
    build = os.path.dirname(os.path.dirname(scene.args.clangd))
    result = subprocess.run(["cmake", "--install", build, "--prefix", prefix],
                            capture_output=True, text=True, check=False)
    expect(result.returncode == 0, f"cmake --install: {result.stderr}")
    program = os.path.join(prefix, "bin", "leash-clangd")
    # As an editor may start it: another folder, and a short PATH.
    for case, environment in (("installed", {}), ("a short PATH", {"PATH": "/usr/bin:/bin"})):
        with scene.server(program=program, environment=environment, folder="/", flags=REAL) as server:
            server.open(path)
            shown = server.diagnostics(path)
            same([d["message"] for d in shown if d["severity"] == 1], [], f"errors, {case}")
            same([d["code"] for d in lsp.ours(shown)], [CHECK], f"the codes, {case}")
    # A user's own folder wins.
    scene.write("own/include/stddef.h", "#error the user's own\n")
    own = "--resource-dir=" + scene.path("own")
    for case, options, environment in (("option", [own], {}), ("variable", [], {"CLANGD_FLAGS": own})):
        with scene.server(*options, program=program, environment=environment, flags=REAL) as server:
            server.open(path)
            expect(any("user's own" in d["message"] for d in server.diagnostics(path)),
                   f"the {case} with a resource directory has no effect")


def command_line(scene):
    """The options are clangd's."""
    for option in ("--version", "--help"):
        texts = [subprocess.run([program, option], capture_output=True, text=True, check=False).stdout
                 for program in (scene.args.clangd, scene.args.plain)]
        expect(texts[0], f"{option} prints nothing")
        same(texts[0].replace("leash-clangd", "clangd").replace(os.path.basename(scene.args.plain), "clangd"),
             texts[1].replace(os.path.basename(scene.args.plain), "clangd"), option)
    scene.write("compile_flags.txt", "\n".join(FLAGS))
    path = scene.write("a.cpp", SLEEPER)
    result = subprocess.run([scene.args.clangd, "--compile-commands-dir=" + scene.folder, "--check=" + path],
                            capture_output=True, text=True, check=False)
    expect(result.returncode == 0 and " 0 errors" in result.stderr, f"--check says {result.stderr[-2000:]}")
    result = subprocess.run([scene.args.clangd, "--no-such-option"], capture_output=True, text=True, check=False)
    expect(result.returncode != 0, "an unknown option passes")


# --- Running --------------------------------------------------------------------

SCENARIOS = {name: function for name, function in list(globals().items())
             if getattr(function, "__doc__", None) and getattr(function, "__code__", None)
             and function.__code__.co_varnames[:1] == ("scene",)}


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(SCENARIOS))
    for option in ("clangd", "leash", "plain", "root", "folder"):
        parser.add_argument("--" + option, required=True)
    args = parser.parse_args(argv)
    try:
        SCENARIOS[args.name](Scene(args))
    except (Failed, lsp.Died) as error:
        print(f"FAILED: {SCENARIOS[args.name].__doc__}\n{error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
