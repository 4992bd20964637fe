#!/usr/bin/env python3
"""Runs the checks over real projects at pinned versions, and compares with the labels kept in bench/corpus/.

    bench/corpus.py [PROJECT...] [--tool COMMAND] [--add-labels] [--markdown FILE]

The sources come from Debian's source packages into build/bench/; nothing of them is kept in the repository. Each
finding has a key: its function, and a hash of its source line with the white space evened out, so that a label
stays on its finding when lines move. `bench/corpus/<project>.tsv` says of each whether it is true or false, and why.

Ends with 0 if every finding has a label and the tool failed on no file.
"""

import argparse
import csv
import hashlib
import json
import os
import re
import shlex
import shutil
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import debian  # noqa: E402
import findings as fd  # noqa: E402

LABELS = Path(__file__).resolve().parent / "corpus"
COLUMNS = ["check", "file", "key", "label", "reason"]


@dataclass
class Project:
    package: str
    version: str
    cmake: list                     # arguments of the configure step
    packages: list = field(default_factory=list)
    source: str = "."               # where its CMakeLists.txt is
    files: str = r"\.(cpp|cc|cxx)$"  # which of the compiled files are looked at
    targets: list = field(default_factory=list)  # built once configured: headers that the build makes
    made: str = ""                  # outputs that are made then, without the libraries that the build makes first
    absent: dict = field(default_factory=dict)   # files that Debian's source leaves out and CMake asks for


