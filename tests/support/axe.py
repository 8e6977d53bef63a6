"""Accessibility of a page as axe sees it, in words a person can act on."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")  # what another theme may break
RUN = """async (runOnly) => {
  return (await axe.run({ runOnly, resultTypes: ["violations"], preload: false })).violations;
}"""


def check_axe(page: Page, *, rules: Sequence[str] = ()) -> None:
    """Raises AssertionError that lists each violated rule, where, and what axe says to do.

    All rules of TAGS are asked for, or just those named.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_program())
    asked = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(TAGS)}
    violations = page.evaluate(RUN, asked)
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
