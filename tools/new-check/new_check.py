#!/usr/bin/env python3
"""new_check.py NAME ['SHAPE']: makes the files of a new check.

NAME is without the prefix, such as unreceived-send; SHAPE is the bug in one line.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).resolve().parent / "templates"
ROWS = ROOT / "checks" / "Checks.def"
SHAPE = "TODO: the shape in one line"


def die(message):
    sys.exit(f"new-check: error: {message}")


def read_names():
    return re.findall(r'^LEASH_CHECK\("([^"]+)"', ROWS.read_text(encoding="utf-8"), re.MULTILINE)


def check_name(name):
    if name.startswith("leash-"):
        die(f"leave out the prefix: '{name.removeprefix('leash-')}'")
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        die(f"'{name}' is no name of a check: lower-case words with '-' between, such as unreceived-send")
    if name in read_names():
        die(f"there is a check called '{name}'")


def new_row(name, cls, shape, since):
    """The text of Checks.def with the new row in its place: rows are ordered by name."""
    lines = ROWS.read_text(encoding="utf-8").splitlines(keepends=True)
    row = f'LEASH_CHECK("{name}", {cls}, "{shape}", false, "{since}")\n'
    for at, line in enumerate(lines):
        found = re.match(r'LEASH_CHECK\("([^"]+)"', line)
        if (found and found.group(1) > name) or line.startswith("#undef"):
            if not found:  # the last row: keep the empty line before '#undef'
                while at > 0 and not lines[at - 1].strip():
                    at -= 1
            lines.insert(at, row)
            break
    return "".join(lines)


def banner(file, end):
    """The first line of a source file."""
    start = f"//===- {file} "
    return start + "-" * (80 - len(start) - len(end)) + end


def add_include(text, cls):
    """Module.cpp with the new check's header, in order."""
    lines = text.splitlines(keepends=True)
    line = f'#include "{cls}.h"\n'
    first = next(i for i, l in enumerate(lines) if l.startswith('#include "') and "Module.h" not in l)
    at = first
    while at < len(lines) and lines[at].startswith('#include "') and lines[at] < line:
        at += 1
    lines.insert(at, line)
    return "".join(lines)


def version():
    found = re.search(r"^\s*VERSION (\d+\.\d+)", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return found.group(1)


def main():
    if len(sys.argv) not in (2, 3):
        die("needs the name of the check, and perhaps its shape in one line")
    name, shape = sys.argv[1], (sys.argv[2:] or [SHAPE])[0]
    check_name(name)
    if '"' in shape or "\n" in shape:
        die("the shape is one line without quotation marks")
    cls = "".join(word.capitalize() for word in name.split("-"))

    files = {
        ROOT / "checks" / f"{cls}.h": "Check.h.in",
        ROOT / "checks" / f"{cls}.cpp": "Check.cpp.in",
        ROOT / "docs" / "checks" / f"{name}.md": "page.md.in",
        ROOT / "test" / "checks" / name / "basic.cpp": "basic.cpp.in",
    }
    for path in files:
        if path.exists():
            die(f"{path.relative_to(ROOT)} is there already")
    values = {"NAME": name, "CLASS": cls, "GUARD": cls.upper(), "SHAPE": shape,
              "BANNER_H": banner(f"{cls}.h", "*- C++ -*-===//"),
              "BANNER_CPP": banner(f"{cls}.cpp", "===//")}
    for path, template in files.items():
        text = (TEMPLATES / template).read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace(f"@{key}@", value)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"made {path.relative_to(ROOT)}")
    ROWS.write_text(new_row(name, cls, shape, version()), encoding="utf-8")
    module = ROOT / "checks" / "Module.cpp"
    module.write_text(add_include(module.read_text(encoding="utf-8"), cls), encoding="utf-8")
    if shutil.which("clang-format-19"):
        sources = [path for path in files if path.parent == ROOT / "checks"]
        subprocess.run(["clang-format-19", "-i", ROWS, *sources], check=True)
    print("added a row to checks/Checks.def and the header to checks/Module.cpp")
    print("next: CONTRIBUTING.md, from step 4")


if __name__ == "__main__":
    main()