PROJECTS = [
    Project("zeromq3", "4.3.4-6",
            ["-DBUILD_TESTS=OFF", "-DBUILD_STATIC=OFF", "-DWITH_PERF_TOOL=OFF", "-DWITH_LIBSODIUM=OFF",
             "-DWITH_TLS=OFF", "-DWITH_DOCS=OFF", "-DENABLE_CPACK=OFF"],
            files=r"^src/.*\.cpp$"),
    Project("i2pd", "2.45.1-1", ["-DWITH_UPNP=OFF"], source="build",
            packages=["libboost-filesystem1.81-dev", "libboost-program-options1.81-dev", "libssl-dev", "zlib1g-dev"],
            files=r"^(libi2pd|libi2pd_client|daemon)/.*\.cpp$"),
    Project("poco", "1.11.0-3+deb12u1",
            [f"-DENABLE_{part}=OFF" for part in
             ("NETSSL", "CRYPTO", "JWT", "MONGODB", "REDIS", "PAGECOMPILER", "PAGECOMPILER_FILE2PAGE",
              "ACTIVERECORD", "ACTIVERECORD_COMPILER", "DATA_MYSQL", "DATA_POSTGRESQL", "DATA_ODBC", "DATA_SQLITE",
              "ENCODINGS", "ENCODINGS_COMPILER", "PDF", "ZIP")],
            files=r"^(Foundation|Net|Util|Data)/src/.*\.cpp$"),
    Project("leveldb", "1.23-4", ["-DLEVELDB_BUILD_TESTS=OFF", "-DLEVELDB_BUILD_BENCHMARKS=OFF"],
            packages=["libsnappy-dev"],
            files=r"^(db|util|table|helpers)/.*\.cc$"),
    Project("log4cplus", "2.0.8-1",
            ["-DLOG4CPLUS_BUILD_TESTING=OFF", "-DLOG4CPLUS_BUILD_LOGGINGSERVER=OFF", "-DWITH_UNIT_TESTS=OFF"],
            files=r"^src/.*\.cxx$"),
    Project("libtorrent-rasterbar", "2.0.8-1", ["-Dbuild_tests=OFF", "-Dpython-bindings=OFF"],
            packages=["libssl-dev"],
            # Those with locks or threads of their own: the others only take the time of Asio's headers.
            files=r"^src/(alert_manager|disk_buffer_pool|disk_io_thread_pool|disk_job_fence|disk_job_pool|file_view_pool|"
                  r"ip_notifier|mmap|mmap_disk_io|mmap_storage|part_file|performance_counters|session|session_call|"
                  r"session_handle|session_impl|stat_cache|torrent_handle|udp_tracker_connection|utp_stream)\.cpp$"),
    Project("thrift", "0.17.0-2",
            [f"-DBUILD_{part}=OFF" for part in
             ("COMPILER", "TESTING", "EXAMPLES", "TUTORIALS", "JAVA", "JAVASCRIPT", "NODEJS", "PYTHON", "KOTLIN")]
            + ["-DWITH_QT5=OFF", "-DWITH_C_GLIB=OFF"],
            packages=["libevent-dev", "libssl-dev", "zlib1g-dev"],
            files=r"^lib/cpp/src/.*\.(cpp|cxx)$"),
    Project("srt", "1.5.1-1+deb12u1",
            ["-DENABLE_APPS=ON", "-DENABLE_CXX11=ON", "-DENABLE_STDCXX_SYNC=ON", "-DENABLE_UNITTESTS=OFF"],
            packages=["libssl-dev"],
            files=r"\.(cpp|cxx)$"),
    Project("x265", "3.5-2", ["-DENABLE_ASSEMBLY=OFF", "-DENABLE_LIBNUMA=OFF"], source="source",
            # Those with tasks or locks: the others are arithmetic.
            files=r"^source/(x265cli|abrEncApp|common/(frame|threading|threadpool|wavefront)|input/y4m|input/yuv|"
                  r"encoder/(api|encoder|frameencoder|framefilter|ratecontrol|slicetype|search|sei))\.cpp$"),
    Project("xrootd", "5.5.3-1", ["-DENABLE_PYTHON=OFF"],
            packages=["libssl-dev", "libxml2-dev", "libkrb5-dev", "uuid-dev", "zlib1g-dev", "libcurl4-openssl-dev"],
            targets=["XrdVersion.hh"],
            files=r"^src/Xrd(|Bwm|Cl|Cms|Frc|Frm|Ofs|Oss|Pfc|Ssi|Sys|Xrootd)/\w+\.cc$"),
    Project("zoneminder", "1.36.33+dfsg1-1", ["-DZM_WEB_USER=www-data", "-DZM_NO_X10=ON"],
            absent={"dep/RtspServer/CMakeLists.txt": "add_library(RtspServer INTERFACE)\n"
                                                     "add_library(RtspServer::RtspServer ALIAS RtspServer)\n",
                    "web/api/app/Plugin/Crud/Lib/CrudControllerTrait.php": ""},
            packages=["default-libmysqlclient-dev", "libavcodec-dev", "libavdevice-dev", "libavformat-dev",
                      "libcurl4-openssl-dev", "libjpeg-dev", "libssl-dev", "libswresample-dev", "libswscale-dev",
                      "libvlc-dev", "libvncserver-dev", "zlib1g-dev"],
            # Those with tasks, locks or sockets; the server for RTSP is what Debian leaves out.
            files=r"^src/zm_(analysis_thread|comms|curl_camera|db|decoder_thread|event|eventstream|fifo|libvlc_camera|"
                  r"logger|monitor|monitorstream|packet|packetqueue|remote_camera_rtsp|rtp_ctrl|rtp_data|rtp_source|"
                  r"rtsp|stream|videostore|zone)\.cpp$"),
    Project("orthanc", "1.10.1+dfsg-2+deb12u1",
            ["-DSTATIC_BUILD=OFF", "-DSTANDALONE_BUILD=ON", "-DALLOW_DOWNLOADS=OFF", "-DENABLE_PLUGINS=OFF",
             "-DUSE_GOOGLE_TEST_DEBIAN_PACKAGE=ON", "-DUNIT_TESTS_WITH_HTTP_CONNEXIONS=OFF",
             "-DDCMTK_LIBRARIES=dcmjpls", "-DCMAKE_BUILD_TYPE=None"],
            source="OrthancServer", targets=["AUTOGENERATED/OrthancServerResources.h"],
            packages=["libboost-iostreams1.81-dev", "libboost-locale1.81-dev", "libboost-regex1.81-dev",
                      "libboost-thread1.81-dev", "libcharls-dev", "libcivetweb-dev", "libcurl4-openssl-dev",
                      "libdcmtk-dev", "libgtest-dev", "libjpeg-dev", "libjsoncpp-dev", "liblua5.3-dev", "libpng-dev",
                      "libpugixml-dev", "libsqlite3-dev", "libwrap0-dev", "uuid-dev", "zlib1g-dev"],
            # Those with tasks or locks.
            files=r"^OrthancFramework/Sources/(Cache|JobsEngine|MultiThreading)/.*\.cpp$|"
                  r"^OrthancFramework/Sources/(HttpServer/HttpServer|DicomNetworking/DicomServer|"
                  r"DicomNetworking/TimeoutDicomConnectionManager|HttpClient|Logging|MetricsRegistry|SystemToolbox)\.cpp$|"
                  r"^OrthancServer/Sources/(LuaScripting|OrthancWebDav|ServerContext|ServerIndex|"
                  r"StorageCommitmentReports|ServerJobs/ArchiveJob)\.cpp$"),
    Project("icinga2", "2.13.6-2+deb12u2",
            ["-DICINGA2_WITH_PGSQL=OFF", "-DICINGA2_WITH_TESTS=OFF", "-DICINGA2_UNITY_BUILD=OFF"],
            packages=["bison", "flex", "libboost-context1.81-dev", "libboost-coroutine1.81-dev",
                      "libboost-date-time1.81-dev", "libboost-filesystem1.81-dev", "libboost-iostreams1.81-dev",
                      "libboost-program-options1.81-dev", "libboost-regex1.81-dev", "libboost-system1.81-dev",
                      "libboost-thread1.81-dev", "libedit-dev", "libmariadb-dev-compat", "libssl-dev"],
            targets=["mkclass"], made=r"^lib/\w+/\w+-ti\.hpp:",  # its own compiler makes these of its classes
            # Those with timers, tasks or locks.
            files=r"^lib/(checker|compat|db_ido|db_ido_mysql|icingadb|notification|perfdata)/\w+\.cpp$|"
                  r"^lib/base/(application|io-engine|logger|process|ringbuffer|socket\w*|stream|streamlogger|"
                  r"tcpsocket|threadpool|timer|tlsstream|workqueue)\.cpp$|"
                  r"^lib/icinga/(checkable|checkable-check|clusterevents-check|comment|downtime|icingaapplication|"
                  r"scheduleddowntime|timeperiod)\.cpp$|"
                  r"^lib/remote/(apilistener|consolehandler|eventqueue|httpserverconnection|"
                  r"jsonrpcconnection|jsonrpcconnection-heartbeat)\.cpp$"),
]
COMMON_PACKAGES = ["cmake", "ninja-build", "clang-19", "libboost1.81-dev"]


