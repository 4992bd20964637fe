"""The expectations in a test file, and how findings meet them."""

import os
import re

DIRECTIVE = re.compile(
    r"//\s*CHECK-(?P<kind>MESSAGES|NOTES)(?P<suffix>-[A-Z][A-Z0-9]*)?:\s*(?P<text>.*?)\s*$")
PLACE = re.compile(r"\[\[#?@LINE(?P<offset>[+-]\d+)?\]\]")


def regex_of(text, line=0):
    """The regex for a text with {{regex}} and [[@LINE+1]] in it."""
    text = PLACE.sub(lambda m: str(line + int(m["offset"] or 0)), text)
    parts = re.split(r"\{\{(.*?)\}\}", text)
    return "".join(part if i % 2 else re.escape(part) for i, part in enumerate(parts))


class Expectation:
    def __init__(self, line, text):
        self.line = line
        self.text = text
        self.notes = []
        regex = regex_of(text, line)
        self.anchored = text.startswith(":")
        self.regex = re.compile(("^" if self.anchored else "") + regex)

    def meets(self, finding, main_file):
        if self.anchored:
            return finding.file == main_file and bool(self.regex.search(finding.tail()))
        return bool(self.regex.search(os.path.basename(finding.file) + finding.tail()))

    def __str__(self):
        shown = PLACE.sub(lambda m: str(self.line + int(m["offset"] or 0)), self.text)
        return f"{shown}   (line {self.line})"


def parse(source, suffix):
    """All expectations with this suffix, and what is wrong with them."""
    expectations, errors = [], []
    for number, text in enumerate(source.splitlines(), 1):
        match = DIRECTIVE.search(text)
        if match is None or (match["suffix"] or "")[1:] != suffix:
            continue
        if not match["text"]:
            errors.append(f"line {number}: empty")
            continue
        try:
            expectation = Expectation(number, match["text"])
        except re.error as error:
            errors.append(f"line {number}: {error}")
            continue
        if match["kind"] == "MESSAGES":
            expectations.append(expectation)
        elif expectations:
            expectations[-1].notes.append(expectation)
        else:
            errors.append(f"line {number}: a note with no message above it")
    return expectations, errors


def match(findings, expectations, main_file):
    """Pairs each finding with one expectation, as many as can be."""
    candidates = [[i for i, e in enumerate(expectations) if e.meets(f, main_file)] for f in findings]
    taken = {}

    def place(finding, seen):
        for i in candidates[finding]:
            if i in seen:
                continue
            seen.add(i)
            if i not in taken or place(taken[i], seen):
                taken[i] = finding
                return True
        return False

    placed = [place(i, set()) for i in range(len(findings))]
    pairs = [(findings[f], expectations[e]) for e, f in taken.items()]
    unexpected = [f for f, done in zip(findings, placed) if not done]
    unmet = [e for i, e in enumerate(expectations) if i not in taken]
    return pairs, unexpected, unmet


def match_notes(finding, expectation, strict):
    """What is wrong with the finding's notes, or an empty string."""
    at = 0
    for note in expectation.notes:
        start = at
        while at < len(finding.notes) and not note.meets(finding.notes[at], finding.file):
            at += 1
        if at == len(finding.notes):
            return f"no such note (in this place): {note}"
        if strict and at != start:
            return f"a note that is not expected: {finding.notes[start]}"
        at += 1
    if strict and at < len(finding.notes):
        return f"a note that is not expected: {finding.notes[at]}"
    return ""
