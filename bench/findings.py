"""Runs clang-tidy or leash on a file and reads what it says; finds the function that a line is in."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
BUILD = REPO / "build"

_DIAGNOSTIC = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): "
                         r"(?P<level>warning|error|note|remark|fatal error): (?P<text>.*?)(?: \[(?P<check>[^\]\s]+)\])?$")


def default_tool():
    """The leash executable that is built here; with LLVM 19's, if there are several."""
    for executable in sorted(BUILD.glob("llvm-*/bin/leash")):
        return str(executable)
    return None


def tool_command(tool):
    tool = tool or default_tool()
    if not tool:
        sys.exit("bench: no leash executable under build/llvm-*/bin: build it first ('./dev demo' does), or give --tool")
    return shlex.split(tool)


@dataclass
class Finding:
    check: str
    file: str
    line: int
    text: str
    notes: list = field(default_factory=list)

    def key(self):
        return (self.check, self.file, self.line, self.text)


@dataclass
class Result:
    findings: list
    errors: list
    status: int
    output: str
    seconds: float = 0.0

    def crashed(self):
        # clang-tidy itself ends with 0 or 1; the driver adds 2.
        return self.status < 0 or self.status > 2

    def parse_status(self):
        if self.crashed():
            return f"crashed ({self.status})"
        if self.errors:
            return f"{len(self.errors)} error{'s' if len(self.errors) > 1 else ''}"
        return "ok"


def analyse(command, cwd, root=None, timeout=600):
    """Runs `command` in `cwd`; file names of the findings are made relative to `root`."""
    root = Path(root or cwd).resolve()
    before = os.times()
    try:
        done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              errors="replace", timeout=timeout)
        status, output, complaints = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        return Result([], [], -9, f"no end after {timeout} s")
    seconds = os.times().children_user - before.children_user

    findings, errors = [], []
    for line in output.splitlines():
        match = _DIAGNOSTIC.match(line)
        if not match:
            continue
        path = Path(cwd, match["file"]).resolve()
        name = str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
        check = match["check"] or ""
        check = check.removesuffix(",-warnings-as-errors")
        if match["level"] == "note":
            if findings:
                findings[-1].notes.append(f"{name}:{match['line']}: {match['text']}")
        elif check == "clang-diagnostic-error" or match["level"] == "fatal error":
            errors.append(f"{name}:{match['line']}: {match['text']}")
        elif check:
            findings.append(Finding(check, name, int(match["line"]), match["text"]))
    if status != 0 and not errors and not findings:
        errors.append((complaints.strip() or output.strip() or f"exit {status}").splitlines()[-1])
    return Result(findings, errors, status, output + complaints, seconds)


_NOT_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|R"([^(\s\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'
                       r"(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)
_CALLABLE = re.compile(r"((?:~?\w+(?:<[^<>;{}]*>)?\s*::\s*)*(?:operator\s*(?:\(\s*\)|[^\s\w(]+|\w+)|~?\w+))\s*\(")
_CONTROL = {"if", "for", "while", "switch", "catch", "return", "sizeof", "decltype", "alignof", "noexcept", "defined",
            "__attribute__", "alignas", "requires"}


def functions_by_line(text):
    """For each line (from 1) the name of the outermost function around it, or ''. A scan of braces, not a parser:
    good enough to say whether two findings, before and after a fix, are in the same function."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    code = _NOT_CODE.sub(blank, text)
    lines = code.count("\n") + 1
    owner = [""] * (lines + 2)
    stack = []          # what each open brace is: a function's name, or '' for a scope
    head_start = 0      # where the text that may name the next brace begins
    line = 1
    for position, char in enumerate(code):
        if char == "\n":
            line += 1
        elif char == "{":
            inside = next((name for name in stack if name), "")
            name = ""
            if not inside:
                head = code[head_start:position]
                if not re.search(r"(?:^|[\s;}])(?:namespace|class|struct|union|enum)\b[^()]*$", head):
                    for match in _CALLABLE.finditer(head):
                        word = re.sub(r"\s+", "", match.group(1))
                        if word not in _CONTROL and not word.isupper():
                            name = word
                            break
                if name:
                    first = code.count("\n", 0, head_start + len(head) - len(head.lstrip())) + 1
                    for number in range(first, line + 1):
                        owner[number] = owner[number] or name
            stack.append(name)
            head_start = position + 1
        elif char == "}":
            if stack:
                stack.pop()
            head_start = position + 1
        elif char == ";":
            if not any(stack):
                head_start = position + 1
        current = next((name for name in stack if name), "")
        if current:
            owner[line] = current
    return owner


def function_at(path, line):
    try:
        owner = functions_by_line(Path(path).read_text(errors="replace"))
    except OSError:
        return ""
    return owner[line] if line < len(owner) else ""


def source_line(path, line):
    """The text of a line with its white space normalised."""
    try:
        rows = Path(path).read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return " ".join(rows[line - 1].split()) if 0 < line <= len(rows) else ""
