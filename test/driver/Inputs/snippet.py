#!/usr/bin/env python3
"""Takes a snippet out of a page, and prints or runs it.

    snippet.py PAGE NAME               print it
    snippet.py PAGE NAME --run         run it: a shell script
    snippet.py PAGE NAME --run KEY     run the commands of that key in YAML, one after the other
               [--skip STEP]           but not those of the step of that name
"""
import argparse
import re
import subprocess
import sys


def snippet(page, name):
    with open(page, encoding="utf-8") as stream:
        found = re.findall(r"<!-- snippet: " + re.escape(name) + r" -->\n```\w*\n(.*?)^```$", stream.read(), re.S | re.M)
    if len(found) != 1:
        sys.exit(f"{page}: {len(found)} snippets are called '{name}'")
    return found[0]


def commands(node, key, skip):
    """All texts below `key`, in order."""
    if isinstance(node, dict):
        if node.get("name") in skip and key in node:
            return []
        return [text for name, value in node.items()
                for text in (([value] if isinstance(value, str) else value) if name == key
                             else commands(value, key, skip))]
    if isinstance(node, list):
        return [text for value in node for text in commands(value, key, skip)]
    return []


parser = argparse.ArgumentParser()
parser.add_argument("page")
parser.add_argument("name")
parser.add_argument("--run", nargs="?", const="")
parser.add_argument("--skip", action="append", default=[])
args = parser.parse_args()
text = snippet(args.page, args.name)
if args.run is None:
    print(text, end="")
    sys.exit()
scripts = [text]
if args.run:
    import yaml
    scripts = commands(yaml.safe_load(text), args.run, args.skip)
    if not scripts:
        sys.exit(f"nothing to run below '{args.run}'")
for script in scripts:
    flags = [] if not args.run else ["-e"]
    status = subprocess.run(["sh", *flags, "-c", script], check=False).returncode
    if status:
        sys.exit(status)
