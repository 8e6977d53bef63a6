"""Drawing by hand: boxes, lines and words as SVG, the same bytes for the same drawing."""

from collections.abc import Iterable
from textwrap import wrap
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
INK, GREY, PALE = "#111111", "#555555", "#d0d0d0"
FONT = "system-ui, 'Liberation Sans', Arial, sans-serif"
LETTER = 0.52  # of the font's size: how wide a letter is, generously
Element = ElementTree.Element

ElementTree.register_namespace("", SVG)


def element(tag: str, words: str = "", /, **attributes: float | str) -> Element:
    """One element; `stroke_width` becomes `stroke-width`, numbers have two decimals at most."""
    made = Element(f"{{{SVG}}}{tag}", {k.replace("_", "-"): _told(v) for k, v in attributes.items()})
    made.text = words or None
    return made


def line(x: float, y: float, to_x: float, to_y: float, **more: float | str) -> Element:
    return element("line", x1=x, y1=y, x2=to_x, y2=to_y, **{"stroke": INK, "stroke_width": 1, **more})


def box(x: float, y: float, width: float, height: float, **more: float | str) -> Element:
    looks: dict[str, float | str] = {"fill": "none", "stroke": INK, "stroke_width": 1, **more}
    return element("rect", x=x, y=y, width=width, height=height, **looks)


def text(x: float, y: float, words: str, **more: float | str) -> Element:
    return element("text", words, x=x, y=y, **{"fill": INK, "font_size": 12, **more})


def arrow(x: float, y: float, to_x: float, to_y: float) -> list[Element]:
    """A line with a head at its end, straight down or straight to the right."""
    back = 5
    ends = (
        ((to_x - back, to_y - 3), (to_x - back, to_y + 3))
        if to_x > x
        else ((to_x - 3, to_y - back), (to_x + 3, to_y - back))
    )
    points = " ".join(f"{_told(a)},{_told(b)}" for a, b in (ends[0], (to_x, to_y), ends[1]))
    return [line(x, y, to_x, to_y), element("polygon", points=points, fill=INK)]


def lines_of(words: str, width: float, size: float = 12) -> list[str]:
    """The words broken so that no line is wider than this many pixels."""
    return wrap(words, max(8, int(width / (size * LETTER))), break_on_hyphens=False)


def picture(
    name: str, title: str, description: str, *, width: float, height: float, parts: Iterable[Element]
) -> str:
    """A whole drawing, named for those who do not see it. `name` is unique in a document."""
    root = element(
        "svg",
        viewBox=f"0 0 {_told(width)} {_told(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
    )
    root.append(element("title", title, id=f"{name}-title"))
    root.append(element("desc", description, id=f"{name}-desc"))
    root.extend(parts)
    return ElementTree.tostring(root, encoding="unicode")


def _told(value: float | str) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
