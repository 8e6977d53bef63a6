"""Accessibility of a page as axe sees it, in words a person can act on."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def check_axe(page: Page) -> None:
    """Raises AssertionError that lists each violated rule, where, and what axe says to do."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(TAGS)}})
    violations = results.response["violations"]
    assert not violations, f"axe objects to {page.url}:\n" + "\n".join(map(_in_words, violations))


def _in_words(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}\n"
        f"      {' '.join((node.get('failureSummary') or '').split())}"
        for node in violation["nodes"]
    )
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
