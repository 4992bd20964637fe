#!/usr/bin/env python3
"""Runs checks over one test file and compares what they say with what the file expects.

    check_leash.py FILE CHECK[,CHECK] [options] -- [compiler flags]

In the file:

    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: text, with {{a regex}} in it
    // CHECK-NOTES: :[[@LINE-4]]:3: note: text
    // CHECK-FIXES: a line of the file after all fix-its were applied
    // CHECK-FIXES-NEXT: the line after it

A text that starts with ':' is matched from there on and may stop short of the
end; any other text may match anywhere in 'name:line:column: warning: text [check]'.
Notes belong to the message above them and come in its order; other notes may
stand between them unless --notes is given.

The run fails unless all of this holds:
 - 'leash' and clang-tidy with the plugin say the same, notes included;
 - each finding (compiler errors included) matches one expectation, and each
   expectation is met;
 - each finding lies in a function that is called ..._bad or fp_...; each of
   these has one; none lies in one called ..._ok or fn_... If the function's name
   says nothing, its class's name does;
 - each fix-it that was applied is shown by a CHECK-FIXES line, the result
   compiles, and on it the checks say nothing about what was fixed and nothing new.
"""

import argparse
import os
import shutil
import sys
import tempfile

from runner import expect, fixes, names, tidy

HERE = os.path.dirname(os.path.abspath(__file__))


def parse_args(argv):
    flags = []
    if "--" in argv:
        at = argv.index("--")
        argv, flags = argv[:at], argv[at + 1:]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("checks", help="one check or several, with commas")
    parser.add_argument("--real", action="store_true", help="real headers instead of test/mock")
    parser.add_argument("--std", default="c++20")
    parser.add_argument("--config", default="{}", metavar="YAML", help="as clang-tidy's --config")
    parser.add_argument("--suffix", default="", metavar="X",
                        help="use CHECK-MESSAGES-X and so on, for a file with several runs")
    parser.add_argument("--notes", action="store_true", help="expect every note")
    parser.add_argument("--silent", action="store_true",
                        help="expect no finding at all, whatever the file says")
    parser.add_argument("--no-names", action="store_true",
                        help="do not look at the names of functions")
    parser.add_argument("--any-fix", action="store_true",
                        help="fix-its need not be shown by CHECK-FIXES; all else still holds")
    parser.add_argument("--no-fix", action="store_true", help="do not try the fix-its")
    tools = parser.add_argument_group("tools (filled in by lit)")
    tools.add_argument("--leash", required=True)
    tools.add_argument("--clang-tidy", required=True)
    tools.add_argument("--plugin", required=True)
    tools.add_argument("--clang", required=True)
    args = parser.parse_args(argv)
    args.flags = ["-std=" + args.std]
    if not args.real:
        args.flags += ["-nostdlibinc", "-nostdinc++", "-isystem", os.path.join(HERE, "mock")]
    args.flags += flags
    return args


class Failures:
    """What went wrong, for one report at the end."""

    def __init__(self):
        self.parts = []

    def add(self, title, lines=()):
        self.parts.append("\n".join([f"FAILED: {title}"] + [f"  {line}" for line in lines]))

    def __bool__(self):
        return bool(self.parts)


def check_names(args, source, findings, failures):
    functions = names.functions(source)
    met = set()
    for finding in findings:
        if finding.file != os.path.abspath(args.file):
            continue
        function = names.enclosing(functions, finding.line)
        if function is None:
            failures.add("a finding outside of any function", [str(finding)])
            continue
        met.add(function.holder)
        if function.verdict != "bad":
            failures.add(f"a finding in '{function.name}', whose name does not end in _bad "
                         "(or start with fp_)", [str(finding)])
    for holder in sorted({f.holder for f in functions if f.verdict == "bad"} - met):
        line, name = holder
        failures.add(f"no finding in '{name}' (line {line}), whose name says that there is one")
    return functions


