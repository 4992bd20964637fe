#!/usr/bin/env python3
"""Types files into leash-clangd, character by character and with random edits.

    typing_session.py --clangd PROGRAM [--edits N] [--seed N] FILE...
    typing_session.py --clangd PROGRAM --latency [--edits N] FILE...

Each edit is analysed: none is skipped because the next one comes. The run fails if
the server dies or is silent for a minute, or if, with the file as it was in the
beginning, it does not find what it found then. A server that dies on the same edits
with Leash's checks off too met a fault of clang's own: that is counted, and the
run goes on with a new one.

With --latency, two servers get the same edits in turn, one with Leash's checks and
one without: prints the median times from the edit to the diagnostics. The run fails
if one of them does not answer, the second has findings, or the first has none.
"""

import argparse
import collections
import os
import random
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import lsp  # noqa: E402
import parity  # noqa: E402

HANG = 60  # seconds of silence while the machine lets the server work
IN_FLIGHT = 8
TOKENS = ["{", "}", "(", ")", ";", "<", ">", "::", "*", "&", "&&", "template <typename T> ", "co_await ",
          "co_return ", "auto ", "[&] { ", "[=]() mutable { ", "decltype(", "std::lock_guard<std::mutex> g(m);",
          "std::unique_lock lock(mutex_);", "while (true) {", "for (auto x : ", "if (", "else ", "return ",
          "try { ", "} catch (...) {", "struct X : X { ", "class ", "operator()", "~", "this->", "goto a; a:",
          "switch (1) { case ", "#define X ", "\n#if 0\n", "\n#endif\n", "\"", "'", "/*", "//", "\\\n", "requires ",
          "concept C = ", "friend ", "virtual ", " = 0;", " = delete;", "constexpr ", "throw ", "new ", "delete ",
          "std::thread t([&] { t.join(); });", "cv.wait(lock, [] { return ", "mutex_.lock();", "static_assert(",
          "\u00fc", "\t", "0x", "...", "noexcept(", "sizeof...(", "using ", "namespace { ", "extern \"C\" {"]


class Text:
    """A file in the editor: the text here and there, changed in the same way."""

    def __init__(self, server, path, flags):
        self.server, self.path, self.flags = server, path, flags
        with open(path, encoding="utf-8", errors="replace") as stream:
            self.text = self.original = stream.read()
        parity.compile_with(server, path, flags)
        self.edits = 0
        self.said = []  # the diagnostics that the last findings were among
        server.open(path, self.text)
        self.acknowledged = server.versions[path] - 1
        self.recent = collections.deque([self.text], maxlen=IN_FLIGHT + 2)

    def position(self, offset):
        before = self.text[:offset]
        line = before.count("\n")
        return {"line": line, "character": len(before[before.rfind("\n") + 1:].encode())}

    def replace(self, start, end, new):
        """Sends one edit, which is analysed whatever comes after it. One that changes
        nothing is not sent: clangd has nothing new to say after it, and says nothing."""
        if self.text[start:end] == new:
            return
        span = {"start": self.position(start), "end": self.position(end)}
        self.text = self.text[:start] + new + self.text[end:]
        self.recent.append(self.text)
        self.edits += 1
        self.server.versions[self.path] += 1
        self.server.notify("textDocument/didChange", {
            "textDocument": {"uri": lsp.uri(self.path), "version": self.server.versions[self.path]},
            "contentChanges": [{"range": span, "text": new}], "wantDiagnostics": True})

    def wait(self, behind=0):
        """Waits until at most so many edits are unanswered; the newest diagnostics."""
        found = None
        while self.acknowledged < self.server.versions[self.path] - behind:
            found = self.server.diagnostics(self.path, self.acknowledged + 1, HANG)
            self.acknowledged = self.server.shown[self.path]
        return found

    def findings(self):
        """The findings after an edit that changes nothing that matters."""
        self.wait()
        self.replace(len(self.text), len(self.text), " ")
        self.said = self.wait()
        return sorted((d["code"], d["message"], d["range"]["start"]["line"]) for d in lsp.ours(self.said))


def body_start(text):
    """Where the file's own code begins: edits above it make all headers be read again."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip().startswith("#include"):
            at = text.index(line, at) + len(line)
    return at


def type_in(file, edits, rng):
    """Removes a part of the file and types it again."""
    start = rng.randrange(body_start(file.text), len(file.text))
    end = min(len(file.text), start + edits)
    part = file.text[start:end]
    file.replace(start, end, "")
    for i, character in enumerate(part):
        file.replace(start + i, start + i, character)
        file.wait(IN_FLIGHT)


def edit_at_random(file, edits, rng):
    for _ in range(edits):
        low = 0 if rng.random() < 0.02 else body_start(file.text)
        start = rng.randrange(min(low, len(file.text)), len(file.text) + 1)
        end = min(len(file.text), start + int(rng.expovariate(1 / 12)))
        kind = rng.randrange(5)
        if kind == 0:
            file.replace(start, end, "")
        elif kind == 1:
            file.replace(start, start, rng.choice(TOKENS))
        elif kind == 2:
            file.replace(start, end, rng.choice(TOKENS))
        elif kind == 3:  # a piece of the file at another place
            at = rng.randrange(len(file.text) + 1)
            file.replace(start, start, file.text[at:at + int(rng.expovariate(1 / 60))])
        else:  # to the end of the line
            newline = file.text.find("\n", start)
            file.replace(start, newline if newline >= 0 else len(file.text), "")
        file.wait(IN_FLIGHT)
        if len(file.text) > 3 * len(file.original) + 2000:
            file.replace(0, len(file.text), file.original)


def without_checks(folder):
    """The environment of a server in which Leash's checks are off; 'folder' is empty."""
    os.makedirs(os.path.join(folder, "clangd"))
    with open(os.path.join(folder, "clangd", "config.yaml"), "w", encoding="utf-8") as stream:
        stream.write("Index: {Background: Skip, StandardLibrary: No}\n"
                     "Diagnostics: {ClangTidy: {Remove: leash-*}}\n")
    return {"XDG_CONFIG_HOME": folder}


