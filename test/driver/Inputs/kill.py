#!/usr/bin/env python3
"""Kills 100 runs of leash check at random moments and looks at what they leave.

    kill.py LEASH FOLDER
"""
import json
import os
import random
import signal
import subprocess
import sys
import time

ROUNDS, FILES = 100, 4
leash, folder = sys.argv[1], os.path.abspath(sys.argv[2])
cache, output = os.path.join(folder, "cache"), os.path.join(folder, "o.sarif")
os.environ["TMPDIR"] = os.path.join(folder, "tmp")
os.makedirs(os.environ["TMPDIR"])
command = [leash, "check", "-p", folder, "--cache", cache, "--quiet", "-j", "2", "--sarif", output]


def write(name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
        stream.write(text)


def source(number, version):
    return (f"namespace std {{ struct mutex {{ void lock(); void unlock(); }}; }} std::mutex m;\n"
            f"extern \"C\" unsigned sleep(unsigned);\nint version{version};\n"
            f"void f{number}() {{ m.lock(); sleep(1); m.unlock(); }}\n")


def change(version):
    for number in range(FILES):
        write(f"{number}.cpp", source(number, version))


def check(what):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    found = result.stdout.count("warning: ")
    if result.returncode != 1 or found != FILES or "leash: " in result.stderr:
        sys.exit(f"{what}: status {result.returncode}, {found} findings: {result.stderr}")
    with open(output, encoding="utf-8") as stream:
        assert len(json.load(stream)["runs"][0]["results"]) == FILES


write(".clang-tidy", "Checks: '-*,leash-*'\n")
write("compile_commands.json", json.dumps(
    [{"directory": folder, "file": f"{n}.cpp", "arguments": ["clang++", "-c", f"{n}.cpp"]} for n in range(FILES)]))
change(0)
began = time.monotonic()
check("first run")
full = time.monotonic() - began

rng = random.Random(1)
for round_ in range(1, ROUNDS + 1):
    change(round_)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    time.sleep(rng.uniform(0, full))
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    # Whole or not at all.
    with open(output, encoding="utf-8") as stream:
        assert len(json.load(stream)["runs"][0]["results"]) == FILES
    if round_ % 10 == 0:
        check(f"round {round_}")

change(ROUNDS + 1)
check("last run")
# Nothing stays behind but the folder that all runs share, and its lock.
shared = os.path.join(os.environ["TMPDIR"], f"leash-{os.getuid()}")
left = [name for name in os.listdir(shared) if name != "lock"]
if left:
    sys.exit(f"left behind: {left}")
