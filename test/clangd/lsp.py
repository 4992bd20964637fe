"""A client of the language server protocol, for tests of leash-clangd."""

import json
import os
import queue
import subprocess
import threading
import time

CAPABILITIES = {
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "codeActionsInline": False,
        },
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
    "offsetEncoding": ["utf-8"],
}


class Died(Exception):
    """The server ended, or said nothing for too long while it could."""


def uri(path):
    return "file://" + os.path.abspath(path)


def offset_at(text, position):
    """The index into 'text' (UTF-8 columns) of a position of the protocol."""
    lines = text.encode().split(b"\n")
    at = sum(len(line) + 1 for line in lines[:position["line"]]) + position["character"]
    return len(text.encode()[:at].decode(errors="ignore"))


def apply_edits(text, edits):
    """The text after the edits of one change, which do not overlap."""
    places = sorted(((offset_at(text, e["range"]["start"]), offset_at(text, e["range"]["end"]), i)
                     for i, e in enumerate(edits)), reverse=True)
    for start, end, i in places:
        text = text[:start] + edits[i]["newText"] + text[end:]
    return text


class Server:
    """One server, and what it said."""

    def __init__(self, command, flags=(), folder=None, capabilities=None, environment=None,
                 timeout=120, errors=None, options=None):
        self.timeout = timeout
        self.next_id = 0
        capabilities = CAPABILITIES if capabilities is None else capabilities
        self.told_versions = "publishDiagnostics" in capabilities.get("textDocument", {})
        self.versions = {}  # of each file: they rise, also when it is closed and opened again
        self.shown = {}  # of each file: the version of the last diagnostics that were asked for
        self.messages = queue.Queue()
        self.seen = []  # notifications that nobody asked for yet
        self.errors = errors or subprocess.DEVNULL
        self.process = subprocess.Popen(list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.errors, cwd=folder,
                                        env={**os.environ, **(environment or {})})
        threading.Thread(target=self.read, daemon=True).start()
        self.started = self.request("initialize", {
            "processId": os.getpid(),
            "rootUri": uri(folder) if folder else None,
            "capabilities": capabilities,
            "initializationOptions": {"fallbackFlags": list(flags), **(options or {})},
        })
        self.notify("initialized", {})

    # --- Messages -------------------------------------------------------------

    def read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while True:
                line = stream.readline()
                if not line:
                    self.messages.put(None)
                    return
                if line == b"\r\n":
                    break
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = stream.read(length)
            try:
                if len(body) != length:
                    raise ValueError("a message is cut off")
                self.messages.put(json.loads(body))
            except ValueError as error:
                self.messages.put({"broken": str(error), "body": body})

    def send_raw(self, data):
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Died(f"the server ended with {self.process.wait()}") from None

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send_raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def threads(self):
        """The states of the server's threads, and the seconds of processor time that they had."""
        states, ticks = set(), 0
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            try:
                with open(f"/proc/{self.process.pid}/task/{thread}/stat", encoding="utf-8") as stream:
                    fields = stream.read().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            states.add(fields[0])
            ticks += int(fields[11]) + int(fields[12])
        return states, ticks / os.sysconf("SC_CLK_TCK")

    def starved(self, before, limit):
        """Whether the server would work on, and has had less time than 'limit' since
        it had had 'before': the machine is busy with other things."""
        for _ in range(20):
            if self.process.poll() is not None:
                return True  # the end of its output says so
            states, now = self.threads()
            if now - before > limit:
                return False
            if states & {"R", "D"}:
                return True
            time.sleep(0.05)
        return False

    def receive(self, timeout=None):
        limit = timeout or self.timeout
        before = self.threads()[1] if self.process.poll() is None else 0
        while True:
            try:
                message = self.messages.get(timeout=limit)
                break
            except queue.Empty:
                if not self.starved(before, limit):
                    raise Died(f"nothing came for {limit} seconds") from None
        if message is None:
            raise Died(f"the server ended with {self.process.wait()}")
        if "broken" in message:
            raise Died(f"{message['broken']}: {message['body'][:200]!r}")
        if "method" in message and "id" in message:  # a question of the server's
            self.send({"id": message["id"], "result": None})
        return message

    def request(self, method, params):
        self.next_id += 1
        own = self.next_id
        self.send({"id": own, "method": method, "params": params})
        while True:
            message = self.receive()
            if "method" in message:
                self.seen.append(message)
            elif message.get("id") == own:
                if "error" in message:
                    raise Died(f"{method}: {message['error']}")
                return message["result"]

    # --- Files ----------------------------------------------------------------

    def open(self, path, text=None, language="cpp"):
        if text is None:
            with open(path, encoding="utf-8", errors="replace") as stream:
                text = stream.read()
        self.versions[path] = self.versions.get(path, 0) + 1
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri(path), "languageId": language, "version": self.versions[path], "text": text}})

    def change(self, path, text=None, changes=None):
        """Replaces the whole text, or sends the changes; returns the new version."""
        self.versions[path] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri(path), "version": self.versions[path]},
            "contentChanges": changes if changes is not None else [{"text": text}]})
        return self.versions[path]

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri(path)}})

    def diagnostics(self, path, version=None, timeout=None):
        """The diagnostics of the file's newest (or the given) version, or of a later one."""
        version = version or self.versions[path]
        # Those without a version only say that a file was closed, if the server tells versions.
        otherwise = 0 if self.told_versions else version
        while True:
            for message in self.seen:
                params = message.get("params") or {}
                if message.get("method") == "textDocument/publishDiagnostics" and \
                        params["uri"] == uri(path) and params.get("version", otherwise) >= version:
                    self.seen.remove(message)
                    self.shown[path] = params.get("version", version)
                    return params["diagnostics"]
            self.seen.append(self.receive(timeout))
            # Only the newest of a file counts.
            del self.seen[:-200]

    def fixes(self, path, diagnostic):
        """The quick fixes for a diagnostic."""
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}}) or []

    def stop(self):
        """Ends the server as an editor does; returns its exit status."""
        try:
            self.request("shutdown", None)
            self.notify("exit", None)
            self.process.stdin.close()
            return self.process.wait(timeout=60)
        except (Died, subprocess.TimeoutExpired):
            self.process.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            status = self.stop()
            if status != 0:
                raise Died(f"the server ended with {status}")
        else:
            self.process.kill()
            self.process.wait()


def ours(diagnostics):
    """Those that are findings of Leash's."""
    return [d for d in diagnostics if str(d.get("code", "")).startswith("leash-")]
