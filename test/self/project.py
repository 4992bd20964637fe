#!/usr/bin/env python3
"""Rules that hold for the project as a whole.

    project.py ROOT RULE

Prints one line for each breach and fails if there is one.
"""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from runner import names  # noqa: E402

SECTIONS = ["Shape", "Why it leaks", "Canonical fix", "Options", "Known wrong answers"]
# Each layer includes only itself and those before it.
LAYERS = ["lib/Support", "lib/Model", "lib/Flow", "lib/Report", "lib/Fix", "checks", "lib/Driver", "tools"]
MAX_LINES = 500


class Project:
    def __init__(self, root):
        self.root = root
        listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"],
                                capture_output=True, text=True, check=False)
        if listed.returncode == 0:
            files = listed.stdout.splitlines()
        else:  # a release, not a clone
            files = [os.path.relpath(os.path.join(d, f), root)
                     for d, _, fs in os.walk(root) for f in fs]
            files = [f for f in files if not f.startswith("build/")]
        self.files = sorted(f for f in files if os.path.isfile(os.path.join(root, f)))

    def under(self, *folders, ext=()):
        return [f for f in self.files
                if f.startswith(tuple(d + "/" for d in folders)) and (not ext or f.endswith(tuple(ext)))]

    def read(self, file):
        with open(os.path.join(self.root, file), encoding="utf-8", errors="replace") as stream:
            return stream.read()

    def has(self, file):
        return os.path.exists(os.path.join(self.root, file))

    def rows(self):
        text = re.sub(r"//.*", "", self.read("checks/Checks.def"))
        return re.findall(r'LEASH_CHECK\(\s*"([^"]+)",\s*(\w+),', text)


def check_rows(project):
    """Each check has a row, a class, a page and tests, and none has less."""
    rows = project.rows()
    if not rows:
        yield "checks/Checks.def: no rows"
    if rows != sorted(rows):
        yield "checks/Checks.def: the rows are not in the order of the alphabet"
    for name, klass in rows:
        if klass != "".join(part.capitalize() for part in name.split("-")):
            yield f"checks/Checks.def: the class of '{name}' is called {klass}"
        for file in (f"checks/{klass}.h", f"checks/{klass}.cpp", f"docs/checks/{name}.md"):
            if not project.has(file):
                yield f"{file} is missing"
        if not project.under(f"test/checks/{name}", ext=[".cpp"]):
            yield f"test/checks/{name} holds no test"
    known = {name for name, _ in rows}
    for file in project.under("docs/checks", ext=[".md"]):
        name = os.path.basename(file)[:-3]
        if name not in known and name != "README":
            yield f"{file}: there is no check '{name}'"
    for name in sorted({f.split("/")[2] for f in project.under("test/checks")}):
        if name not in known:
            yield f"test/checks/{name}: there is no check of that name"


def headings(text):
    """(level, text) of each heading outside of code."""
    fence = False
    for line in text.splitlines():
        if line.startswith("```"):
            fence = not fence
        match = re.match(r"(#{1,6}) +(.*?)\s*$", line)
        if match and not fence:
            yield len(match[1]), match[2]


def check_pages(project):
    """Each check's page has the same sections."""
    for name, _ in project.rows():
        file = f"docs/checks/{name}.md"
        if not project.has(file):
            continue
        found = list(headings(project.read(file)))
        if not found or found[0] != (1, f"leash-{name}"):
            yield f"{file}: does not begin with '# leash-{name}'"
        if [text for level, text in found if level == 2] != SECTIONS:
            yield f"{file}: its sections are not {', '.join(SECTIONS)}"


def anchors(text):
    result = set()
    for _, title in headings(text):
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        number, unique = 0, anchor
        while unique in result:
            number += 1
            unique = f"{anchor}-{number}"
        result.add(unique)
    return result


