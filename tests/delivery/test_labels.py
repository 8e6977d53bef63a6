"""Printed labels, as a printer draws them: read by another program's reader, complete, and nothing cut off.

The PDF is drawn in the dots of a thermal printer (203 an inch) and of a finer one (300), in black and white.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from zoneinfo import ZoneInfo

import numpy as np
import pypdf
import pypdfium2
import pytest
import zxingcpp

from enthesis.delivery.documents.typesetting import typeset_labels
from enthesis.delivery.labels.sheet import lay_out
from enthesis.delivery.labels.stock import STOCKS, Stock, check_stock, stocks_for
from enthesis.delivery.qr import QUIET_MODULES, label_qr
from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics.handling import quarantine
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.label import (
    Label,
    LabelKind,
    Wearer,
    event_label,
    product_label,
    wristband_label,
)
from enthesis.domain.biologics.products import conditioned_serum, prp_lr
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Side

DOTS = (203, 300)
POINTS = 72
SMALLEST = 3.4  # points: the smallest print on a small label that a reader at hand still makes out
EVENT = make_code(CodeKind.EVENT, bytes(range(RANDOM_BYTES)))
LONG = "Wolfeschlegelsteinhausenbergerdorff-Castellanos, Ana María"
EACH = [pytest.param(s, kind, id=f"{s.id} {kind}") for s in STOCKS.values() for kind in sorted(s.holds)]


def a_label(kind: LabelKind, *, side: Side = Side.LEFT, name: str = LONG) -> Label:
    """Of everything the longest: the name, the product, a donation number."""
    wearer = Wearer(side=side, name=name, birth_date=date(1961, 9, 22))
    made = conditioned_serum.PRODUCT
    product = ex.prepared(made, conditioned_serum.EXAMPLES[0])
    told = {"event": EVENT, "donation": "G123489654321", "now": ex.after(400)}
    match kind:
        case LabelKind.WRISTBAND:
            return wristband_label(ex.CHAIN.wristband, wearer)
        case LabelKind.EVENT:
            return event_label(EVENT, made, wearer, donation="G123489654321")
    return product_label(product, made, wearer, among=(product,), zone=ZoneInfo("America/New_York"), **told)


@lru_cache(maxsize=64)
def printed(label: Label, stock: Stock, copies: int = 1, start: int = 1, printing: int = 2) -> bytes:
    return typeset_labels(lay_out(label, stock, copies=copies, start=start, printing=printing))


def drawn(pdf: bytes, dpi: float, page: int = 0) -> np.ndarray:
    """The dots of a page: black or white, nothing between."""
    grey = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / POINTS, grayscale=True).to_numpy()
    return np.where(grey.reshape(grey.shape[:2]) < 128, 0, 255).astype(np.uint8)


def read(dots: np.ndarray) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(dots))]


def words(pdf: bytes) -> str:
    """Everything that stands on its pages, without what only breaks lines."""
    told = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return "".join(told.replace("\N{ZERO WIDTH SPACE}", "").split())


def letters(pdf: bytes) -> Iterator[tuple[float, tuple[float, float, float, float]]]:
    """Size in points, and left, bottom, right and top of each letter of the first page."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    for n in range(text.count_chars()):
        if text.get_text_range(n, 1).strip():
            yield pypdfium2.raw.FPDFText_GetFontSize(text, n), text.get_charbox(n)


@pytest.mark.parametrize("dpi", DOTS)
@pytest.mark.parametrize(("stock", "kind"), EACH)
def test_another_reader_reads_exactly_the_code(stock: Stock, kind: LabelKind, dpi: int) -> None:
    label = a_label(kind)

    assert read(drawn(printed(label, stock), dpi)) == [label.code.text]


