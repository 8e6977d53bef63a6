# What the browser journeys need beyond Python packages. Source it after setup.sh, then call `need_browser`.

# Afterwards tests/support/browser.py finds a Chromium, or a sentence has said why not and what to do.
need_browser() {
  need_fonts
  if has_browser; then return; fi
  hold_lock
  has_browser || apt_install chromium || true
  has_browser || playwright_download || true
  release_lock
  has_browser || fail "No browser for the journeys was found or could be installed:" \
    "install Chromium or Chrome, or name its program in ENTHESIS_CHROMIUM, then run this again."
}

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
