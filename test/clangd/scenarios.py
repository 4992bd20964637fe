#!/usr/bin/env python3
"""What leash-clangd does over the protocol: one function for each test.

    scenarios.py --clangd PROGRAM ... NAME
"""

import argparse
import json
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lsp  # noqa: E402

FLAGS = ["-std=c++20"]

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
        return lsp.Server([program, "--log=error", "-j=2", *options], rest.pop("flags", FLAGS), **rest)

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
