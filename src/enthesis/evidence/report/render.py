"""A paper as one file that asks nothing of anybody: style and drawings inside, no script."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from enthesis.evidence.report.paper import Paper

HERE = Path(__file__).parent
_MARK = re.compile(r"\[(\d+(?:,\d+)*)\]")


def render(paper: Paper) -> str:
    """The HTML of a paper. Every text is escaped; only our own drawings and style are not."""
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["cited"] = cited
    made.filters["drawn"] = Markup
    style = Markup((HERE / "report.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
    return made.get_template("report.html").render(paper=paper, style=style)


def cited(text: str) -> Markup:
    """The text, its citation marks raised and linked to the list of sources."""

    def linked(found: re.Match[str]) -> str:
        links = (f'<a href="#source-{n}">{n}</a>' for n in found[1].split(","))
        return f'<sup class="cite">{",".join(links)}</sup>'

    return Markup(_MARK.sub(linked, str(escape(text)).replace(" [", "[")))  # noqa: S704  escaped before
