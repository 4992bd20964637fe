#!/usr/bin/env python3
"""Runs a command, and fails if its exit status is not the given one.

    status.py STATUS COMMAND...
"""
import subprocess
import sys

status = subprocess.run(sys.argv[2:], check=False).returncode
if status != int(sys.argv[1]):
    sys.exit(f"exit status {status}, not {sys.argv[1]}: {' '.join(sys.argv[2:])}")
