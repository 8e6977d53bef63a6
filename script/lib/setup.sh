# Makes the environment every command here runs in. Source it, then call `set_up demo` or `set_up test`.
#
# Afterwards .venv holds the packages of requirements/<kind>.lock, each checked against its hash, and this project.
# .venv/enthesis.stamp says what is in there. It is removed before anything changes and written when all is done, so
# whatever stops a set-up, the next one finds no stamp and builds anew. One set-up at a time holds build/setup.lock.
# Needs bash 3.2 and a Python 3.11 to 3.13; everything it says goes to standard error.

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
STAMP=$ROOT/.venv/enthesis.stamp
SETUP_LOG=$ROOT/build/setup.log
unset PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE # compiled once, read by every process of a run
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_INPUT=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

set_up() {
  cd "$ROOT"
  if is_complete "$1"; then return; fi
  find_python
  hold_lock
  : >"$SETUP_LOG"
  if ! is_installed "$1"; then install_packages "$1"; fi
  if ! is_complete "$1"; then install_project; fi
  release_lock
}

# --- what is there already -----------------------------------------------------------------------------------------

is_complete() { is_installed "$1" && stamped "project=$(hash_of pyproject.toml)"; }

is_installed() {
  [ -f "$STAMP" ] && stamped "root=$ROOT" && stamped "python=$(version_of "$ROOT/.venv/bin/python")" &&
    stamped "$1=$(hash_of "requirements/$1.lock")"
}

stamped() { grep -qxF "$1" "$STAMP"; }

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none; }

hash_of() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$ROOT/$1"; else shasum -a 256 <"$ROOT/$1"; fi | cut -c1-64
}

# --- a Python that can make an environment -------------------------------------------------------------------------

find_python() {
  local name found without_venv=""
  for name in ${ENTHESIS_PYTHON:-} python3 python3.13 python3.12 python3.11 /usr/bin/python3 \
    /opt/homebrew/bin/python3 /usr/local/bin/python3; do
    found=$(base_python "$name") || continue
    if has_venv "$found"; then PYTHON=$found; return; fi
    without_venv=${without_venv:-$found}
  done
  PYTHON=$without_venv
  [ -n "$PYTHON" ] || fail "No Python 3.11, 3.12 or 3.13 was found: install one (Debian, Ubuntu: apt install python3;" \
    "macOS: brew install python@3.12), or name it in ENTHESIS_PYTHON, then run this again."
}

# Prints the interpreter behind a name (outside any environment) if its version will do.
base_python() {
  "$1" -c '
import sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(1)
print(getattr(sys, "_base_executable", sys.executable))' 2>/dev/null
}

has_venv() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

need_venv() {
  if has_venv "$PYTHON"; then return; fi
  local version; version=$(version_of "$PYTHON")
  apt_install "python$version-venv" || apt_install python3-venv || true
  has_venv "$PYTHON" || fail "$PYTHON cannot make environments: install its venv module" \
    "(Debian, Ubuntu: apt install python$version-venv), then run this again."
}

# --- the environment -----------------------------------------------------------------------------------------------

install_packages() {
  if [ "$1" = test ] && is_installed demo && ! grep -q '^test=' "$STAMP"; then
    say "Adding what the tests need to .venv."
    rm -f "$STAMP"
  else
    need_venv
    say "Making .venv with Python $(version_of "$PYTHON")."
    rm -f "$STAMP"
    rm -rf "$ROOT/.venv"
    "$PYTHON" -m venv "$ROOT/.venv" || fail "$PYTHON could not make $ROOT/.venv: the reason is above."
  fi
  pip_install "$1"
  {
    echo "root=$ROOT"
    echo "python=$(version_of "$ROOT/.venv/bin/python")"
    echo "demo=$(hash_of requirements/demo.lock)" # the test lock holds everything of the demo lock
    [ "$1" = demo ] || echo "$1=$(hash_of "requirements/$1.lock")"
  } | write_stamp
}

pip_install() {
  local lock=requirements/$1.lock
  say "Installing the packages of $lock:"
  .venv/bin/python -m pip install --require-hashes --only-binary :all: --progress-bar off -r "$lock" 2>&1 |
    show_packages "$(grep -c '^[a-z].*==' "$lock")" ||
    fail "The packages of $lock could not be installed: the reason is above, all of it in build/setup.log." \
      "Check the network, then run this again."
}

# Turns pip's lines into a count, in place on a terminal, every tenth package elsewhere; its errors are shown.
show_packages() {
  local line count=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$SETUP_LOG"
    case $line in
      "Collecting "* | "Requirement already satisfied: "*)
        count=$((count + 1))
        if [ -t 2 ]; then printf '\r\033[K  %d of %d fetched' "$count" "$1" >&2
        elif [ $((count % 10)) = 0 ]; then say "  $count of $1 fetched"; fi ;;
      "Installing collected "*)
        if [ -t 2 ]; then printf '\r\033[K' >&2; fi
        say "  all fetched, unpacking" ;;
      ERROR:* | "WARNING: Retrying "*) say "  $line" ;;
    esac
  done
}

install_project() {
  say "Installing the project itself."
  .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable . ||
    fail "The project could not be installed: the reason is above."
  { grep -v '^project=' "$STAMP"; echo "project=$(hash_of pyproject.toml)"; } | write_stamp
}

write_stamp() {
  cat >"$STAMP.new"
  mv -f "$STAMP.new" "$STAMP"
}

# --- one set-up at a time ------------------------------------------------------------------------------------------

# Held by this shell and the programs it starts until released or until they end, however they end.
hold_lock() {
  mkdir -p "$ROOT/build"
  exec 9>"$ROOT/build/setup.lock"
  "${PYTHON:-$ROOT/.venv/bin/python}" -c '
import fcntl, sys
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Another set-up is at work here: waiting for it.", file=sys.stderr, flush=True)
    fcntl.flock(9, fcntl.LOCK_EX)'
}

release_lock() { exec 9>&-; }

# --- the distribution's packages -----------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Installs Debian packages where root or sudo without a password allows; otherwise fails without a word.
apt_install() {
  command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null || return 1
  say "Installing $* from the distribution's packages."
  mkdir -p "$ROOT/build"
  alive apt_get install --no-install-recommends "$@" && return
  as_root dpkg --configure -a >>"$SETUP_LOG" 2>&1 || true # an earlier run may have been killed
  alive apt_get update && alive apt_get install --no-install-recommends "$@" && return
  say "  did not succeed: $(tail -n 1 "$SETUP_LOG")"
  return 1
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -qq -o DPkg::Lock::Timeout=600 "$@" >>"$SETUP_LOG" 2>&1 9>&-
}

# Runs a silent command and says every ten seconds that it still runs.
alive() {
  local status=0 beat
  (
    exec 9>&-
    seconds=0
    while sleep 10 && kill -0 $$ 2>/dev/null; do seconds=$((seconds + 10)); say "  … $seconds s"; done
  ) &
  beat=$!
  "$@" || status=$?
  kill "$beat" 2>/dev/null || true
  wait "$beat" 2>/dev/null || true
  return "$status"
}
