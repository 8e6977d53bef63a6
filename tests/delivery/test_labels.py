"""Label drawings: well-formed, complete, never cut off, without anything a strict page refuses."""

from xml.etree import ElementTree

import pytest

from enthesis.delivery.labels import PRODUCT_SIZE, product_label, wristband_label

CODE = "P0123456789ABCDEFZ"
SHOWN = "P01234-56789A-BCDEFZ"


def drawn(*person: str) -> str:
    return product_label(
        title="Platelet-rich plasma",
        code=CODE,
        shown=SHOWN,
        person=person,
        times=("Collected 12 March 2027, 08:00 EST", "Use by 12 March 2027, 12:30 EST"),
        statements=("FOR AUTOLOGOUS USE ONLY", "NOT EVALUATED FOR INFECTIOUS SUBSTANCES"),
    )


def lines(svg: str) -> list[ElementTree.Element]:
    """The text elements; the drawing is our own, so its XML is trusted."""
    return list(ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))  # noqa: S314


def texts(svg: str) -> list[str]:
    return [line.text or "" for line in lines(svg)]


def test_everything_it_was_given_is_on_it() -> None:
    words = texts(drawn("Ada Example", "Born 2 April 1961"))

    for line in (
        "Platelet-rich plasma",
        SHOWN,
        "Ada Example",
        "Born 2 April 1961",
        "FOR AUTOLOGOUS USE ONLY",
    ):
        assert line in words


def test_without_a_person_nothing_takes_their_place() -> None:
    assert len(texts(drawn())) == len(texts(drawn("Ada", "Born"))) - 2


@pytest.mark.parametrize(
    "name",
    [
        "Ana María de los Ángeles Fernández-Castellanos y Montenegro de la Vega",
        "W" * 100 + " " + "M" * 100,
        "王小明" * 30,
        'Robert"); <script>alert(1)</script> & Söhne',
        "\x00\x1f\ud800",
        " ",
    ],
)
def test_a_name_is_squeezed_or_wrapped_but_never_cut(name: str) -> None:
    svg = drawn(name, "Born 2 April 1961")

    kept = "".join(texts(svg)).replace(" ", "")
    assert "".join(c for c in name if c.isprintable()).replace(" ", "") in kept
    assert "<script" not in svg
    assert all(0 < float(line.get("y", 0)) < PRODUCT_SIZE[1] for line in lines(svg))


def test_name_and_birth_date_stay_above_the_times() -> None:
    y = {line.text: float(line.get("y", 0)) for line in lines(drawn("x" * 200, "Born 2 April 1961"))}

    assert y["Born 2 April 1961"] < y["Collected 12 March 2027, 08:00 EST"]


def test_nothing_a_strict_page_refuses_is_in_it() -> None:
    for svg in (
        drawn("Ada"),
        wristband_label(code="W0123456789ABCDEFZ", shown="W", person=("Ada",), hip="LEFT hip"),
    ):
        assert "style=" not in svg and "<style" not in svg and "href" not in svg
        assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_the_same_words_give_the_same_drawing() -> None:
    assert drawn("Ada") == drawn("Ada")