@pytest.mark.parametrize(("stock", "kind"), EACH)
def test_a_page_is_exactly_the_paper_and_nothing_lies_outside_its_label(
    stock: Stock, kind: LabelKind
) -> None:
    pdf = printed(a_label(kind), stock)
    page = pypdfium2.PdfDocument(pdf)[0]
    (x, y), (width, height) = stock.place(0), stock.printed

    assert page.get_size() == pytest.approx([mm * POINTS / 25.4 for mm in stock.page], abs=0.02)
    left, right = x * POINTS / 25.4, (x + width) * POINTS / 25.4
    top, bottom = (page.get_height() - mm * POINTS / 25.4 for mm in (y, y + height))
    for _, (a, b, c, d) in letters(pdf):
        assert left <= a <= c <= right and bottom <= b <= d <= top


@pytest.mark.parametrize(("stock", "kind"), EACH)
def test_all_of_the_longest_label_is_there_and_no_letter_is_too_small_to_read(
    stock: Stock, kind: LabelKind
) -> None:
    label = a_label(kind)
    pdf = printed(label, stock)
    found = words(pdf)

    for line in (label.hip, *label.person, *label.facts, label.use_by, label.part, "Printing 2"):
        assert "".join(line.split()) in found
    for line in () if stock.is_brief else (*label.statements, *label.marks):
        assert "".join(line.split()) in found
    assert label.code.text in found.replace("-", "")
    assert kind is LabelKind.WRISTBAND or stock.is_brief or "".join(label.title.split()) in found
    assert min(size for size, _ in letters(pdf)) >= SMALLEST


@pytest.mark.parametrize("dpi", DOTS)
def test_a_smeared_code_is_still_read(dpi: int) -> None:
    """A ribbon that left out a stripe, and a drop as wide as five modules: a tenth of it."""
    label, stock = a_label(LabelKind.PRODUCT), STOCKS["roll-62"]
    dots = drawn(printed(label, stock), dpi)
    module = stock.module / 25.4 * dpi
    at = next(f for f in zxingcpp.read_barcodes(dots)).position.top_left
    cell = lambda column, row: (int(at.y + row * module), int(at.x + column * module))  # noqa: E731
    (top, left), (bottom, right) = cell(10, 10), cell(15, 15)
    dots[top:bottom, left:right] = 0
    (top, left), (bottom, right) = cell(8, 18), cell(25, 20)
    dots[top:bottom, left:right] = 255

    assert read(dots) == [label.code.text]


@pytest.mark.parametrize("scale", [0.8, 0.94, 1.06, 1.4])
def test_a_code_printed_at_another_scale_is_still_read(scale: float) -> None:
    label = a_label(LabelKind.EVENT)

    assert read(drawn(printed(label, STOCKS["tube-51"]), DOTS[0] * scale)) == [label.code.text]


def test_a_code_fills_whole_dots_of_a_usual_printer_and_has_its_quiet_zone() -> None:
    for stock in STOCKS.values():
        assert stock.module * 8 == int(stock.module * 8)  # 203 an inch are 8 a millimetre
    assert label_qr(EVENT).modules == 25 + 2 * QUIET_MODULES


@pytest.mark.parametrize("stock", [s for s in STOCKS.values() if s.per_page > 1], ids=lambda s: s.id)
def test_copies_begin_at_the_first_free_place_and_go_on_over_the_page(stock: Stock) -> None:
    kind = next(iter(sorted(stock.holds)))
    label = a_label(kind, name="Ada Example")
    pdf = printed(label, stock, copies=3, start=stock.per_page - 1)

    assert [len(read(drawn(pdf, DOTS[0], page))) for page in (0, 1)] == [2, 1]
    upper = drawn(pdf, DOTS[0])[: int(stock.place(stock.per_page - 2)[1] / 25.4 * DOTS[0])]
    assert upper.min() == 255


@pytest.mark.parametrize("stock", STOCKS.values(), ids=lambda s: s.id)
def test_a_grid_lies_within_its_page_and_no_label_over_another(stock: Stock) -> None:
    (width, height), (across, down) = stock.printed, stock.page
    places = [stock.place(n) for n in range(stock.per_page)]

    assert all(-0.01 <= x <= across - width + 0.01 and -0.01 <= y <= down - height + 0.01 for x, y in places)
    for n, (x, y) in enumerate(places):
        assert all(abs(x - a) > width - 0.01 or abs(y - b) > height - 0.01 for a, b in places[:n])


