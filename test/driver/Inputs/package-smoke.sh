# Installs /tmp/leash.deb in a bare Debian root and uses it. Run there as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
# The host's package sources: its LLVM may come from more than bookworm's main.
for file in /tmp/sources.list /tmp/sources.list.d /tmp/apt.conf.d; do
  if [ -e "$file" ]; then cp -a "$file" /etc/apt/; fi
done
if [ -e /tmp/resolv.conf ]; then cp /tmp/resolv.conf /etc/; fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends /tmp/leash.deb >/tmp/apt.log 2>&1 || { tail -20 /tmp/apt.log; exit 1; }

mkdir -p /tmp/project
cd /tmp/project
cp /tmp/sleep.cpp .
cat >with-std.cpp <<'TEXT'
#include <stddef.h>
size_t size;
TEXT
cat >compile_commands.json <<'TEXT'
[{"directory": "/tmp/project", "file": "sleep.cpp", "arguments": ["clang++", "-c", "sleep.cpp"]},
 {"directory": "/tmp/project", "file": "with-std.cpp", "arguments": ["clang++", "-c", "with-std.cpp"]}]
TEXT
leash --version
leash explain double-lock | head -1
status=0
leash check --sarif leash.sarif >out.txt || status=$?
cat out.txt
[ "$status" = 1 ]
grep -q "sleep.cpp:14:3: warning: 'm' is held while 'f' sleeps" out.txt
grep -q '"version": "2.1.0"' leash.sarif
ls /usr/lib/leash/LeashTidy.so /usr/lib/*/leash/LeashTidy.so 2>/dev/null | grep -q .
# In the editor: it finds clang's own headers, and the checks run.
if command -v leash-clangd >/dev/null; then
  leash-clangd --log=error --check=with-std.cpp
  echo "WarningsAsErrors: 'leash-*'" >.clang-tidy
  leash-clangd --log=error --check=sleep.cpp 2>clangd.txt || true
  grep -q "leash-lock-across-blocking-call. Line 14: 'm' is held while 'f' sleeps" clangd.txt
fi
echo "the package works"
