"""Finds the Chromium that the browser journeys drive. `python -m tests.support.browser` prints it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")

# Two processes for each page, for a list of suggestions nobody opens; and what Playwright switches off by
# itself, as only the last list counts.
OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "AvoidCorsURLLoaderRestartOnRedirect,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)

# No request leaves the machine, on the browser's own account or a page's: no other machine is found.
FLAGS = (
    f"--disable-features={OFF}",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def flags() -> list[str]:
    """The arguments to start Chromium with; its sandbox cannot be had as root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find_chromium() -> Path | None:
    """The first browser that starts: ENTHESIS_CHROMIUM, an installed one, Playwright's own; else None."""
    return next((program for program in _candidates() if _starts(program)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("ENTHESIS_CHROMIUM"):
        yield Path(named)
        return
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    for applications in (Path("/Applications"), Path.home() / "Applications"):
        yield from (applications / program for program in MAC)
    yield from _playwrights_own()


def _playwrights_own() -> Iterator[Path]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(program: Path) -> bool:
    """Some distributions install a program that only says where to get the browser: ask its version."""
    if not program.is_file():
        return False
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    browser = find_chromium()
    if browser is None:
        sys.exit("No Chromium or Chrome was found: install one, or name its program in ENTHESIS_CHROMIUM.")
    print(browser)
