#!/usr/bin/env python3
"""Runs the checks over a folder of strange sources, and lists where they crash, hang or make a sanitizer speak.

    bench/crash.py FOLDER [--tool COMMAND] [--limit SECONDS] [--batch N] [--checks GLOB] [--only PART] [--out FILE]

FOLDER is, for instance, clang/test of LLVM's sources. That a file does not parse is no fault; broken code is input.
Several files go to one process; where one falls or takes too long, each of them is run alone, and what then falls
or takes more than the limit is listed, unless clang-tidy without Leash falls there as well. Use the executable that
`./dev sanitize` builds.

Ends with 0 if nothing fell.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import findings as fd  # noqa: E402

FAULT = re.compile(r"AddressSanitizer|runtime error:|Assertion .* failed|UNREACHABLE executed|Stack dump:|"
                   r"PLEASE submit a bug report")
# Where the fault is: a frame of ours, or the first line that tells what it is.
OURS = re.compile(r"#\d+ 0x[0-9a-f]+ in (leash::\S+|\(anonymous namespace\)\S*)")


def sources(folder, only):
    return [path for path in sorted(folder.rglob("*.cpp")) if only in str(path)]


def run(arguments, files, tool=None, checks=None):
    """What falls in one process on these files, in short and in full; None if nothing does."""
    command = [*(tool or arguments.command), "--quiet", f"--config={arguments.config}",
               f"--checks=-*,{checks or arguments.checks}", *map(str, files), "--",
               "-w", f"-std={arguments.std}", "-fblocks", "-ferror-limit=0"]
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0:detect_container_overflow=0:detect_odr_violation=0"}
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                              timeout=arguments.limit * len(files), env=environment, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"takes more than {arguments.limit:g} s", ""
    if done.returncode in (0, 1) and not FAULT.search(done.stdout):
        return None
    told = FAULT.search(done.stdout)
    line = done.stdout[told.start():].splitlines()[0] if told else f"ended with {done.returncode}"
    frame = OURS.search(done.stdout)
    return line + (f" in {frame[1]}" if frame else ""), done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tool", help="the executable (default: the one of build/llvm-19-san)")
    parser.add_argument("--limit", type=float, default=10, help="seconds for each file")
    parser.add_argument("--batch", type=int, default=20, help="files for one process")
    parser.add_argument("--checks", default="leash-*")
    parser.add_argument("--std", default="c++20")
    parser.add_argument("--config", default="{}", help="clang-tidy's configuration")
    parser.add_argument("--without", default="clang-tidy-19", help="clang-tidy, to see what falls without Leash")
    parser.add_argument("--only", default="", help="only the files whose path contains this")
    parser.add_argument("--out", type=Path, default=fd.BUILD / "crash.txt", help="what fell, with all that was said")
    arguments = parser.parse_args()
    sanitized = fd.BUILD / "llvm-19-san" / "bin" / "leash"
    arguments.command = fd.tool_command(arguments.tool or (str(sanitized) if sanitized.exists() else None))

    files = sources(arguments.folder, arguments.only)
    if not files:
        sys.exit(f"bench: no .cpp files in {arguments.folder}")
    started, fallen, elsewhere = time.monotonic(), [], 0
    with open(arguments.out, "w", encoding="utf-8") as out:
        for begin in range(0, len(files), arguments.batch):
            batch = files[begin:begin + arguments.batch]
            if run(arguments, batch) is None:
                continue
            for path in batch:
                fault = run(arguments, [path])
                if fault is None:
                    continue
                if run(arguments, [path], [arguments.without], "llvm-include-order"):
                    elsewhere += 1
                    continue
                what, text = fault
                fallen.append((path, what))
                print(f"{path.relative_to(arguments.folder)}: {what}", flush=True)
                out.write(f"=== {path}: {what}\n{text}\n")
                out.flush()
    minutes = (time.monotonic() - started) / 60
    print(f"{len(files)} files, {len(fallen)} fell, {elsewhere} more fell without Leash too; {minutes:.0f} minutes")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