@pytest.mark.parametrize(("stock", "kind"), EACH)
def test_left_and_right_differ_in_place_and_in_ink(stock: Stock, kind: LabelKind) -> None:
    """Left is white on black at the left edge, right is black in a frame at the right edge."""
    halves = {}
    for side in Side:
        dots = drawn(printed(a_label(kind, side=side), stock), 150)
        (x, y), (width, height) = stock.place(0), stock.printed
        x, y, width, height = (int(mm / 25.4 * 150) for mm in (x, y, width, height))
        label = dots[y : y + height, x : x + width]
        label = np.rot90(label) if stock.turned else label
        edge = label.shape[1] // 20
        halves[side] = [1 - part.mean() / 255 for part in (label[:, :edge], label[:, -edge:])]

    assert halves[Side.LEFT][0] > 0.4 > max(halves[Side.RIGHT])
    assert halves[Side.RIGHT][1] > halves[Side.LEFT][1]


def test_what_is_kept_apart_says_so_over_everything_and_has_no_time_of_use() -> None:
    kind, product = prp_lr.PRODUCT, ex.prepared(prp_lr.PRODUCT, prp_lr.EXAMPLES[0])
    apart = quarantine(product, reason="It fell.", by=ex.CHECKER, at=ex.after(60))
    told = {"event": EVENT, "among": (apart,), "zone": ZoneInfo("America/New_York"), "now": ex.after(600)}
    label = product_label(apart, kind, Wearer(side=Side.RIGHT), **told)
    pdf = printed(label, STOCKS["roll-62"])

    assert words(pdf).startswith("QUARANTINE:DONOTGIVE") or "QUARANTINE:DONOTGIVE" in words(pdf)
    assert "Useby" not in words(pdf)
    assert read(drawn(pdf, 203)) == [label.code.text]


@pytest.mark.parametrize(
    "name", ["王小明 " * 20, "W" * 200, "\N{PILE OF POO} Ada", 'a"); #panic() [x] $y$ \\']
)
def test_no_name_keeps_a_label_from_being_printed_and_none_is_markup(name: str) -> None:
    label = a_label(LabelKind.PRODUCT, name=name)
    pdf = printed(label, STOCKS["roll-62"])

    assert read(drawn(pdf, 203)) == [label.code.text]
    assert "Born22September1961" in words(pdf)
    if name.isascii():
        assert "".join(name.split()) in words(pdf)


def test_the_first_printing_says_nothing_and_the_same_words_give_the_same_file() -> None:
    label, stock = a_label(LabelKind.EVENT), STOCKS["tube-51"]

    assert "Printing" not in words(printed(label, stock, printing=1))
    assert printed.__wrapped__(label, stock) == printed.__wrapped__(label, stock)


def test_a_sheet_says_what_it_cannot_hold() -> None:
    for told, sentence in (
        ({"stock": "cryo-38", "copies": 1, "start": 1}, "A product label is not printed on that."),
        ({"stock": "nowhere", "copies": 1, "start": 1}, "A product label is not printed on that."),
        ({"stock": "a4-24", "copies": 0, "start": 1}, "That many copies are not printed at once."),
        ({"stock": "a4-24", "copies": 61, "start": 1}, "That many copies are not printed at once."),
        ({"stock": "a4-24", "copies": 1, "start": 25}, "This paper has places 1 to 24."),
        ({"stock": "roll-62", "copies": 1, "start": 2}, "This paper has one label on a page."),
    ):
        with pytest.raises(Invalid) as refused:
            check_stock(LabelKind.PRODUCT, told["stock"], copies=told["copies"], start=told["start"])
        assert refused.value.sentence == sentence


def test_each_label_can_be_printed_by_a_label_printer_and_on_plain_paper() -> None:
    for kind in LabelKind:
        stocks = stocks_for(kind)
        assert any(s.per_page == 1 for s in stocks)
        assert any(s.cut for s in stocks)


def test_a_label_without_a_name_has_none() -> None:
    label = replace(a_label(LabelKind.EVENT), person=())

    assert "Born" not in words(printed(label, STOCKS["tube-51"]))
