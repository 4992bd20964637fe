#!/usr/bin/env python3
"""Checks what the models say about a file.

    check_why.py LEASH FILE [--library NAME] -- compiler's flags

Runs `leash models --why FILE` and compares it with the comments of FILE:

    m.lock();         // WHY: acquire exclusive on 'm'; std::mutex::lock
    other.lock();     // WHY-NOT

Each text of a WHY comment, they are separated by ';', must be in the output for
that line; a WHY-NOT line must have no output for a call. With --library, each
name of that library must have been met in the file, below one of its roots, but
for those of lines

    // UNCOVERED: name  reason

where the root may be left out.
"""

import re
import subprocess
import sys


def run(command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{result.stdout}{result.stderr}failed with {result.returncode}")
    return result.stdout.splitlines()


def faults(file, source, output, names):
    said, met = {}, set()
    for line in output:
        match = re.match(r".*?:(\d+):\d+: (.*?)(?: \[([^\[\]: ]+): (.*)\])?$", line[len(file):])
        if not match:
            yield f"{file}: cannot read '{line}'"
            continue
        said.setdefault(int(match[1]), []).append(match[2] + (f" [{match[3]}: {match[4]}]" if match[3] else ""))
        if match[3]:
            met.update(match[4].split(", "))

    uncovered = {}
    for number, line in enumerate(source, 1):
        here = said.get(number, [])
        if wanted := re.search(r"//.*?\bWHY: (.*)", line):
            for text in wanted[1].split(";"):
                if not any(text.strip() in one for one in here):
                    yield f"{file}:{number}: expected '{text.strip()}', found {here or 'nothing'}"
        elif re.search(r"//.*?\bWHY-NOT\b", line):
            calls = [one for one in here if one.startswith("call ")]
            if calls:
                yield f"{file}:{number}: expected no modelled call, found {calls}"
        elif match := re.search(r"// UNCOVERED: (.*?)(?:  |$)", line):
            uncovered[match[1].strip()] = number

    def same(name, without):
        return name == without or name.endswith("::" + without)

    for twins in names or []:
        if not any(name in met or any(same(name, u) for u in uncovered) for name in twins):
            yield f"{file}: '{twins[0]}' is modelled, but not met here"
    for name, number in uncovered.items():
        if names is not None and not any(same(twin, name) for twins in names for twin in twins):
            yield f"{file}:{number}: '{name}' is not modelled"


def main(argv):
    if "--" not in argv or argv.index("--") < 2:
        sys.exit(__doc__)
    split = argv.index("--")
    leash, file, options, flags = argv[0], argv[1], argv[2:split], argv[split:]
    names = None
    if options[:1] == ["--library"] and len(options) == 2:
        names = [line.split("\t") for line in run([leash, "models", "--names", "--library", options[1]])]
    elif options:
        sys.exit(__doc__)
    output = run([leash, "models", "--why", file] + flags)
    with open(file, encoding="utf-8") as stream:
        found = list(faults(file, stream.read().splitlines(), output, names))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
