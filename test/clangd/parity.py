#!/usr/bin/env python3
"""Compares what leash-clangd shows with what 'leash' prints, file by file.

    parity.py --clangd PROGRAM --leash PROGRAM [--filter TEXT] FILE...

The files are tests of the checks: their RUN lines say with which flags they are
compiled. A finding is its place, its check, its message and its story in order.
Only the findings in the file itself count: an editor shows those of a header when
the header is open. Notes inside of macros stand at the expansion in an editor.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
sys.path.insert(0, HERE)
import lsp  # noqa: E402
from runner import tidy  # noqa: E402

MOCK = os.path.join(os.path.dirname(HERE), "mock")
REPLACED = {"%qt_flags": "QT_FLAGS", "%glib_flags": "GLIB_FLAGS"}


def flags_of(path):
    """The flags of the file's first RUN line that checks it; None if it has none."""
    with open(path, encoding="utf-8", errors="replace") as stream:
        text = re.sub(r"\\\n//\s*(RUN:)?", " ", stream.read())
    match = re.search(r"^// RUN: %check_leash (.*)$", text, re.MULTILINE)
    if match is None:
        return ["-std=c++20"] if "/examples/" in path else None
    line = match[1].replace("%s", path).replace("%S", os.path.dirname(path))
    line = line.replace("%root", os.path.dirname(os.path.dirname(HERE)))
    for name, variable in REPLACED.items():
        line = line.replace(name, os.environ.get(variable, ""))
    words = shlex.split(line)
    own = words[:words.index("--")] if "--" in words else words
    flags = words[words.index("--") + 1:] if "--" in words else []
    std = next((w.partition("=")[2] for w in own if w.startswith("--std=")), "c++20")
    result = ["-std=" + std]
    if "--real" not in own:
        result += ["-nostdlibinc", "-nostdinc++", "-isystem", MOCK]
    return result + flags


def sources(names):
    for name in map(os.path.abspath, names):
        if not os.path.isdir(name):
            yield name
        for folder, _, files in sorted(os.walk(name)):
            yield from (os.path.join(folder, f) for f in sorted(files) if f.endswith(".cpp"))


def plain(text):
    return text[:1].lower() + text[1:]


def of_leash(program, path, flags):
    result = subprocess.run([program, "--quiet", "--checks=-*,leash-*", "--config={}", path, "--"] + flags,
                            capture_output=True, text=True, errors="replace", check=False)
    run = tidy.Run("leash", result, os.getcwd())
    found = []
    for finding in run.findings:
        check = tidy.CHECK.search(finding.text)
        names = [n for n in check["check"].split(",") if n.startswith("leash-")] if check else []
        if not names or finding.file != path:
            continue
        notes = [f"{os.path.basename(n.file)}:{n.line}:{n.column}: {plain(n.text)}"
                 for n in finding.notes if not n.text.startswith("expanded from macro ")]
        found.append("\n".join([f"{finding.line}:{finding.column}: "
                                f"{plain(finding.text[:check.start()])} [{names[0]}]"] + notes))
    return found


def compile_with(server, path, flags):
    """Tells clangd how a file is compiled."""
    server.notify("workspace/didChangeConfiguration", {"settings": {"compilationDatabaseChanges": {
        path: {"workingDirectory": os.path.dirname(path),
               "compilationCommand": ["clang++", *flags, "-c", path]}}}})


def of_clangd(server, path, flags):
    compile_with(server, path, flags)
    server.open(path)
    found = []
    for d in lsp.ours(server.diagnostics(path)):
        notes = []
        for note in d.get("relatedInformation", []):
            at = note["location"]["range"]["start"]
            notes.append(f"{os.path.basename(note['location']['uri'])}:{at['line'] + 1}:"
                         f"{at['character'] + 1}: {plain(note['message'])}")
        at = d["range"]["start"]
        message = plain(d["message"]).removesuffix(" (fix available)")
        found.append("\n".join([f"{at['line'] + 1}:{at['character'] + 1}: {message} [{d['code']}]"] + notes))
    server.close(path)
    return found


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="files, or folders with files")
    parser.add_argument("--clangd", required=True)
    parser.add_argument("--leash", required=True)
    args = parser.parse_args(argv)
    compared = findings = wrong = 0
    with lsp.Server([args.clangd, "--log=error", "-j=2"]) as server:
        for path in sources(args.files):
            flags = flags_of(path)
            if flags is None:
                continue
            left, right = sorted(of_leash(args.leash, path, flags)), sorted(of_clangd(server, path, flags))
            compared += 1
            findings += len(left)
            if left != right:
                wrong += 1
                print(f"DIFFERENT: {path}")
                for text in [t for t in left if t not in right]:
                    print("  only leash:  " + text.replace("\n", "\n    "))
                for text in [t for t in right if t not in left]:
                    print("  only clangd: " + text.replace("\n", "\n    "))
    print(f"{compared} files with {findings} findings compared, {wrong} differ")
    return 1 if wrong or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
