#!/usr/bin/env python3
"""Copies files to a new folder that is in no build tree and runs a command there.

    outside.py FILE... -- COMMAND...

In a name 'a=b', a is copied as b.
"""
import os
import shutil
import subprocess
import sys
import tempfile

split = sys.argv.index("--")
with tempfile.TemporaryDirectory(prefix="leash-outside-") as folder:
    for name in sys.argv[1:split]:
        source, _, goal = name.partition("=")
        goal = os.path.join(folder, goal or os.path.basename(source))
        os.makedirs(os.path.dirname(goal), exist_ok=True)
        shutil.copyfile(source, goal)
        if goal.endswith("compile_commands.json"):
            with open(goal, encoding="utf-8") as stream:
                text = stream.read().replace("@FOLDER@", folder)
            with open(goal, "w", encoding="utf-8") as stream:
                stream.write(text)
    sys.exit(subprocess.run(sys.argv[split + 1:], cwd=folder, check=False).returncode)
