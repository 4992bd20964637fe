#!/usr/bin/env python3
"""Writes compile_commands.json into a folder, for all its C++ files.

    database.py FOLDER [flags...]
"""
import json
import os
import sys

folder = os.path.abspath(sys.argv[1])
flags = [flag.replace("@FOLDER@", folder) for flag in sys.argv[2:]]
sources = sorted(os.path.relpath(os.path.join(base, name), folder)
                 for base, _, names in os.walk(folder) for name in names
                 if name.endswith((".cpp", ".c")))
with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as stream:
    json.dump([{"directory": folder, "file": source,
                "arguments": ["clang++", "-std=c++20", *flags, "-c", source]}
               for source in sources], stream)
