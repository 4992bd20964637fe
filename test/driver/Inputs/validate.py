#!/usr/bin/env python3
"""Validates a SARIF file with the official multitool, and by the schema it brings.

    validate.py MULTITOOL-FOLDER FILE
"""
import json
import os
import subprocess
import sys

folder, path = sys.argv[1:]
report = path + ".report"
environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
result = subprocess.run([os.path.join(folder, "Sarif.Multitool"), "validate", path, "--output", report,
                         "--rule-kind", "Sarif;Gh", "--log", "ForceOverwrite"],
                        env=environment, capture_output=True, text=True, check=False)
if result.returncode:
    sys.exit(f"the multitool fails: {result.stdout}{result.stderr}")
with open(report, encoding="utf-8-sig") as stream:
    findings = [r for run in json.load(stream)["runs"] for r in run.get("results") or []
                if r.get("level", "warning") in ("warning", "error")]
for finding in findings:
    print(json.dumps(finding, indent=1))

try:
    import jsonschema
except ImportError:
    jsonschema = None
errors = []
if jsonschema:
    with open(os.path.join(folder, "sarif-2.1.0.json"), encoding="utf-8-sig") as stream:
        schema = json.load(stream)
    with open(path, encoding="utf-8") as stream:
        document = json.load(stream)
    errors = list(jsonschema.validators.validator_for(schema)(schema).iter_errors(document))
for error in errors:
    print(error.message, list(error.absolute_path))
sys.exit(1 if findings or errors else 0)
