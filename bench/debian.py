"""Debian source packages at a pinned version, unpacked under the build folder.

The system's own apt set-up is read, never changed: the deb-src lines are written beside the sources, from the
binary lines of the Debian archive that the machine already has.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path


def die(message):
    """One clear line, and a failing exit."""
    sys.exit(f"bench: {message}")


def run(command, **kwargs):
    """Runs a command and gives its output; a failure is fatal, with the last lines of what it said."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kwargs)
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        die(f"'{' '.join(map(str, command))}' failed with {done.returncode}:\n{tail}")
    return done.stdout


class SourceArchive:
    """apt with a source list and package lists of its own, in `folder`."""

    def __init__(self, folder):
        self.folder = Path(folder).absolute()
        self.ready = False

    def _apt(self, *arguments, **kwargs):
        state = self.folder / "apt"
        options = {
            "Dir::Etc::SourceList": "/dev/null",
            "Dir::Etc::SourceParts": state / "sources",
            "Dir::State::Lists": state / "lists",
            "Dir::Cache::pkgcache": state / "pkgcache.bin",
            "Dir::Cache::srcpkgcache": state / "srcpkgcache.bin",
            "APT::Get::Only-Source": "true",
            "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
        }
        flags = [word for key, value in options.items() if value for word in ("-o", f"{key}={value}")]
        return run(["apt-get", "-q", *flags, *arguments], **kwargs)

    def _prepare(self):
        if self.ready:
            return
        for tool in ("apt-get", "dpkg-source"):
            if not shutil.which(tool):
                die(f"'{tool}' is missing: this needs a Debian machine with the package dpkg-dev")
        state = self.folder / "apt"
        (state / "sources").mkdir(parents=True, exist_ok=True)
        (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
        listing = run(["apt-get", "indextargets", "--format",
                       "$(CREATED_BY)|$(LABEL)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)"])
        stanzas = []
        for line in sorted(set(listing.splitlines())):
            kind, label, uri, release, component = line.split("|")
            # The release itself only: it keeps its sources, the security archive drops superseded ones.
            if kind == "Packages" and label == "Debian":
                stanzas.append("\n".join([
                    "Types: deb-src", f"URIs: {uri}", f"Suites: {release}", f"Components: {component}",
                    "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg", ""]))
        if not stanzas:
            die("no package list of the Debian archive on this machine: run 'apt-get update' once")
        text = "\n".join(stanzas)
        sources = state / "sources" / "debian.sources"
        fresh = sources.exists() and sources.read_text() == text and (state / "pkgcache.bin").exists()
        if not fresh:
            sources.write_text(text)
            self._apt("update")
        self.ready = True

    def unpack(self, package, version):
        """The folder of the unpacked and patched source of package=version."""
        upstream = re.sub(r"^\d+:", "", version)
        target = self.folder / f"{package}-{upstream}"
        if (target / ".unpacked").exists():
            return target
        self._prepare()
        if target.exists():
            shutil.rmtree(target)
        download = self.folder / "download" / package
        download.mkdir(parents=True, exist_ok=True)
        print(f"bench: getting the source of {package} {version}", file=sys.stderr, flush=True)
        self._apt("--download-only", "source", f"{package}={version}", cwd=download)
        descriptions = list(download.glob(f"{package}_{upstream}.dsc"))
        if len(descriptions) != 1:
            die(f"the source package {package} {version} has no description file in {download}")
        run(["dpkg-source", "--no-check", "--no-copy", "-x", str(descriptions[0]), str(target)])
        (target / ".unpacked").touch()
        return target


def missing_packages(names):
    """Those of the binary packages that are not installed."""
    out = []
    for name in names:
        done = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", name],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        if done.stdout.strip() != "installed":
            out.append(name)
    return out


def install(names):
    """Installs what is missing, and never removes or replaces anything."""
    missing = missing_packages(names)
    if not missing:
        return
    prefix = []
    if os.geteuid() != 0:
        if not shutil.which("sudo"):
            die(f"these packages are missing, and only root can install them: {' '.join(missing)}")
        prefix = ["sudo"]
    print(f"bench: installing {' '.join(missing)}", file=sys.stderr, flush=True)
    run([*prefix, "apt-get", "-q", "update"])
    run([*prefix, "apt-get", "-q", "-y", "--no-remove", "--no-install-recommends", "install", *missing],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
