#!/usr/bin/env python3
"""Removes a folder, with what is write-protected in it, and makes it anew."""
import os
import shutil
import sys

for base, folders, _ in os.walk(sys.argv[1]):
    for folder in folders:
        path = os.path.join(base, folder)
        if not os.path.islink(path):
            os.chmod(path, 0o700)
shutil.rmtree(sys.argv[1], ignore_errors=True)
os.makedirs(sys.argv[1])
