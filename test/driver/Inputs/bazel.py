#!/usr/bin/env python3
"""Runs Bazel with the aspect over a target, without the network.

    bazel.py FOLDER LEASH TARGET

The workspace is FOLDER/w. Bazel 4 fetches rules for C++, Java and protobuf, which only
wrap what is built in: here they do it in a few lines.
"""
import os
import re
import subprocess
import sys

folder, leash, target = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
RULES = {
    "rules_cc/cc": "cc_binary cc_import cc_library cc_proto_library cc_test cc_toolchain cc_toolchain_suite "
                   "fdo_prefetch_hints fdo_profile objc_import objc_library",
    "rules_java/java": "java_binary java_import java_library java_lite_proto_library java_package_configuration "
                       "java_plugin java_proto_library java_runtime java_test java_toolchain",
    "rules_proto/proto": "proto_lang_toolchain proto_library",
}
for place, names in RULES.items():
    path = os.path.join(folder, place)
    os.makedirs(path, exist_ok=True)
    for name, text in ((os.path.join(path, "BUILD"), ""), (os.path.join(path, "..", "WORKSPACE"), ""),
                       (os.path.join(path, "defs.bzl"),
                        "".join(f"def {n}(**attrs):\n    native.{n}(**attrs)\n\n" for n in names.split()))):
        if not os.path.exists(name):
            with open(name, "w", encoding="utf-8") as stream:
                stream.write(text)

with open(os.path.join(os.path.dirname(__file__), "../../../docs/ci.md"), encoding="utf-8") as stream:
    recipe = re.search(r"<!-- snippet: bazel -->\n```sh\n(.*?)\n```", stream.read(), re.S)[1].split()
assert recipe[:2] == ["bazel", "build"] and recipe[-1] == "//..."
environment = dict(os.environ, PATH=os.path.dirname(leash) + ":" + os.environ["PATH"], USE_BAZEL_VERSION="")
sys.exit(subprocess.run(
    ["bazel", "--batch", "--output_user_root=" + os.path.join(folder, "out"), "build",
     *(f"--override_repository={place.split('/')[0]}={os.path.join(folder, place.split('/')[0])}" for place in RULES),
     "--color=no", "--curses=no", "--spawn_strategy=sandboxed,local", *recipe[2:-1], target],
    cwd=os.path.join(folder, "w"), env=environment, check=False).returncode)
