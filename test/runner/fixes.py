"""Comparing a file with itself after its fix-its were applied."""

import difflib
import re

from . import expect

DIRECTIVE = re.compile(
    r"//\s*CHECK-FIXES(?P<suffix>-(?!NEXT\b|NOT\b)[A-Z][A-Z0-9]*)?(?P<kind>-NEXT|-NOT)?:\s*(?P<text>.*?)\s*$")
ANY_DIRECTIVE = re.compile(r"//\s*(?:CHECK-|RUN:)")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def blocks(source, fixed):
    return difflib.SequenceMatcher(None, source.splitlines(), fixed.splitlines(), autojunk=False).get_opcodes()


def diff(source, fixed, name):
    return list(difflib.unified_diff(source.splitlines(), fixed.splitlines(),
                                     name, name + " (fixed)", lineterm="", n=2))


def directives(source, suffix):
    for number, text in enumerate(source.splitlines(), 1):
        match = DIRECTIVE.search(text)
        if match is not None and (match["suffix"] or "")[1:] == suffix:
            yield number, match


def expected(source, suffix):
    """Whether the file expects a fix-it."""
    return any(match["kind"] != "-NOT" for _, match in directives(source, suffix))


def compare(source, fixed, suffix, show_all):
    """What is wrong with the fixed file: a list of lines."""
    lines = [(n, squeeze(t)) for n, t in enumerate(fixed.splitlines(), 1) if not ANY_DIRECTIVE.search(t)]
    wrong, shown, at = [], set(), 0
    for number, match in directives(source, suffix):
        regex = re.compile(expect.regex_of(squeeze(match["text"])))
        if match["kind"] == "-NOT":
            wrong += [f"line {number}: not allowed, but there: {t}" for _, t in lines if regex.search(t)]
            continue
        reach = lines[at:at + 1] if match["kind"] == "-NEXT" else lines[at:]
        hit = next((i for i, (_, t) in enumerate(reach, at) if regex.search(t)), None)
        if hit is None:
            wrong.append(f"line {number}: no such line (in this place): {match['text']}")
            continue
        shown.add(lines[hit][0])
        at = hit + 1
    for kind, _, _, start, end in blocks(source, fixed):
        if kind == "equal" or not show_all:
            continue
        # Where lines were only removed, an expectation must show a neighbour.
        near = range(start + 1, end + 1) if end > start else range(start, start + 2)
        if not shown.intersection(near):
            wrong.append(f"no CHECK-FIXES shows the fix-it at line {start + 1} of the fixed file")
    return wrong


def old_lines(source, fixed):
    """For each line of the fixed file, the range of lines that it comes from."""
    result = {}
    for kind, a, b, start, end in blocks(source, fixed):
        for i in range(start, end):
            result[i + 1] = (a + 1 + i - start,) * 2 if kind == "equal" else (a + 1, max(b, a + 1))
    return result


def compare_findings(source, fixed, before, mended, after):
    """The findings that are wrong on the fixed file: those that should be gone, and new ones."""
    origin = old_lines(source, fixed)
    mended = {(f.line, f.column, f.text) for f in mended}
    rest = list(before)
    wrong = []
    for finding in after:
        low, high = origin.get(finding.line, (0, 0))
        same = next((f for f in rest if f.text == finding.text and low <= f.line <= high), None)
        if same is None:
            wrong.append(f"new: {finding}")
            continue
        rest.remove(same)
        if (same.line, same.column, same.text) in mended:
            wrong.append(f"still there after its fix-it: {finding}")
    return wrong
