#!/usr/bin/env python3
"""count.py LIT.json UNIT.json: prints 'N passed, N failed' for lit's and GoogleTest's reports.

A file that is not there counts nothing. Exits with 1 if a test failed or if none ran.
"""

import json
import os
import sys

PASSED = {"PASS", "XFAIL", "FLAKYPASS"}
SKIPPED = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def results(report):
    """The outcome of each test in a report: 'passed', 'failed' or 'skipped'."""
    if report.get("crashed"):
        yield "failed"
    for test in report.get("tests", []) if isinstance(report.get("tests"), list) else []:
        code = test["code"]
        if code != "EXCLUDED":
            yield "passed" if code in PASSED else "skipped" if code in SKIPPED else "failed"
    for suite in report.get("testsuites", []):
        for case in suite["testsuite"]:
            if case["status"] == "NOTRUN":
                continue
            if case.get("failures"):
                yield "failed"
            else:
                yield "skipped" if case["result"] == "SKIPPED" else "passed"


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in sys.argv[1:]:
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for result in results(json.load(file)):
                    counts[result] += 1
    line = f"{counts['passed']} passed, {counts['failed']} failed"
    if counts["skipped"]:
        line += f", {counts['skipped']} skipped"
    print(line)
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
