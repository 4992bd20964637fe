#!/usr/bin/env python3
"""Runs the hook of a .pre-commit-hooks.yaml as pre-commit does.

    hook.py FILE [arguments that the user's configuration adds...]
"""
import shlex
import subprocess
import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as stream:
    hook, = yaml.safe_load(stream)
assert hook["language"] == "system" and hook["pass_filenames"] is False
sys.exit(subprocess.run([*shlex.split(hook["entry"]), *sys.argv[2:]], check=False).returncode)
