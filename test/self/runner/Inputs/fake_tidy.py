#!/usr/bin/env python3
"""Stands in for leash and clang-tidy: it says what the file tells it to say.

    code  // SAY 3 warning: text          a finding in this line, column 3
    code  // SAY-LEASH 3 warning: text    only from 'leash'
    code  // THEN 3 text                  a note of the finding above
    code  // SAY 3 warning: text // FIX new line
    // EXIT 139
"""
import re
import sys

args = sys.argv[1:]
file = next(a for a in args if not a.startswith("-"))
is_plugin = any(a.startswith("--load=") for a in args)
fixing = "--fix" in args
exports = next((a.split("=", 1)[1] for a in args if a.startswith("--export-fixes=")), None)

code, out = 0, []
for number, line in enumerate(open(file, encoding="utf-8").read().splitlines(), 1):
    if "RUN:" in line or "SAYS" in line:
        out.append(line)
        continue
    code = int(m[1]) if (m := re.search(r"// EXIT (\d+)", line)) else code
    says = re.search(r"// SAY(-LEASH)? (\d+) (\w+): (.*?)(?: // FIX (.*))?$", line)
    note = re.search(r"// THEN (\d+) (.*)$", line)
    if says and not (says[1] and is_plugin):
        print(f"{file}:{number}:{says[2]}: {says[3]}: {says[4]} [fake-check]")
        if says[5] is not None:
            if exports:
                with open(exports, "w", encoding="utf-8") as stream:
                    stream.write("ReplacementText: 'x'\n")
            if fixing:
                print(f"{file}:{number}:{says[2]}: note: FIX-IT applied suggested code changes")
                out.append(says[5])
                continue
    if note:
        print(f"{file}:{number}:{note[1]}: note: {note[2]}")
    out.append(line)
if fixing:
    open(file, "w", encoding="utf-8").write("\n".join(out) + "\n")
sys.exit(code)
