#!/usr/bin/env python3
"""Runs leash check several times at once, over many states of a file, and on a terminal.

    parallel.py LEASH FOLDER
"""
import json
import os
import pty
import re
import subprocess
import sys

leash, folder = sys.argv[1], os.path.abspath(sys.argv[2])
cache = os.path.join(folder, "cache")
command = [leash, "check", "-p", folder, "--cache", cache, "-j", "2"]
FILES, AT_ONCE, STATES, MOST = 3, 3, 10, 8


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
        stream.write(text)


def expect(condition, what):
    if not condition:
        sys.exit(what)


write(".clang-tidy", "Checks: '-*,leash-*'\n")
write("compile_commands.json", json.dumps(
    [{"directory": folder, "file": f"{n}.cpp", "arguments": ["clang++", "-c", f"{n}.cpp"]} for n in range(FILES)]))
for number in range(FILES):
    write(f"{number}.cpp", "namespace std { struct mutex { void lock(); void unlock(); }; } std::mutex m;\n"
          f"extern \"C\" unsigned sleep(unsigned);\nvoid f{number}() {{ m.lock(); sleep(1); m.unlock(); }}\n")

runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(AT_ONCE)]
outputs = {run.communicate()[0] for run in runs}
expect({run.returncode for run in runs} == {1}, "runs at once: the status is not 1")
expect(len(outputs) == 1 and outputs.pop().count("warning: ") == FILES, "runs at once do not say the same")
expect(len([n for n in os.listdir(cache) if n.count("-") == 2]) == FILES, "one entry for each file is kept")

for state in range(STATES):
    write("0.cpp", f"int state{state};\n")
    subprocess.run([*command, "--quiet", os.path.join(folder, "0.cpp")], check=True)
entries = [name for name in os.listdir(cache) if name.count("-") == 2]
expect(len(entries) <= FILES - 1 + MOST, f"{len(entries)} entries are kept")

# A terminal: one line that is written again, and taken away at the end.
read, write_end = pty.openpty()
run = subprocess.Popen([*command, "--no-cache", "-j", "1", "--test-fault=2.cpp=hang", "--timeout", "2"],
                       stdout=subprocess.DEVNULL, stderr=write_end)
os.close(write_end)
shown = b""
try:
    while data := os.read(read, 4096):
        shown += data
except OSError:
    pass
run.wait()
lines = shown.decode().split("\r\x1b[K")
expect(any(re.fullmatch(r"checked 2/3 files, \d+\.\d files/s, \d+:\d\d left, 1 findings", line) for line in lines),
       f"no progress: {shown!r}")
expect("checked" not in lines[-1], "the line stays")
