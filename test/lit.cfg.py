# Run by:  lit test --param build=build/llvm-19 --param llvm=19
#
# build  the build folder, with bin/leash and lib/LeashTidy.so
# llvm   the LLVM major that it was built with
# slow   set: also the tests that take long

import os
import shutil
import subprocess

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

config.name = "Leash"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "mock", "runner", "unit"]
config.test_source_root = os.path.join(root, "test")

# --- What to test -------------------------------------------------------------

build = os.path.abspath(lit_config.params.get("build", os.path.join(root, "build", "llvm-19")))
llvm = lit_config.params.get("llvm") or os.path.basename(build).rpartition("-")[2]
config.test_exec_root = os.path.join(build, "test")


def tool(name):
    """The tool of the LLVM major under test."""
    found = shutil.which(name + "-" + llvm) or shutil.which(os.path.join("/usr/lib/llvm-" + llvm, "bin", name))
    if not found:
        lit_config.fatal(f"{name}-{llvm} is missing")
    return found


def built(*parts):
    path = os.path.join(build, *parts)
    if not os.path.exists(path):
        lit_config.fatal(f"{path} is missing: build first")
    return path


leash = built("bin", "leash")
plugin = built("lib", "LeashTidy.so")
clang = tool("clang++")
clang_tidy = tool("clang-tidy")
filecheck = tool("FileCheck")
split_file = tool("split-file")

# --- Features -----------------------------------------------------------------

config.available_features.add("llvm-" + llvm)


def pkg_config(*packages):
    """The flags of those of the packages that are there."""
    flags = []
    if shutil.which("pkg-config"):
        for package in packages:
            result = subprocess.run(["pkg-config", "--cflags", package],
                                    capture_output=True, text=True, check=False)
            if result.returncode == 0:
                flags += [f for f in result.stdout.split() if f not in flags]
    return flags


qt_flags = pkg_config("Qt6Core", "Qt6Network", "Qt6DBus", "Qt6Sql", "Qt6Concurrent")
glib_flags = pkg_config("glib-2.0", "gio-2.0")
glibmm_flags = pkg_config("glibmm-2.4")
client_flags = pkg_config("libpq", "libmariadb", "dbus-1")

# A feature for each library whose header is there, with the flags that it takes.
libraries = {
    "std": ["mutex"],
    "posix": ["pthread.h"],
    "boost-fiber": ["boost/fiber/all.hpp"],
    "boost-thread": ["boost/thread.hpp"],
    # Boost's Asio has channels since 1.79.
    "boost-asio": ["boost/asio/experimental/channel.hpp"],
    "standalone-asio": ["asio/experimental/channel.hpp"],
    "asio": ["boost/asio/experimental/channel.hpp", "asio/experimental/channel.hpp"],
    "abseil": ["absl/synchronization/mutex.h"],
    "tbb": ["oneapi/tbb.h"],
    "qt": ["QMutex"],
    "glib": ["glib.h"],
    "glibmm": ["glibmm.h"],
    "poco": ["Poco/Mutex.h"],
    "libuv": ["uv.h"],
    "openssl": ["openssl/ssl.h"],
    "libev": ["ev++.h"],
    "libevent": ["event2/event.h"],
    "moodycamel": ["concurrentqueue/blockingconcurrentqueue.h"],
    "curl": ["curl/curl.h"],
    "sqlite": ["sqlite3.h"],
    "libpq": ["libpq-fe.h"],
    "mariadb": ["mysql.h"],
    "hiredis": ["hiredis/hiredis.h"],
    "rdkafka": ["librdkafka/rdkafkacpp.h"],
    "dbus": ["dbus/dbus.h"],
    "thrift": ["thrift/concurrency/Monitor.h"],
}


def libcxx_here():
    result = subprocess.run([clang, "-stdlib=libc++", "-fsyntax-only", "-x", "c++", "-"],
                            input="#include <mutex>\n", capture_output=True, text=True, check=False)
    return result.returncode == 0


def libraries_here():
    probe = []
    for feature, headers in libraries.items():
        condition = " || ".join(f"__has_include(<{header}>)" for header in headers)
        probe += [f"#if {condition}", f'"{feature}"', "#endif"]
    result = subprocess.run([clang, "-E", "-P", "-x", "c++", "-std=c++20", "-"] + qt_flags + glib_flags + glibmm_flags + client_flags,
                            input="\n".join(probe) + "\n", capture_output=True, text=True, check=True)
    return result.stdout.replace('"', "").split()


for feature in libraries_here():
    config.available_features.add(feature)
if libcxx_here():
    config.available_features.add("libcxx")

# A clang-tidy that the plugin is not built for.
other_clang_tidy = next((path for major in ("19", "22", "18", "20", "21") if major != llvm
                         for path in [shutil.which("clang-tidy-" + major)] if path), None)
if other_clang_tidy:
    config.available_features.add("other-llvm")


def can_mount():
    """As a user who is root in a name space of their own."""
    if not shutil.which("unshare"):
        return False
    result = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"],
                            capture_output=True, check=False)
    return result.returncode == 0


for program in ("git", "bazel", "cpack", "dpkg"):
    if shutil.which(program):
        config.available_features.add(program)
# Those of a minute or so: './dev test' runs them.
if lit_config.params.get("slow"):
    config.available_features.add("slow-tests")
if can_mount():
    config.available_features.add("mounts")

# './dev test' puts it there.
sarif_multitool = os.path.join(root, "build", "sarif-multitool", "node_modules", "@microsoft",
                               "sarif-multitool-linux")
if os.path.exists(os.path.join(sarif_multitool, "Sarif.Multitool")):
    config.available_features.add("sarif-multitool")

# --- Substitutions ------------------------------------------------------------

python = lit_config.params.get("python", "python3")


def script(name):
    return python + " " + os.path.join(root, "test", name)


# lit replaces in this order and does not look for the end of a name: the longer
# of two names with the same beginning comes first.
config.substitutions += [
    (r"%check_leash\b", f"{script('check_leash.py')} --leash={leash} --clang-tidy={clang_tidy} "
                     f"--plugin={plugin} --clang={clang}"),
    (r"%check_why\b", f"{script('check_why.py')} {leash}"),
    (r"%clang_tidy_load\b", f"{clang_tidy} --load={plugin}"),
    (r"%clang_tidy\b", clang_tidy),
    (r"%other_clang_tidy\b", other_clang_tidy or "no-other-clang-tidy"),
    (r"%clang\b", clang),
    (r"%leash\b", leash),
    (r"%plugin\b", plugin),
    (r"%python\b", python),
    (r"%qt_flags\b", " ".join(qt_flags)),
    (r"%glib_flags\b", " ".join(glib_flags)),
    (r"%sarif_multitool\b", sarif_multitool),
    (r"%glibmm_flags\b", " ".join(glibmm_flags)),
    (r"%client_flags\b", " ".join(client_flags)),
    (r"%root\b", root),
    (r"%build\b", build),
    (r"%llvm\b", llvm),
    (r"%{path}", os.environ["PATH"]),
]
# As words of their own.
config.substitutions += [(r"\bFileCheck\b", filecheck), (r"\bsplit-file\b", split_file)]

config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
# Not the user's cache.
config.environment["XDG_CACHE_HOME"] = os.path.join(config.test_exec_root, "cache")
