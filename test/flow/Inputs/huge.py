#!/usr/bin/env python3
"""Writes programs that are too large or too deep for a careless analysis."""
import sys

HEAD = """extern "C" unsigned sleep(unsigned);
namespace std { struct mutex { void lock(); void unlock(); }; }
std::mutex m; int x;
"""


def branches(n):
    body = "".join(f"  if (x == {i}) {{ m.lock(); ++x; m.unlock(); }}\n" for i in range(n))
    return f"void f() {{\n{body}  m.lock();\n  sleep(1);\n  m.unlock();\n}}\n"


def chain(n):
    text = "void f0() { sleep(1); }\n"
    text += "".join(f"void f{i}() {{ f{i - 1}(); }}\n" for i in range(1, n))
    return text + f"void f() {{ m.lock(); f{n - 1}(); m.unlock(); }}\n"


def expression(n):
    return "void f() { m.lock(); x = " + " + ".join(["x"] * n) + "; sleep(1); m.unlock(); }\n"


def nested(n):
    return ("void f() { m.lock();\n" + "if (x) {\n" * n + "++x;\n" + "}\n" * n
            + "sleep(1);\nm.unlock();\n}\n")


def locks(n):
    text = "".join(f"std::mutex m{i};\n" for i in range(n))
    body = "".join(f"  if (x & {1 << (i % 30)}) m{i}.lock();\n" for i in range(n))
    ends = "".join(f"  m{i}.unlock();\n" for i in range(n))
    return text + f"void f() {{\n{body}  sleep(1);\n{ends}}}\n"


def clique(n):
    text = "".join(f"void f{i}();\n" for i in range(n))
    for i in range(n):
        calls = " ".join(f"if (x == {j}) f{j}();" for j in range(n))
        text += f"void f{i}() {{ m.lock(); ++x; m.unlock(); {calls} }}\n"
    return text + "void f() { f0(); m.lock(); sleep(1); m.unlock(); }\n"


sys.stdout.write(HEAD + globals()[sys.argv[1]](int(sys.argv[2])))