def configure(project, source, folder):
    """A compile database for the project, made once; gives its folder."""
    mark = folder / ".configured"
    wanted = json.dumps([project.version, project.cmake])
    if not (mark.exists() and mark.read_text() == wanted):
        debian.install([*COMMON_PACKAGES, *project.packages])
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        environment = {**os.environ, "CC": "clang-19", "CXX": "clang++-19"}
        for name, text in project.absent.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text)
        debian.run(["cmake", "-S", str(source / project.source), "-B", str(folder), "-G", "Ninja",
                    "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *project.cmake], env=environment)
        for target in project.targets:
            debian.run(["ninja", "-C", str(folder), target])
        if project.made:
            outputs = debian.run(["ninja", "-C", str(folder), "-t", "targets", "all"]).splitlines()
            for output in sorted({line.split(":")[0] for line in outputs if re.search(project.made, line)}):
                alone = debian.run(["ninja", "-C", str(folder), "-t", "commands", "-s", output])
                debian.run(["sh", "-c", alone], cwd=folder)
        mark.write_text(wanted)
    return folder


def compiled_files(project, source, folder):
    names = set()
    for entry in json.loads((folder / "compile_commands.json").read_text()):
        path = Path(entry["directory"], entry["file"]).resolve()
        if path.is_relative_to(source) and re.search(project.files, str(path.relative_to(source))):
            names.add(path)
    return sorted(names)


def key_of(source, finding):
    path = source / finding.file
    line = fd.source_line(path, finding.line)
    digest = hashlib.sha256(line.encode()).hexdigest()[:8]
    return f"{fd.function_at(path, finding.line) or '-'}@{digest}"


def read_labels(name):
    path = LABELS / f"{name}.tsv"
    if not path.exists():
        return {}
    with open(path, newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    labels = {}
    for number, row in enumerate(rows, start=2):
        if row["label"] not in ("true", "false", "?"):
            debian.die(f"{path}:{number}: the label is true or false, not '{row['label']}'")
        labels[(row["check"], row["file"], row["key"])] = row
    return labels


def write_labels(name, labels):
    LABELS.mkdir(exist_ok=True)
    with open(LABELS / f"{name}.tsv", "w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for _, row in sorted(labels.items()):
            writer.writerow(row)


@dataclass
class Outcome:
    name: str
    version: str
    files: int = 0
    parse_errors: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    findings: int = 0
    tally: Counter = field(default_factory=Counter)   # (check, label) -> number
    unlabelled: int = 0
    seconds: float = 0.0


def analyse(arguments, project):
    base = fd.BUILD / "bench"
    source = debian.SourceArchive(base / "src").unpack(project.package, project.version).resolve()
    database = configure(project, source, base / "corpus" / project.package)
    files = [path for path in compiled_files(project, source, database)
             if re.search(arguments.files, str(path.relative_to(source)))]
    outcome = Outcome(project.package, project.version, len(files))
    if not files:
        debian.die(f"{project.package}: no file to look at")
    command = [*arguments.command, f"--checks=-*,{arguments.checks}", f"--header-filter=^{re.escape(str(source))}/",
               "--quiet", "-p", str(database), "--extra-arg=-w", *arguments.extra]
    start = time.monotonic()
    found = {}
    with ThreadPoolExecutor(arguments.jobs) as pool:
        results = pool.map(lambda path: (path, fd.analyse([*command, str(path)], cwd=database, root=source)), files)
        for path, result in results:
            name = str(path.relative_to(source))
            if result.crashed() or (result.status != 0 and not result.errors and not result.findings):
                outcome.failures.append(name)
                print(f"{project.package}: FAILED on {name} ({result.parse_status()})\n"
                      f"    {shlex.join([*command, str(path)])}", flush=True)
            elif result.errors:
                outcome.parse_errors.append(name)
                print(f"{project.package}: {name} does not parse: {result.errors[0]}", flush=True)
            for finding in result.findings:
                # A header's finding comes once for each file that includes it.
                if not finding.check.startswith("clang-diagnostic") and not Path(finding.file).is_absolute():
                    found.setdefault(finding.key(), finding)
    outcome.seconds = time.monotonic() - start

    labels = read_labels(project.package)
    seen = set()
    for finding in sorted(found.values(), key=lambda f: (f.file, f.line, f.check)):
        outcome.findings += 1
        key = (finding.check, finding.file, key_of(source, finding))
        seen.add(key)
        row = labels.get(key)
        label = row["label"] if row else "?"
        outcome.tally[(finding.check, label)] += 1
        if label == "?":
            outcome.unlabelled += 1
        if label == "?" or arguments.all:
            print(f"{project.package}: {label:5} {finding.file}:{finding.line}: {finding.text} [{finding.check}]\n"
                  f"    key: {key[2]}")
            for note in finding.notes:
                print(f"    {note}")
        if not row and arguments.add_labels:
            labels[key] = dict(zip(COLUMNS, (*key, "?", "")))
    stale = [key for key in labels if key not in seen]
    if stale and arguments.files == "":
        print(f"{project.package}: {len(stale)} labelled findings are gone:")
        for check, file, key in stale:
            print(f"    {labels[(check, file, key)]['label']} {file} {key} [{check}]")
    if arguments.add_labels:
        write_labels(project.package, labels)
    return outcome


def precision(tally, check=None):
    true = sum(n for (c, label), n in tally.items() if label == "true" and check in (None, c))
    false = sum(n for (c, label), n in tally.items() if label == "false" and check in (None, c))
    return true, false, f"{100 * true / (true + false):.0f} %" if true + false else "-"


def tables(outcomes):
    lines = ["| project | version | files | do not parse | findings | true | false | unlabelled |",
             "|---|---|---|---|---|---|---|---|"]
    total = Counter()
    for outcome in outcomes:
        total += outcome.tally
        true, false, _ = precision(outcome.tally)
        lines.append(f"| {outcome.name} | {outcome.version} | {outcome.files} | {len(outcome.parse_errors)} | "
                     f"{outcome.findings} | {true} | {false} | {outcome.unlabelled} |")
    lines += ["", "| check | true | false | precision |", "|---|---|---|---|"]
    for check in sorted({check for check, _ in total}):
        true, false, share = precision(total, check)
        lines.append(f"| {check} | {true} | {false} | {share} |")
    return "\n".join(lines)


def main():
    names = [project.package for project in PROJECTS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", nargs="*", metavar="PROJECT", help=f"of {', '.join(names)} (default: all)")
    parser.add_argument("--tool", help="the command to run (default: the leash executable under build/)")
    parser.add_argument("--checks", default="leash-*")
    parser.add_argument("--files", default="", help="only files whose name matches this expression")
    parser.add_argument("--extra", action="append", default=[], help="one more argument for the tool")
    parser.add_argument("--all", action="store_true", help="print the labelled findings too")
    parser.add_argument("--add-labels", action="store_true", help="add new findings to the label files, as '?'")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables there as well")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    unknown = set(arguments.projects) - set(names)
    if unknown:
        parser.error(f"unknown project {', '.join(sorted(unknown))}: the corpus has {', '.join(names)}")
    arguments.command = fd.tool_command(arguments.tool)

    outcomes = []
    for project in PROJECTS:
        if not arguments.projects or project.package in arguments.projects:
            outcome = analyse(arguments, project)
            print(f"{outcome.name}: {outcome.files} files in {outcome.seconds:.0f} s, {outcome.findings} findings, "
                  f"{outcome.unlabelled} without a label", flush=True)
            outcomes.append(outcome)
    text = tables(outcomes)
    print("\n" + text)
    if arguments.markdown:
        Path(arguments.markdown).write_text(text + "\n")
    bad = sum(outcome.unlabelled + len(outcome.failures) for outcome in outcomes)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
