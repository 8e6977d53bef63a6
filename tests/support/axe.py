"""Accessibility of a page as axe sees it, in words a person can act on."""

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (tags) => {
  const runOnly = { type: "tag", values: tags };
  return (await axe.run({ runOnly, resultTypes: ["violations"], preload: false })).violations;
}"""


def check_axe(page: Page) -> None:
    """Raises AssertionError that lists each violated rule, where, and what axe says to do."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_program())
    violations = page.evaluate(RUN, list(TAGS))
    assert not violations, f"axe objects to {page.url}:\n" + "\n".join(map(_in_words, violations))


@cache
def _program() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _in_words(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}\n"
        f"      {' '.join((node.get('failureSummary') or '').split())}"
        for node in violation["nodes"]
    )
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
