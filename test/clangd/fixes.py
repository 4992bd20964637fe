#!/usr/bin/env python3
"""Applies the quick fix of each finding in the editor, one at a time.

    fixes.py --clangd PROGRAM FILE...

The files are tests of the checks, as for parity.py. After a fix the finding is gone,
no other has come, and the file has no error that it did not have. Then the fix is
taken back.
"""

import argparse
import collections
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lsp  # noqa: E402
import parity  # noqa: E402


def names(diagnostics):
    """How often each diagnostic is there; lines may move, and with them the notes."""
    return collections.Counter((d["code"], d["message"]) for d in lsp.ours(diagnostics))


def errors(diagnostics):
    return sum(d["severity"] == 1 for d in diagnostics)


def wrong_fixes(server, path, text):
    """Says what is wrong with the fixes of a file; yields one text for each fix, '' if it is right."""
    server.open(path, text)
    shown = server.diagnostics(path)
    for finding in lsp.ours(shown):
        edits = [a["edit"]["changes"] for a in server.fixes(path, finding) if a.get("edit")]
        for changes in edits[:1]:
            where = f"{path}:{finding['range']['start']['line'] + 1}: {finding['message']}"
            if list(changes) != [lsp.uri(path)]:
                yield f"{where}: changes {list(changes)}"
                continue
            fixed = lsp.apply_edits(text, changes[lsp.uri(path)])
            server.change(path, fixed)
            after = server.diagnostics(path)
            gone, come = names(shown) - names(after), names(after) - names(shown)
            if (finding["code"], finding["message"]) not in gone:
                yield f"{where}: is still there, in\n{fixed}"
            elif come:
                yield f"{where}: the fix brings {list(come)}, in\n{fixed}"
            elif errors(after) > errors(shown):
                yield f"{where}: the fix does not compile, in\n{fixed}"
            else:
                yield ""
            server.change(path, text)
            server.diagnostics(path)
    server.close(path)


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="files, or folders with files")
    parser.add_argument("--clangd", required=True)
    args = parser.parse_args(argv)
    right = wrong = 0
    with lsp.Server([args.clangd, "--log=error", "-j=2"]) as server:
        for path in parity.sources(args.files):
            flags = parity.flags_of(path)
            with open(path, encoding="utf-8", errors="replace") as stream:
                text = stream.read()
            if flags is None:
                continue
            parity.compile_with(server, path, flags)
            for problem in wrong_fixes(server, path, text):
                right += not problem
                wrong += bool(problem)
                if problem:
                    print(problem)
    print(f"{right + wrong} fixes applied, {wrong} wrong")
    return 1 if wrong or not right else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