def check_expectations(args, source, findings, failures):
    expectations, errors = expect.parse(source, args.suffix)
    if errors:
        failures.add("the expectations are wrong", errors)
    pairs, unexpected, unmet = expect.match(findings, expectations, os.path.abspath(args.file))
    if unexpected:
        failures.add("not expected", [line for f in unexpected for line in f.lines()])
    if unmet:
        failures.add("expected, but not found", [str(e) for e in unmet])
    for finding, expectation in pairs:
        wrong = expect.match_notes(finding, expectation, args.notes)
        if wrong:
            failures.add(wrong, ["the finding:"] + finding.lines() +
                         ["the notes that were expected:"] + [str(n) for n in expectation.notes])
    return expectations


def check_tools(args, failures, exports):
    """Runs both tools. Returns the findings of 'leash'."""
    ours = tidy.run(tidy.leash(args), args, args.file, exports)
    theirs = tidy.run(tidy.plugin(args), args, args.file)
    for run in (ours, theirs):
        if run.broken():
            failures.add(f"{run.name} does not work: {run.broken()}", run.output.splitlines())
    left, right = ours.all_lines(), theirs.all_lines()
    if left != right:
        import difflib
        failures.add("'leash' and clang-tidy with the plugin differ",
                     difflib.unified_diff(left, right, ours.name, theirs.name, lineterm=""))
    return ours.findings


def check_fixes(args, source, findings, failures, folder):
    copy = os.path.join(folder, os.path.basename(args.file))
    shutil.copyfile(args.file, copy)
    os.chmod(copy, 0o644)
    extra = ["-I", os.path.dirname(os.path.abspath(args.file))]
    fixing = tidy.run(tidy.leash(args) + ["--fix"], args, copy, extra_flags=extra)
    if fixing.broken():
        failures.add(f"applying the fix-its failed: {fixing.broken()}", fixing.output.splitlines())
        return
    with open(copy, encoding="utf-8") as stream:
        fixed = stream.read()
    wrong = fixes.compare(source, fixed, args.suffix, not args.any_fix)
    if wrong:
        diff = fixes.diff(source, fixed, args.file)
        failures.add("the fixed file is not as expected", wrong + ["the fix-its' effect:"] + diff)
    compiler = tidy.compile(args, copy, extra)
    if compiler:
        failures.add("the fixed file does not compile", compiler + fixes.diff(source, fixed, args.file))
        return
    again = tidy.run(tidy.leash(args), args, copy, extra_flags=extra)
    if again.broken():
        failures.add(f"the run on the fixed file failed: {again.broken()}", again.output.splitlines())
    left = fixes.compare_findings(source, fixed, findings, fixing.fixed(), again.findings)
    if left:
        failures.add("the checks are not silent on the fixed file",
                     left + ["the fix-its' effect:"] + fixes.diff(source, fixed, args.file))


def main(argv):
    args = parse_args(argv)
    with open(args.file, encoding="utf-8") as stream:
        source = stream.read()
    failures = Failures()
    with tempfile.TemporaryDirectory(prefix="check_leash-") as folder:
        exports = os.path.join(folder, "fixes.yaml")
        findings = check_tools(args, failures, exports)
        if args.silent:
            if findings:
                failures.add("not expected", [line for f in findings for line in f.lines()])
        else:
            expectations = check_expectations(args, source, findings, failures)
            functions = names.functions(source)
            if not args.no_names:
                functions = check_names(args, source, findings, failures)
            if not expectations and not any(f.verdict == "ok" for f in functions):
                failures.add("the file asserts nothing: it has neither an expectation "
                             "nor a function whose name ends in _ok (or starts with fn_)")
        if not args.no_fix and not failures:
            if tidy.has_fixes(exports):
                check_fixes(args, source, findings, failures, folder)
            elif not args.silent and fixes.expected(source, args.suffix):
                failures.add("no fix-it is offered, but CHECK-FIXES expects one")
    if failures:
        print("\n".join(failures.parts))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
