"""What labels are printed on: each size as one declaration, exact to the tenth of a millimetre.

A label printer has one label on a page; a sheet has a grid, which begins at its corner or in its middle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from enthesis.domain.biologics.label import LabelKind
from enthesis.domain.errors import Invalid

MOST_COPIES = 60
_TUBE = frozenset({LabelKind.EVENT})
_BENCH = frozenset({LabelKind.PRODUCT, LabelKind.EVENT})
_WRIST = frozenset({LabelKind.WRISTBAND})
A4, LETTER = (210.0, 297.0), (215.9, 279.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """`size` is one label as it is read, `page` the paper; `pitch` from label to label. All in millimetres.

    `module` is the width of one square of the code: whole dots of a printer of 203 a inch. `turned` labels
    are read along the longer edge of the page; `cut` ones have a line to cut along; what `is_brief` has room
    for code, side, person and the time of taking only: the rest stands on the label of the product.
    """

    id: str
    title: str
    holds: frozenset[LabelKind]
    size: tuple[float, float]
    page: tuple[float, float]
    module: float
    grid: tuple[int, int] = (1, 1)
    pitch: tuple[float, float] = (0, 0)
    corner: tuple[float, float] | None = None
    turned: bool = False
    cut: bool = False
    is_brief: bool = False

    @property
    def per_page(self) -> int:
        return self.grid[0] * self.grid[1]

    def place(self, index: int) -> tuple[float, float]:
        """Left and top edge of the label at that place of the page, row by row, from 0."""
        columns, rows = self.grid
        left, top = self.corner or tuple(
            (page - (count - 1) * pitch - label) / 2
            for page, count, pitch, label in zip(
                self.page, (columns, rows), self.pitch, self.printed, strict=True
            )
        )
        return left + index % columns * self.pitch[0], top + index // columns * self.pitch[1]

    @property
    def printed(self) -> tuple[float, float]:
        """The label as it lies on the page."""
        return (self.size[1], self.size[0]) if self.turned else self.size


STOCKS: Mapping[str, Stock] = MappingProxyType(
    {
        s.id: s
        for s in (
            Stock(
                id="roll-62",
                title="Label printer: roll of 62 mm, cut at 40 mm",
                holds=_BENCH,
                size=(62, 40),
                page=(62, 40),
                module=0.5,
            ),
            Stock(
                id="label-4x6",
                title="Label printer: 4 × 6 in",
                holds=_BENCH,
                size=(152.4, 101.6),
                page=(101.6, 152.4),
                module=1.5,
                turned=True,
            ),
            Stock(
                id="tube-51",
                title="Label printer: tube label, 51 × 25 mm",
                holds=_TUBE,
                size=(51, 25),
                page=(51, 25),
                module=0.5,
            ),
            Stock(
                id="cryo-38",
                title="Label printer: small cryo label, 38 × 19 mm",
                holds=_TUBE,
                size=(38, 19),
                page=(38, 19),
                module=0.375,
                is_brief=True,
            ),
            Stock(
                id="band-279",
                title="Wristband printer: band of 279 × 25 mm",
                holds=_WRIST,
                size=(279, 25),
                page=(25, 279),
                module=0.625,
                turned=True,
            ),
            Stock(
                id="letter-10",
                title="Letter sheet: 2 × 5 labels of 4 × 2 in",
                holds=_BENCH,
                size=(101.6, 50.8),
                page=LETTER,
                module=0.75,
                grid=(2, 5),
                pitch=(106.4, 50.8),
            ),
            Stock(
                id="letter-30",
                title="Letter sheet: 3 × 10 tube labels of 2⅝ × 1 in",
                holds=_TUBE,
                size=(66.7, 25.4),
                page=LETTER,
                module=0.5,
                grid=(3, 10),
                pitch=(69.85, 25.4),
            ),
            Stock(
                id="a4-24",
                title="A4 sheet: 3 × 8 labels of 63.5 × 33.9 mm",
                holds=_BENCH,
                size=(63.5, 33.9),
                page=A4,
                module=0.5,
                grid=(3, 8),
                pitch=(66.04, 33.9),
            ),
            Stock(
                id="plain-letter",
                title="Plain paper, Letter: 2 × 4 labels of 95 × 60 mm to cut",
                holds=_BENCH,
                size=(95, 60),
                page=LETTER,
                module=0.875,
                grid=(2, 4),
                pitch=(95, 60),
                cut=True,
            ),
            Stock(
                id="plain-a4",
                title="Plain paper, A4: 2 × 4 labels of 95 × 60 mm to cut",
                holds=_BENCH,
                size=(95, 60),
                page=A4,
                module=0.875,
                grid=(2, 4),
                pitch=(95, 60),
                cut=True,
            ),
            Stock(
                id="strip-letter",
                title="Plain paper, Letter: 8 strips of 190 × 30 mm to cut",
                holds=_WRIST,
                size=(190, 30),
                page=LETTER,
                module=0.625,
                grid=(1, 8),
                pitch=(0, 30),
                cut=True,
            ),
            Stock(
                id="strip-a4",
                title="Plain paper, A4: 8 strips of 190 × 30 mm to cut",
                holds=_WRIST,
                size=(190, 30),
                page=A4,
                module=0.625,
                grid=(1, 8),
                pitch=(0, 30),
                cut=True,
            ),
        )
    }
)


def stocks_for(kind: LabelKind) -> tuple[Stock, ...]:
    return tuple(s for s in STOCKS.values() if kind in s.holds)


def check_stock(kind: LabelKind, stock: str, *, copies: int, start: int) -> Stock:
    """The stock, which holds such labels and has the place to begin at; otherwise Invalid says why not."""
    found = STOCKS.get(stock)
    if found is None or kind not in found.holds:
        raise Invalid("stock", f"A {kind.value} label is not printed on that.", "Choose another size.")
    if not 1 <= copies <= MOST_COPIES:
        raise Invalid("copies", "That many copies are not printed at once.", f"Enter 1 to {MOST_COPIES}.")
    if not 1 <= start <= found.per_page:
        places = f"places 1 to {found.per_page}" if found.per_page > 1 else "one label on a page"
        raise Invalid("start", f"This paper has {places}.", "Enter the first free place, counted row by row.")
    return found
