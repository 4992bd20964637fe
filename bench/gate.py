#!/usr/bin/env python3
"""What `leash check` costs on a project of at least 300 files.

    bench/gate.py [--jobs N] [--files N] [--runs 3] [--build FOLDER] [--markdown FILE]

A cold run is compared with run-clang-tidy and the plugin over the same files; then the run is repeated with nothing
changed, and with one source file changed. CPU time is what all processes
of a run used, and says more than the time by the clock on a machine that does other work; memory is the peak of the
largest process.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import corpus  # noqa: E402
import debian  # noqa: E402
import findings as fd  # noqa: E402

PROJECT = "poco"
FOLDERS = ("Foundation", "Net", "Util", "Data", "XML", "JSON")
CONFIG = "{Checks: '-*,leash-*', HeaderFilterRegex: '.*'}"


@dataclass
class Cost:
    wall: float
    cpu: float
    megabytes: float
    status: int
    output: str


def measure(command):
    """Runs a command in a process group of its own, and sums what all its processes used."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        began = time.monotonic()
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        wall = time.monotonic() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cost = [wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, result.returncode,
                result.stdout[-20000:] + result.stderr[-20000:]]
        os.write(write, json.dumps(cost).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        data = stream.read()
    os.waitpid(pid, 0)
    return Cost(*json.loads(data))


def database(folder, count):
    """A compile database of `count` C++ files of the project; gives its folder."""
    project = next(p for p in corpus.PROJECTS if p.package == PROJECT)
    base = fd.BUILD / "bench"
    source = debian.SourceArchive(base / "src").unpack(project.package, project.version).resolve()
    configured = corpus.configure(project, source, base / "corpus" / project.package)
    entries = {}
    for entry in json.loads((configured / "compile_commands.json").read_text()):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.suffix == ".cpp" and path.is_relative_to(source) \
                and path.relative_to(source).parts[0] in FOLDERS:
            entries.setdefault(str(path), entry)
    chosen = [entries[name] for name in sorted(entries)][:count]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(chosen))
    return [str(Path(e["directory"], e["file"]).resolve()) for e in chosen]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--files", type=int, default=320)
    parser.add_argument("--runs", type=int, default=3, help="of the repeated runs")
    parser.add_argument("--build", default=str(fd.BUILD / "llvm-19"), help="with bin/leash and lib/LeashTidy.so")
    parser.add_argument("--markdown")
    args = parser.parse_args()

    build = Path(args.build)
    leash, plugin = build / "bin" / "leash", build / "lib" / "LeashTidy.so"
    folder = fd.BUILD / "bench" / "gate"
    files = database(folder, args.files)
    cache = folder / "cache"
    check = [str(leash), "check", "-p", str(folder), "--cache", str(cache), "--config", CONFIG,
             "-j", str(args.jobs), "--warn-only"]
    rows = []

    def note(name, cost, runs=1):
        rows.append((name, cost.wall, cost.cpu, cost.megabytes))
        print(f"{name}: {cost.wall:.2f} s, {cost.cpu:.2f} s CPU, {cost.megabytes:.0f} MB"
              f"{f' (median of {runs})' if runs > 1 else ''}", flush=True)

    shutil.rmtree(cache, ignore_errors=True)
    cold = measure(check)
    if cold.status != 0:
        debian.die(f"leash check failed:\n{cold.output[-3000:]}")
    note(f"leash check, cold, {len(files)} files", cold)

    def repeated(name, before=lambda number: None):
        costs = []
        for number in range(args.runs):
            before(number)
            costs.append(measure(check))
        middle = statistics.median
        note(name, Cost(middle(c.wall for c in costs), middle(c.cpu for c in costs),
                        max(c.megabytes for c in costs), 0, ""), args.runs)

    repeated("leash check, nothing changed")
    victim = Path(files[len(files) // 2])
    text = victim.read_text(encoding="latin-1")
    try:
        repeated("leash check, one source file changed",
                 lambda number: victim.write_text(f"{text}\n// {number}\n", encoding="latin-1"))
        one = measure([*check, "--no-cache", str(victim)])
        note("leash check, that file alone, no cache", one)
    finally:
        victim.write_text(text, encoding="latin-1")

    runner = shutil.which("run-clang-tidy-19") or debian.die("run-clang-tidy-19 is missing")
    note("run-clang-tidy with the plugin",
         measure([runner, "-quiet", "-p", str(folder), "-j", str(args.jobs), "-load", str(plugin),
                  "-clang-tidy-binary", shutil.which("clang-tidy-19"), "-config", CONFIG]))

    if args.markdown:
        with open(args.markdown, "w", encoding="utf-8") as stream:
            stream.write("| run | time (s) | CPU (s) | largest process (MB) |\n|---|---|---|---|\n")
            for name, wall, cpu, megabytes in rows:
                stream.write(f"| {name} | {wall:.2f} | {cpu:.2f} | {megabytes:.0f} |\n")


if __name__ == "__main__":
    main()
