# What the browser journeys need beyond Python packages. Source it after setup.sh, then call `need_browser`.

# Afterwards tests/support/browser.py finds a Chromium, or a sentence has said why not and what to do.
need_browser() {
  need_fonts
  need_driver
  if has_browser; then return; fi
  hold_lock
  has_browser || apt_install chromium || true
  has_browser || playwright_download || true
  release_lock
  has_browser || fail "No browser for the journeys was found or could be installed:" \
    "install Chromium or Chrome, or name its program in ENTHESIS_CHROMIUM, then run this again."
}

# Playwright's wheel carries a Node that needs one library a bare Debian lacks.
need_driver() {
  if has_driver; then return; fi
  hold_lock
  apt_install libatomic1 || true
  release_lock
  has_driver || fail "Playwright's driver does not start: install the library it names here" \
    "($(.venv/bin/python -m playwright --version 2>&1 | head -n 1)), then run this again."
}

has_driver() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

has_browser() { .venv/bin/python -m tests.support.browser >/dev/null 2>&1; }

playwright_download() {
  say "Fetching Playwright's own Chromium."
  alive .venv/bin/python -m playwright install chromium >>"$SETUP_LOG" 2>&1 9>&-
}

# Pages are drawn with the same letters everywhere; without them the journeys still run.
need_fonts() {
  [ "$(uname)" = Linux ] && [ ! -d /usr/share/fonts/truetype/liberation ] || return 0
  hold_lock
  apt_install fonts-liberation || say "The Liberation fonts are not installed: screenshots will look different."
  release_lock
}