def falls_without_checks(args, file):
    """Whether a server without the checks dies too on the last texts of 'file'."""
    with tempfile.TemporaryDirectory(prefix="leash-typing-") as folder:
        try:
            with lsp.Server([args.clangd, "--log=error", "-j=1"], timeout=HANG,
                            environment=without_checks(folder)) as server:
                parity.compile_with(server, file.path, file.flags)
                server.open(file.path, file.recent[0])
                server.diagnostics(file.path)
                for text in list(file.recent)[1:]:
                    server.change(file.path, text)
                    server.diagnostics(file.path)
        except lsp.Died:
            return True
    return False


def type_session(server, path, how, count, rng, args):
    """Opens a file, types in it and closes it: the edits that were made, and
    whether the server fell over a fault of clang's own."""
    file = Text(server, path, parity.flags_of(path) or ["-std=c++20"])
    try:
        file.wait()
        before = file.findings()
        how(file, count, rng)
        file.wait()
        file.replace(0, len(file.text), file.original)
        after = file.findings()
        server.close(path)
    except lsp.Died as error:
        with open(args.clangd_input, "w", encoding="utf-8") as stream:
            stream.write(file.text)
        if falls_without_checks(args, file):
            print(f"clang's own: {error}; {path}", flush=True)
            return file.edits, True
        raise lsp.Died(f"{error}; {path}, seed {args.seed}; the text is in {args.clangd_input}") from None
    if before != after:
        said = [d["message"] for d in file.said]
        raise lsp.Died(f"{path}: found {after} after {how.__name__}, at the beginning {before}; it says {said}")
    return file.edits, False


def type_files(args, files):
    rng = random.Random(args.seed)
    made, step, own = 0, 0, 0
    rounds = [(type_in, 150), (edit_at_random, 100)]
    errors = open(args.errors, "w", encoding="utf-8") if args.errors else None
    while made < args.edits:
        fell = False
        try:
            with lsp.Server([args.clangd, "--log=error", "-j=2"], errors=errors, timeout=HANG) as server:
                while made < args.edits and not fell:
                    how, count = rounds[step % 2]
                    edits, fell = type_session(server, files[step // 2 % len(files)], how,
                                               min(count, args.edits - made), rng, args)
                    made += edits
                    step += 1
                    if step % 100 == 0:
                        print(f"{made} edits", flush=True)
        except lsp.Died:
            if not fell:
                raise
        own += fell
    print(f"{made} edits in {step} sessions, no crash of Leash's, {own} of clang's own")


def latency(args, files):
    """The same edits to a server with the checks and one without, in turn."""
    environment = without_checks(tempfile.mkdtemp(prefix="leash-latency-"))
    ratios, total = [], 0
    rng = random.Random(args.seed)
    for path in files:
        flags = parity.flags_of(path) or ["-std=c++20"]
        with lsp.Server([args.clangd, "--log=error", "-j=1"], timeout=HANG) as on, \
                lsp.Server([args.clangd, "--log=error", "-j=1"], timeout=HANG,
                           environment=environment) as off:
            texts = [Text(on, path, flags), Text(off, path, flags)]
            found = [len(lsp.ours(t.wait())) for t in texts]
            if found[1]:
                raise lsp.Died(f"{path}: the server without the checks has {found[1]} findings")
            total += found[0]
            for t in texts:
                t.findings()
            times = [[], []]
            for number in range(args.edits):
                at = texts[0].text.find("\n", rng.randrange(body_start(texts[0].text), len(texts[0].text)))
                order = (0, 1) if number % 2 else (1, 0)
                for i in order:
                    began = time.monotonic()
                    texts[i].replace(at, at, " ")
                    texts[i].wait()
                    times[i].append(time.monotonic() - began)
        medians = [statistics.median(t) * 1000 for t in times]
        ratios.append(medians[0] / medians[1])
        print(f"{os.path.relpath(path)}: {found[0]} findings, {medians[0]:.1f} ms with, "
              f"{medians[1]:.1f} ms without, ratio {ratios[-1]:.3f}", flush=True)
    if not total:
        raise lsp.Died("no findings")
    print(f"{len(ratios)} files, {args.edits} edits each: median ratio {statistics.median(ratios):.3f}, "
          f"largest {max(ratios):.3f}")


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="files, or folders with files")
    parser.add_argument("--clangd", required=True)
    parser.add_argument("--edits", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shuffle", action="store_true", help="take the files in any order")
    parser.add_argument("--latency", action="store_true")
    parser.add_argument("--errors", help="where the server's standard error goes")
    parser.add_argument("--clangd-input", default="typing-session.cpp", help="where the text of a crash goes")
    args = parser.parse_args(argv)
    files = list(parity.sources(args.files))
    if args.shuffle:
        random.Random(args.seed).shuffle(files)
    try:
        (latency if args.latency else type_files)(args, files)
        return 0
    except lsp.Died as error:
        print(f"FAILED: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
