#!/usr/bin/env python3
"""What Leash costs, as ratios measured in one run, on large real files.

    bench/run.py [--runs 5] [--only NAME] [--tool COMMAND | --plugin FILE] [--markdown FILE]

For each file: `clang -fsyntax-only`, clang-tidy with the plugin and only Leash's checks, clang-tidy with
`concurrency-*,bugprone-*`, and the static analyzer with only its BlockInCriticalSection checker. The runs are
interleaved, so that a busy moment of the machine falls on all of them, and the medians are compared. Time is user
time, memory is the peak of the resident set.
"""

import argparse
import os
import shlex
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus  # noqa: E402
import debian  # noqa: E402
import findings as fd  # noqa: E402

LLVM = "19"
TARGET_TIME, TARGET_MEMORY = 1.05, 1.10


@dataclass
class Subject:
    name: str
    package: str
    version: str
    file: str
    flags: list
    packages: tuple = ()
    configured: str = ""    # a project of the corpus whose configure step makes the headers


SUBJECTS = [
    Subject("rocksdb db_impl.cc", "rocksdb", "7.8.3-2", "db/db_impl/db_impl.cc",
            ["-std=c++17", "-I.", "-Iinclude", "-DROCKSDB_PLATFORM_POSIX", "-DROCKSDB_LIB_IO_POSIX", "-DOS_LINUX"]),
    Subject("libtorrent session_impl.cpp", "libtorrent-rasterbar", "2.0.8-1", "src/session_impl.cpp",
            ["-std=c++17", "-Iinclude", "-Ideps/try_signal", "-DTORRENT_USE_OPENSSL", "-DTORRENT_USE_LIBCRYPTO",
             "-DTORRENT_SSL_PEERS", "-DBOOST_ASIO_ENABLE_CANCELIO", "-DBOOST_ASIO_NO_DEPRECATED",
             "-DTORRENT_BUILDING_SHARED", "-DTORRENT_LINKING_SHARED"],
            packages=("libboost1.81-dev", "libssl-dev")),
    Subject("zeromq socket_base.cpp", "zeromq3", "4.3.4-6", "src/socket_base.cpp",
            ["-std=c++11", "-I{build}", "-Isrc", "-Iinclude", "-D_REENTRANT", "-DZMQ_CUSTOM_PLATFORM_HPP"],
            configured="zeromq3"),
]


@dataclass
class Sample:
    seconds: float
    kilobytes: int
    status: int


def measure(command, cwd, log):
    """One run: user time and peak memory of the process, by wait4, so of this child alone."""
    child = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Sample(usage.ru_utime, usage.ru_maxrss, child.returncode)


def built_plugin():
    """The plugin that is built for the LLVM measured here."""
    path = fd.BUILD / f"llvm-{LLVM}" / "lib" / "LeashTidy.so"
    return path if path.exists() else None


def ways(arguments, file, flags):
    tidy = [f"clang-tidy-{LLVM}", "--quiet"]
    if arguments.tool:
        leash = [*shlex.split(arguments.tool), "--quiet"]
    else:
        leash = [*tidy, f"--load={arguments.plugin}"]
    clang = f"clang++-{LLVM}"
    return {
        "clang -fsyntax-only": [clang, "-fsyntax-only", "-w", *flags, file],
        "leash": [*leash, f"--checks=-*,{arguments.checks}", file, "--", "-w", *flags],
        "concurrency, bugprone": [*tidy, "--checks=-*,concurrency-*,bugprone-*", file, "--", "-w", *flags],
        # --analyze would add the default checkers, so the front end is told which ones to run.
        "analyzer": [clang, "-fsyntax-only", "-w", "-Xclang", "-analyze",
                     "-Xclang", f"-analyzer-checker={arguments.analyzer}",
                     "-Xclang", "-analyzer-output=text", *flags, file],
    }


def analyzer_checker():
    """The checker's name: it left alpha at some version."""
    listing = debian.run([f"clang-{LLVM}", "-cc1", "-analyzer-checker-help"]) + \
        debian.run([f"clang-{LLVM}", "-cc1", "-analyzer-checker-help-alpha"])
    for name in ("unix.BlockInCriticalSection", "alpha.unix.BlockInCriticalSection"):
        if any(line.split()[:1] == [name] for line in listing.splitlines()):
            return name
    debian.die(f"clang-{LLVM} has no checker BlockInCriticalSection")
    return ""


