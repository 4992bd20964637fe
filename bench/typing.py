#!/usr/bin/env python3
"""Types files into leash-clangd: the long run of test/clangd/typing.test.

    bench/typing.py [--build FOLDER] [--latency] [--edits N] [--seed N] [FILE...]

20,000 edits by default, over the examples, the mocks and the tests of the checks; or
the files and folders that are named, such as clang's own tests. With --latency, how
long diagnostics take with Leash and without, over files with findings: by default
those of examples/leaky. test/clangd/typing_session.py has more.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "test", "clangd"))
import typing_session  # noqa: E402

FILES = ["examples/leaky", "examples/fixed", "test/checks", "test/mock", "test/flow"]


def main(argv):
    build = os.path.join(ROOT, "build", "llvm-19")
    if "--build" in argv:
        at = argv.index("--build")
        build = os.path.abspath(argv[at + 1])
        argv = argv[:at] + argv[at + 2:]
    os.environ.setdefault("XDG_CONFIG_HOME", os.path.join(ROOT, "test", "clangd", "Inputs"))
    takes_value = {"--edits", "--seed", "--errors", "--clangd-input"}
    named = [a for i, a in enumerate(argv) if not a.startswith("--") and (i == 0 or argv[i - 1] not in takes_value)]
    files = [] if named else [os.path.join(ROOT, f) for f in (FILES[:1] if "--latency" in argv else FILES)]
    shuffle = [] if "--latency" in argv else ["--shuffle"]
    return typing_session.main(["--clangd", os.path.join(build, "bin", "leash-clangd"), *shuffle, *argv, *files])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
