#!/usr/bin/env python3
"""Scores the checks on a folder of cases: kernels and real bugs, each with its fix.

    bench/cases.py CASES [--repos DIR] [--shape lock-across-blocking-call,double-lock] [--tool COMMAND] [--only ID,...]

CASES (or LEASH_CASES) is a folder with kernels/index.tsv, kernels/<id>/{buggy,fixed}.cpp, realbugs.tsv and stubs/.
For the real bugs, `--repos` (or LEASH_CASE_REPOS) holds clones of the public repositories, bare ones too, each at
<owner>/<name>, <owner>+<name> or <name> (with or without .git, or with a 'repo' folder inside). Without it they
are skipped and counted as such. Nothing of their code is kept: the trees are laid out under the build folder.

A case is *found* if a finding of a check of the asked shapes lies within three lines of a line where a report would
be right. It is *silent when fixed* if, for a kernel, the fixed program has no finding of those checks at all, and for
a real bug the fixed file has none in the functions of the findings that matched.
"""

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import findings as fd  # noqa: E402

NEAR = 3
SOURCE = re.compile(r"\.(?:[ch]|cc|cpp|cxx|hh|hpp|hxx|in|inc|inl|ipp|tcc|tpp|txx|def|gperf)$")
PLACEHOLDER = re.compile(r"^.*(?:@\w+@|\$\{\w+\}).*$", re.MULTILINE)
SHAPES = ["lock-across-blocking-call", "double-lock", "unstopped-timer", "lost-wakeup",
          "unstoppable-receive", "unreceived-send", "spin-select"]


@dataclass
class Row:
    id: str
    kind: str
    shape: str
    confidence: str = ""
    found: str = ""       # what was found on the buggy side, '' if nothing
    silent: str = ""      # 'yes', 'no (...)' or ''
    parse: str = ""
    skipped: str = ""
    details: list = field(default_factory=list)

    def told_apart(self):
        return bool(self.found) and self.silent == "yes"


def spans(text):
    """'308,311-313' as a list of (first, last)."""
    out = []
    for part in re.split(r"[,;]\s*", text.strip()):
        if part:
            first, _, last = part.partition("-")
            out.append((int(first), int(last or first)))
    return out


def near(line, places):
    return any(first - NEAR <= line <= last + NEAR for first, last in places)


