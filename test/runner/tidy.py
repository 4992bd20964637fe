"""Running 'leash', clang-tidy and the compiler, and reading what they print."""

import os
import re
import subprocess

LINE = re.compile(
    r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<severity>warning|error|fatal error|note|remark): (?P<text>.*)$")
NO_PLACE = re.compile(r"^(?:\S+: )?(?:error|fatal error|LLVM ERROR): ", re.IGNORECASE)
CHECK = re.compile(r" \[(?P<check>[\w.,+-]+)\]$")
APPLIED = "FIX-IT applied suggested code changes"


class Finding:
    """A warning or an error, with its notes; or a note."""

    def __init__(self, match, base):
        self.file = os.path.normpath(os.path.join(base, match["file"]))
        self.line = int(match["line"])
        self.column = int(match["column"])
        self.severity = match["severity"]
        self.text = match["text"]
        self.notes = []
        self.fixed = False

    def tail(self):
        return f":{self.line}:{self.column}: {self.severity}: {self.text}"

    def __str__(self):
        return os.path.basename(self.file) + self.tail()

    def lines(self):
        return [str(self)] + [f"  {note}" for note in self.notes]


class Run:
    def __init__(self, name, result, base):
        self.name = name
        self.code = result.returncode
        self.output = result.stdout + result.stderr
        self.findings = []
        self.complaints = []
        for line in result.stderr.splitlines():
            if "could not load library" in line.lower():
                self.complaints.append(line)
        for line in result.stdout.splitlines():
            match = LINE.match(line)
            if match is None:
                if NO_PLACE.match(line):
                    self.complaints.append(line)
                continue
            item = Finding(match, base)
            if APPLIED in item.text:
                self.findings[-1].fixed = True
            elif item.severity in ("note", "remark"):
                if self.findings and "FIX-IT" not in item.text:
                    self.findings[-1].notes.append(item)
            else:
                self.findings.append(item)

    def broken(self):
        """Why the run is worth nothing, or an empty string."""
        if self.code < 0 or self.code >= 128:
            return f"it crashed (exit code {self.code})"
        if self.complaints:
            return self.complaints[0]
        if self.code != 0 and not self.findings:
            return f"it says nothing and its exit code is {self.code}"
        return ""

    def fixed(self):
        return [f for f in self.findings if f.fixed]

    def all_lines(self):
        return [line for f in self.findings for line in f.lines()]


def leash(args):
    return [args.leash]


def plugin(args):
    return [args.clang_tidy, "--load=" + args.plugin]


def run(tool, args, file, exports=None, extra_flags=()):
    command = tool + ["--quiet", "--checks=-*," + args.checks, "--config=" + args.config]
    if exports:
        command.append("--export-fixes=" + exports)
    command += [os.path.abspath(file), "--"] + args.flags + list(extra_flags)
    result = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return Run(os.path.basename(tool[0]), result, os.getcwd())


def has_fixes(exports):
    if not os.path.exists(exports):
        return False
    with open(exports, encoding="utf-8", errors="replace") as stream:
        return "ReplacementText:" in stream.read()


def compile(args, file, extra_flags=()):
    """The compiler's complaints about the file; empty if it compiles."""
    command = [args.clang, "-fsyntax-only", "-w", "-x", "c++", file] + args.flags + list(extra_flags)
    result = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return result.stderr.splitlines() if result.returncode else []
