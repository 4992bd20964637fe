"""Finds the functions of a test file and what their names say.

A light scan over tokens and braces, not a parser: it knows namespaces, classes,
functions and constructors with initialisers, and takes everything inside a
function (lambdas and local classes too) as part of it.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<skip>//[^\n]*|/\*.*?\*/|^[ \t]*\#(?:\\\n|[^\n])*)
      | (?P<string>(?:u8|[uUL])?R"(?P<delimiter>[^\s()\\]{0,16})\(.*?\)(?P=delimiter)"
                 | (?:u8|[uUL])?"(?:\\.|[^"\\\n])*"
                 | '(?:\\.|[^'\\\n])+')
      | (?P<word>[A-Za-z_]\w*)
      | (?P<number>\d[\w.']*)
      | (?P<punct>::|\S)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE)

# Words with an argument list that does not start a parameter list.
DECORATIONS = {"__attribute__", "alignas", "decltype", "explicit", "noexcept", "requires"}


@dataclass
class Function:
    name: str
    scope: tuple   # names of the classes around it, innermost last
    line: int
    end: int = 0
    verdict: str = ""   # "bad", "ok" or ""
    holder: tuple = ()  # (line, name) of what the verdict is about


def verdict_of(name):
    if name.endswith("_bad") or name.startswith("fp_"):
        return "bad"
    if name.endswith("_ok") or name.startswith("fn_"):
        return "ok"
    return ""


def tokens(source):
    line, at = 1, 0
    for match in TOKEN.finditer(source):
        line += source.count("\n", at, match.start())
        at = match.start()
        if match.lastgroup != "skip" and not match["skip"]:
            yield ("string" if match["string"] else match.group()), line


def close_of(head, at):
    """The index after the parenthesis that closes the one at 'at'."""
    depth = 0
    for i in range(at, len(head)):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(head[i], 0)
        if depth == 0:
            return i + 1
    return len(head)


def plain(head):
    """The tokens before a brace, without template headers and decorations."""
    out, i = [], 0
    while i < len(head):
        if head[i] == "template" and i + 1 < len(head) and head[i + 1] == "<":
            depth, i = 0, i + 1
            while i < len(head):
                depth += {"<": 1, ">": -1}.get(head[i], 0)
                i += 1
                if depth == 0:
                    break
        elif head[i] in DECORATIONS and i + 1 < len(head) and head[i + 1] == "(":
            i = close_of(head, i + 1)
        elif head[i] == "[" and head[i + 1:i + 2] == ["["]:
            i = close_of(head, i)
        else:
            out.append(head[i])
            i += 1
    return out


def classify(head):
    """('scope', name), ('class', name), ('function', names) or ('block', '')."""
    head = plain(head)
    if "namespace" in head or (head[:1] == ["extern"] and "string" in head):
        return "scope", ""
    first = head.index("(") if "(" in head else len(head)
    before = head[:first]
    keyword = next((i for i, t in enumerate(before) if t in ("class", "struct", "union")), None)
    if "enum" in before:
        return "block", ""
    if keyword is not None and first == len(head):
        name = next((t for t in head[keyword + 1:] if re.match(r"[A-Za-z_]", t)), "")
        return "class", name
    if first == len(head) or ("=" in before and "operator" not in before):
        return "block", ""
    if "operator" in before:
        return "function", ["operator"]
    if not before or not re.match(r"[A-Za-z_]", before[-1]):
        return "block", ""
    # A member initialiser with braces is not the body yet.
    rest = head[close_of(head, first):]
    if ":" in rest and re.match(r"[A-Za-z_>]", head[-1]):
        return "initialiser", ""
    names, i = [before[-1]], len(before) - 2
    if i >= 0 and before[i] == "~":
        i -= 1
    while i >= 1 and before[i] == "::":
        names.insert(0, before[i - 1])
        i -= 2
    return "function", names


def functions(source):
    found, stack, head = [], [], []
    begin = 1     # line of the first token of head
    classes = {}  # name -> line of its definition
    for token, line in tokens(source):
        inside = next((s for s in reversed(stack) if s[0] in ("function", "block", "initialiser")), None)
        if token == "{":
            kind, name = ("block", "") if inside else classify(head)
            if not inside and head.count("(") > head.count(")"):
                kind = "initialiser"  # a default argument
            item = None
            if kind == "class":
                classes.setdefault(name, line)
            if kind == "function":
                if name == ["catch"] and found:
                    item = found[-1]  # the handler of a function's try block
                else:
                    scope = tuple(s[1] for s in stack if s[0] == "class") + tuple(name[:-1])
                    item = Function(name[-1], scope, begin)
                    found.append(item)
            stack.append((kind, name, item))
            if kind != "initialiser" and not inside:
                head = []
        elif token == "}":
            if not stack:
                continue
            kind, _, item = stack.pop()
            if item is not None:
                item.end = line
            if kind == "initialiser":
                head.append("}")
            elif not any(s[0] in ("function", "block", "initialiser") for s in stack):
                head = []
        elif inside:
            continue
        elif token == ";" and head.count("(") <= head.count(")"):
            head = []
        elif token == ":" and head[-1:] and head[-1] in ("public", "private", "protected"):
            head = []
        else:
            begin = begin if head else line
            head.append(token)
    for function in found:
        function.verdict, function.holder = verdict_of(function.name), (function.line, function.name)
        if function.scope and function.scope[-1] == function.name:
            function.verdict = ""  # a constructor or destructor: the name is the class's
        if not function.verdict:
            for name in reversed(function.scope):
                if verdict_of(name):
                    function.verdict = verdict_of(name)
                    function.holder = (classes.get(name, function.line), name)
                    break
    return found


def enclosing(found, line):
    inner = [f for f in found if f.line <= line <= f.end]
    return max(inner, key=lambda f: f.line) if inner else None