def read_table(path):
    with open(path, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def short(finding):
    return f"{finding.check.removeprefix('leash-')}:{finding.line}"


def analyse(arguments, main_file, flags, cwd, root):
    command = [*arguments.command, f"--checks=-*,{','.join(arguments.checks)}", "--header-filter=.*", "--quiet",
               *arguments.extra, str(main_file), "--", *flags, "-ferror-limit=0", "-w"]
    if arguments.verbose:
        print("+", *command, file=sys.stderr)
    return fd.analyse(command, cwd=cwd, root=root)


def parse_column(buggy, fixed):
    left, right = buggy.parse_status(), fixed.parse_status()
    return left if left == right else f"{left}, fixed: {right}"


def score_kernel(arguments, entry):
    folder = Path(arguments.cases) / "kernels" / entry["id"]
    row = Row(entry["id"], "kernel", entry["shape"])
    flags = ["-std=c++20", "-pthread"]
    buggy = analyse(arguments, folder / "buggy.cpp", flags, folder, folder)
    fixed = analyse(arguments, folder / "fixed.cpp", flags, folder, folder)
    places = spans(entry["buggy_lines"])
    here = [f for f in buggy.findings if f.check in arguments.checks]
    hits = [f for f in here if f.file == "buggy.cpp" and near(f.line, places)]
    left = [f for f in fixed.findings if f.check in arguments.checks]
    row.parse = parse_column(buggy, fixed)
    row.found = ", ".join(dict.fromkeys(map(short, hits)))
    row.silent = "yes" if not left else "no (" + ", ".join(dict.fromkeys(map(short, left))) + ")"
    row.details = explain(here, hits, left, buggy, fixed)
    return row


def explain(here, hits, left, buggy, fixed):
    lines = [f"{'hit ' if f in hits else 'else'} {f.file}:{f.line}: {f.text} [{f.check}]" for f in here]
    lines += [f"left {f.file}:{f.line}: {f.text} [{f.check}]" for f in left]
    lines += [f"error {side} {e}" for side, r in (("buggy", buggy), ("fixed", fixed)) for e in r.errors[:3]]
    return lines


def repository(folder, name):
    """The git directory of owner/name under folder, or None."""
    owner, _, project = name.partition("/")
    for base in (f"{owner}/{project}", f"{owner}+{project}", project, project.lower()):
        for tail in ("", ".git", "/repo", "/.git"):
            path = Path(folder) / (base + tail)
            if (path / "objects").is_dir() or (path / ".git").exists():
                return path
    return None


def lay_out(git_dir, commit, target):
    """The sources of a commit under target, laid out once."""
    if (target / ".complete").exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    environment = {**os.environ, "GIT_INDEX_FILE": str(target.parent / f".{target.name}.index")}
    real = subprocess.run(["git", "-C", str(git_dir), "rev-parse", "--absolute-git-dir"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()
    git = ["git", f"--git-dir={real}", f"--work-tree={target}"]
    subprocess.run([*git, "read-tree", commit], check=True, env=environment)
    names = subprocess.run([*git, "ls-files", "-z"], check=True, env=environment, stdout=subprocess.PIPE).stdout
    wanted = [name for name in names.split(b"\0") if SOURCE.search(name.decode(errors="replace"))]
    # A partial clone may lack the largest files; a file that is needed and absent shows as a parse error.
    subprocess.run([*git, "checkout-index", "-q", "-f", "-z", "--stdin"], env=environment,
                   cwd=target, input=b"\0".join(wanted) + b"\0", stderr=subprocess.DEVNULL, check=False)
    # What a configure step would have made, as far as the files of the cases need it.
    for template in target.rglob("mavlink_include.h*.in"):
        text = template.read_text().replace("@MAVLINK_DIALECT@", "common")
        template.with_suffix("").write_text(text)
    for template in [*target.rglob("*.h.in"), *target.rglob("*.hpp.in")]:
        made = template.with_suffix("")
        if not made.exists():
            made.write_text(PLACEHOLDER.sub("", template.read_text(errors="replace")))
    (target / ".complete").touch()


def lay_out_stubs(arguments):
    """The configuration headers of the cases, and the generated MAVLink library in the two layouts they use."""
    stubs = Path(arguments.scratch) / "stubs"
    shutil.copytree(Path(arguments.cases) / "stubs", stubs, dirs_exist_ok=True)
    library = repository(arguments.repos, "mavlink/c_library_v2") if arguments.repos else None
    if library:
        lay_out(library, "HEAD", stubs / "mavroot" / "mavlink")
        parent = stubs / "mavinc" / "mavlink"
        parent.mkdir(parents=True, exist_ok=True)
        if not (parent / "v2.0").exists():
            (parent / "v2.0").symlink_to(stubs / "mavroot" / "mavlink")
    return stubs


def score_real_bug(arguments, entry, stubs):
    row = Row(entry["id"], "real bug", entry["shape"], entry["confidence"])
    git_dir = repository(arguments.repos, entry["repo"]) if arguments.repos else None
    if not git_dir:
        row.skipped = f"no clone of {entry['repo']}"
        return row
    trees = {}
    for side, column in (("buggy", "buggy_commit"), ("fixed", "fix_commit")):
        known = subprocess.run(["git", "-C", str(git_dir), "cat-file", "-e", entry[column] + "^{commit}"],
                               stderr=subprocess.DEVNULL)
        if known.returncode != 0:
            row.skipped = f"the clone of {entry['repo']} has no commit {entry[column][:12]}"
            return row
        trees[side] = Path(arguments.scratch) / entry["id"] / side
        lay_out(git_dir, entry[column], trees[side])

    # A file that is no translation unit of its own is parsed through the one that includes it.
    main_file = entry["file"]
    through = re.search(r"parsed through (\S+\.c\w*)", entry["why"])
    if through:
        main_file = through.group(1)
    flags = entry["include_flags"].replace("<stub>", str(stubs)).split()
    if main_file.endswith(".h"):
        flags = ["-x", "c++", *flags]
    results = {side: analyse(arguments, main_file, flags, tree, tree) for side, tree in trees.items()}

    places = spans(entry["lines"])
    here = [f for f in results["buggy"].findings if f.check in arguments.checks and f.file == entry["file"]]
    hits = [f for f in here if near(f.line, places)]
    functions = {name for f in hits if (name := fd.function_at(trees["buggy"] / f.file, f.line))}
    checks = {f.check for f in hits}
    left = [f for f in results["fixed"].findings
            if f.check in checks and f.file == entry["file"]
            and fd.function_at(trees["fixed"] / f.file, f.line) in functions]
    row.parse = parse_column(results["buggy"], results["fixed"])
    row.found = ", ".join(dict.fromkeys(map(short, hits)))
    if hits:
        row.silent = "yes" if not left else "no (" + ", ".join(dict.fromkeys(map(short, left))) + ")"
    row.details = explain(here, hits, left, results["buggy"], results["fixed"])
    return row


def table(rows):
    lines = ["| case | shape | confidence | found on the buggy side | silent on the fixed side | parse |",
             "|---|---|---|---|---|---|"]
    for row in rows:
        if row.skipped:
            lines.append(f"| {row.id} | {row.shape} | {row.confidence} | skipped: {row.skipped} | | |")
        else:
            lines.append(f"| {row.id} | {row.shape} | {row.confidence} | {row.found or 'no'} | {row.silent or '-'} | {row.parse} |")
    return "\n".join(lines)


def summary(rows):
    def count(label, chosen):
        chosen = [row for row in chosen if not row.skipped]
        if not chosen:
            return None
        apart = sum(row.told_apart() for row in chosen)
        found = sum(bool(row.found) for row in chosen)
        return f"{label}: {found} of {len(chosen)} found, {apart} told apart from the fix ({100 * apart // len(chosen)} %)"
    bugs = [row for row in rows if row.kind == "real bug"]
    lines = [count("kernels", [row for row in rows if row.kind == "kernel"]),
             count("real bugs, high confidence", [row for row in bugs if row.confidence == "high"]),
             count("real bugs, medium confidence", [row for row in bugs if row.confidence == "medium"])]
    skipped = sum(bool(row.skipped) for row in rows)
    if skipped:
        lines.append(f"skipped: {skipped}")
    return "\n".join(line for line in lines if line)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="?", default=os.environ.get("LEASH_CASES"))
    parser.add_argument("--repos", default=os.environ.get("LEASH_CASE_REPOS"))
    parser.add_argument("--shape", default=",".join(SHAPES), help="shapes to score, with commas")
    parser.add_argument("--checks", help="checks whose findings count (default: leash-<shape> of each shape)")
    parser.add_argument("--tool", help="the command to run (default: the leash executable under build/)")
    parser.add_argument("--extra", action="append", default=[], help="one more argument for the tool")
    parser.add_argument("--scratch", default=str(fd.BUILD / "bench" / "cases"))
    parser.add_argument("--only", default="", help="only these cases, with commas")
    parser.add_argument("--markdown", metavar="FILE", help="write the table there as well")
    parser.add_argument("--details", action="store_true", help="print every finding that was looked at")
    parser.add_argument("--verbose", action="store_true", help="print the commands")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    arguments = parser.parse_args()
    if not arguments.cases:
        parser.error("which cases? Give the folder, or set LEASH_CASES")
    if not (Path(arguments.cases) / "kernels" / "index.tsv").exists():
        parser.error(f"'{arguments.cases}' has no kernels/index.tsv")
    arguments.cases = str(Path(arguments.cases).resolve())
    if arguments.repos:
        arguments.repos = str(Path(arguments.repos).resolve())
    shapes = arguments.shape.split(",")
    arguments.checks = (arguments.checks or ",".join(f"leash-{shape}" for shape in shapes)).split(",")
    arguments.command = fd.tool_command(arguments.tool)
    Path(arguments.scratch).mkdir(parents=True, exist_ok=True)
    only = {name for name in arguments.only.split(",") if name}

    def wanted(entry):
        asked = any(shape in shapes for shape in entry["shape"].split(","))
        return asked and (not only or entry["id"] in only)

    kernels = [e for e in read_table(Path(arguments.cases) / "kernels" / "index.tsv") if wanted(e)]
    bugs = [e for e in read_table(Path(arguments.cases) / "realbugs.tsv") if wanted(e)]
    stubs = lay_out_stubs(arguments)
    rows = []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        work = [pool.submit(score_kernel, arguments, entry) for entry in kernels]
        work += [pool.submit(score_real_bug, arguments, entry, stubs) for entry in bugs]
        for task in work:
            row = task.result()
            rows.append(row)
            text = f"skipped: {row.skipped}" if row.skipped else \
                f"found: {row.found or 'no':45} silent when fixed: {row.silent or '-':12} parse: {row.parse}"
            print(f"{row.id:15} {row.shape:42} {row.confidence:7} {text}", flush=True)
            if arguments.details:
                for line in row.details:
                    print(f"    {line}")
    print(summary(rows))
    if arguments.markdown:
        Path(arguments.markdown).write_text(table(rows) + "\n\n" + summary(rows) + "\n")
    # Scoring is not a gate: only what could not run at all is a failure.
    return 1 if not rows or all(row.skipped for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