def prepare(subject):
    base = fd.BUILD / "bench"
    debian.install(subject.packages)
    source = debian.SourceArchive(base / "src").unpack(subject.package, subject.version).resolve()
    build = ""
    if subject.configured:
        project = next(p for p in corpus.PROJECTS if p.package == subject.configured)
        build = str(corpus.configure(project, source, base / "corpus" / project.package))
    return source, [flag.replace("{build}", build) for flag in subject.flags]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="only the files whose name contains this")
    parser.add_argument("--plugin", help="the plugin to load (default: the one under build/)")
    parser.add_argument("--tool", help="measure this command instead of clang-tidy with the plugin")
    parser.add_argument("--checks", default="leash-*")
    parser.add_argument("--markdown", metavar="FILE", help="write the table there as well")
    parser.add_argument("--skip", default="", help="leave out the ways whose name contains this")
    arguments = parser.parse_args()
    arguments.plugin = os.path.abspath(arguments.plugin) if arguments.plugin else built_plugin()
    if not arguments.plugin and not arguments.tool:
        debian.die(f"no plugin under build/llvm-{LLVM}: build it first ('./dev demo' does), or give --plugin")
    debian.install([f"clang-{LLVM}", f"clang-tidy-{LLVM}"])
    arguments.analyzer = analyzer_checker()

    log_path = fd.BUILD / "bench" / "run.log"
    log_path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["| file | lines read | measure | " + " | ".join(
                 ["clang -fsyntax-only", "leash", "concurrency, bugprone", "analyzer"]) + " |",
             "|---|---|---|---|---|---|---|"]
    met = True
    with open(log_path, "w", encoding="utf-8") as log:
        for subject in SUBJECTS:
            if arguments.only not in subject.name:
                continue
            source, flags = prepare(subject)
            text = subprocess.run([f"clang++-{LLVM}", "-E", "-P", *flags, subject.file], cwd=source,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            size = text.stdout.count(b"\n")
            commands = {name: command for name, command in ways(arguments, subject.file, flags).items()
                        if not arguments.skip or arguments.skip not in name}
            samples = {name: [] for name in commands}
            for run in range(arguments.runs):
                for name, command in commands.items():
                    log.write(f"# {subject.name}, run {run + 1}: {shlex.join(command)}\n")
                    log.flush()
                    sample = measure(command, source, log)
                    # clang-tidy ends with 0 when all it has to say is findings; a run that did not look is no figure.
                    if sample.status:
                        debian.die(f"{name} on {subject.name} ended with {sample.status}; see {log_path}")
                    samples[name].append(sample)
                print(f"bench: {subject.name}, run {run + 1} of {arguments.runs}", file=sys.stderr, flush=True)
            time = {name: statistics.median(s.seconds for s in runs) for name, runs in samples.items()}
            memory = {name: statistics.median(s.kilobytes for s in runs) for name, runs in samples.items()}
            first = "clang -fsyntax-only"
            order = ["clang -fsyntax-only", "leash", "concurrency, bugprone", "analyzer"]

            def cells(values, unit, scale):
                out = []
                for name in order:
                    if name not in values:
                        out.append("-")
                    elif name == first:
                        out.append(f"{values[name] / scale:.{2 if unit == 's' else 0}f} {unit}")
                    else:
                        out.append(f"{values[name] / values[first]:.2f} x")
                return " | ".join(out)

            lines.append(f"| {subject.name} | {size:,} | user time | {cells(time, 's', 1)} |")
            lines.append(f"| | | peak memory | {cells(memory, 'MiB', 1024)} |")
            if "leash" in time:
                met &= time["leash"] <= TARGET_TIME * time[first] and memory["leash"] <= TARGET_MEMORY * memory[first]
    text = "\n".join(lines)
    print(text)
    print(f"\nMedians of {arguments.runs} interleaved runs, LLVM {LLVM}, analyzer checker {arguments.analyzer}. "
          f"Target of leash: {TARGET_TIME:.2f} x in time, {TARGET_MEMORY:.2f} x in memory: {'met' if met else 'missed'}.")
    if arguments.markdown:
        Path(arguments.markdown).write_text(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