def prose(text):
    """The text without code blocks and code spans."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^(?: {4}|\t).*$", "", text, flags=re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text)


def check_links(project):
    """Links between pages resolve, anchors included."""
    for file in [f for f in project.files if f.endswith(".md")]:
        for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", prose(project.read(file))):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            goal = os.path.normpath(os.path.join(os.path.dirname(file), path)) if path else file
            if not project.has(goal):
                yield f"{file}: no such file: {target}"
            elif anchor and goal.endswith(".md") and anchor not in anchors(project.read(goal)):
                yield f"{file}: no such heading: {target}"


def check_options(project):
    """Each option that a check reads is on its page, and the other way round."""
    for name, klass in project.rows():
        page = f"docs/checks/{name}.md"
        sources = [f for f in (f"checks/{klass}.h", f"checks/{klass}.cpp") if project.has(f)]
        if not project.has(page) or len(sources) < 2:
            continue
        code = "\n".join(project.read(f) for f in sources)
        read = set(re.findall(r'Options\.get\w*\(\s*"(\w+)"', code))
        stored = set(re.findall(r'Options\.store\(\s*\w+,\s*"(\w+)"', code))
        told = set(re.findall(rf"`leash-{name}\.(\w+)`", project.read(page)))
        for option in sorted(read - told):
            yield f"{page}: the option {option} is missing"
        for option in sorted(told - read):
            yield f"{page}: the option {option} does not exist"
        for option in sorted(read ^ stored):
            yield f"checks/{klass}.cpp: the option {option} is not both read and stored"


def check_messages(project):
    """Messages begin with a name in quotes or a lower-case word, and are one clause.

    A message is a string that is put into Finding::Message, a note's text or
    Finding::Remedy.
    """
    literal = r'"((?:\\.|[^"\\])*)"'
    for file in project.under("checks", "lib/Report", ext=[".cpp"]):
        for number, line in enumerate(project.read(file).splitlines(), 1):
            if not re.search(r"\b(Message|Remedy|Text|diag|Note)\b", line):
                continue
            texts = re.findall(literal, line)
            if texts and re.match(r"[A-Z](?![A-Z])", texts[0]) and " " in texts[0]:
                yield f"{file}:{number}: a message begins with a capital: \"{texts[0]}\""
            for text in texts:
                if re.search(r"[.!]$", text) and len(text) > 2:
                    yield f"{file}:{number}: a message ends with '{text[-1]}': \"{text}\""
                if re.search(r"\b(goroutine|thread leak|please)\b", text, re.IGNORECASE):
                    yield f"{file}:{number}: not a word of ours: \"{text}\""


def check_models(project):
    """Each built-in model is proved against the real headers, or against a mock of those that Debian lacks."""
    for file in project.under("models", ext=[".yaml"]):
        library = os.path.basename(file)[:-5]
        if not project.under(f"test/real/{library}") and not project.under(f"test/mocked/{library}"):
            yield f"{file}: test/real/{library} is missing or empty"
        if not re.search(rf"^library: {re.escape(library)}\s*$", project.read(file), re.MULTILINE):
            yield f"{file}: it does not say 'library: {library}'"


def check_admitted(project):
    """Admitted wrong answers (fp_..., fn_...) only become fewer."""
    count = {"fp": 0, "fn": 0}
    for file in project.under("test", ext=[".cpp"]):
        if file.startswith(("test/self/", "test/mock/", "test/unit/")):
            continue
        for function in names.functions(project.read(file)):
            if function.name.startswith(("fp_", "fn_")):
                count[function.name[:2]] += 1
    recorded = dict(re.findall(r"^(fp|fn) (\d+)$", project.read("test/self/admitted.txt"), re.MULTILINE))
    for kind, number in count.items():
        if number > int(recorded[kind]):
            yield (f"{number} functions are called {kind}_...; test/self/admitted.txt allows {recorded[kind]}: "
                   "mend the engine, or say in the commit why the number has to grow")
        if number < int(recorded[kind]):
            yield f"only {number} functions are called {kind}_...: write that number into test/self/admitted.txt"


def check_sizes(project):
    """No file grows out of hand."""
    for file in project.under("lib", "checks", ext=[".h", ".cpp"]):
        lines = project.read(file).count("\n")
        if lines > MAX_LINES:
            yield f"{file}: {lines} lines, {MAX_LINES} are allowed"


def layer_of(file):
    return next((i for i, layer in enumerate(LAYERS) if file.startswith(layer + "/")), None)


def check_layers(project):
    """A layer includes only those above it."""
    roots = ["lib", "checks", "include", "tools/leash"]
    for file in project.under("lib", "checks", "tools", ext=[".h", ".cpp"]):
        own = layer_of(file)
        for number, line in enumerate(project.read(file).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if match is None:
                continue
            beside = os.path.normpath(os.path.join(os.path.dirname(file), match[1]))
            goals = [beside] + [f"{root}/{match[1]}" for root in roots]
            goal = next((g for g in goals if g in project.files), None)
            layer = layer_of(goal) if goal else None
            if own is not None and layer is not None and layer > own:
                yield f"{file}:{number}: {LAYERS[own]} may not include {goal}"


def check_versions(project):
    """Differences between LLVM versions are in one header."""
    for file in project.under("lib", "checks", "tools", "include", "test", ext=[".h", ".cpp", ".def", ".inc"]):
        if file == "lib/Support/Version.h":
            continue
        for number, line in enumerate(project.read(file).splitlines(), 1):
            if re.search(r"\b(LLVM|CLANG)_VERSION_MAJOR\b|\b__clang_major__\b", line):
                yield f"{file}:{number}: tests the version of LLVM"


def check_paths(project):
    """Nothing speaks of a folder that only one machine has."""
    # Put together so that this file does not find itself.
    folder = re.compile("(?<![\\w.}/-])/" + "(?:home|root|work|Users|mnt)" + "/[\\w.-]+")
    for file in project.files:
        if file.endswith((".png", ".svg", ".lock")):
            continue
        for number, line in enumerate(project.read(file).splitlines(), 1):
            match = folder.search(line)
            if match:
                yield f"{file}:{number}: {match[0]}"


RULES = {name[6:]: rule for name, rule in list(globals().items()) if name.startswith("check_")}


def main(argv):
    if len(argv) != 2 or argv[1] not in RULES:
        print(f"usage: project.py ROOT RULE\nrules: {', '.join(RULES)}")
        return 2
    rule = RULES[argv[1]]
    breaches = list(rule(Project(argv[0])))
    if breaches:
        print(rule.__doc__.strip().splitlines()[0])
    for breach in breaches:
        print("  " + breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
