"""Papers as PDF: what they say, that they can be read aloud, and that nothing typed becomes layout."""

from dataclasses import replace
from io import BytesIO
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from enthesis.delivery.documents.paper import Box, Facts, Paper, Part, Points, Seal, Table, Text
from enthesis.delivery.documents.typesetting import typeset

ODD = '#import "x" *bold* _under_ $x$ `raw` @ref <label> \\ // – Ω ł “quoted” 12/3'


def a_paper(*parts: Part) -> Paper:
    return Paper(
        title="Operative report",
        language="en",
        practice="A practice",
        about=(("Patient", "Ida Ferro"),),
        parts=parts,
        seals=(Seal(name="Dr. A", at="12 March 2027", meaning="Record signed", digest="ab" * 32),),
        seal_heading="Signed in the record",
        lines=("Patient, day",),
        foot="Made on 12 March 2027",
    )


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_part_says_what_it_was_given() -> None:
    told = words_of(
        typeset(
            a_paper(
                Text(heading="Words", text="One.\n\nTwo."),
                Points(heading="List", points=("first", "second")),
                Points(heading="Ticks", points=("read aloud",), tick=True),
                Facts(heading="Facts", rows=(("Approach", "Open"),)),
                Table(heading="Table", header=("Time", "Step"), rows=(("10:00", "Bursa removed"),)),
                Box(heading="Box", points=("unknown",)),
            )
        )
    )
    for said in ("Words", "One.", "Two.", "first", "read aloud", "Approach: Open", "10:00", "unknown"):
        assert said in told
    assert "Record signed Dr. A, 12 March 2027" in told and "Patient, day" in told and "1 / 1" in told


def test_what_was_typed_is_never_layout() -> None:
    told = words_of(typeset(a_paper(Text(text=ODD), Facts(rows=((ODD, ODD),)), Points(points=(ODD,)))))
    assert told.count('#import "x" *bold* _under_ $x$ `raw` @ref <label>') == 4


def test_it_is_tagged_and_its_fonts_are_in_it() -> None:
    reader = PdfReader(BytesIO(typeset(a_paper(Text(text="Words")))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "en" and reader.metadata is not None  # type: ignore[index]
    assert reader.metadata.title == "Operative report"
    fonts = reader.pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    described = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert described and all({"/FontFile2", "/FontFile3"} & set(d.get_object()) for d in described)


def test_the_same_paper_is_the_same_file() -> None:
    assert typeset(a_paper(Text(text="Words"))) == typeset(a_paper(Text(text="Words")))


def test_many_pages_are_numbered() -> None:
    pdf = typeset(a_paper(Points(points=tuple(f"point {n}" for n in range(200)))))
    assert len(PdfReader(BytesIO(pdf)).pages) > 2 and "2 / " in words_of(pdf)


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_says_its_language(language: str) -> None:
    reader = PdfReader(BytesIO(typeset(replace(a_paper(), language=language))))
    assert reader.trailer["/Root"]["/Lang"] == language  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "told", "signs"),
    [
        ("Thick bursa 😀", "Thick bursa \N{REPLACEMENT CHARACTER}", "U+1F600"),
        ("Nguyễn 李 Müller", "Nguyễn \N{REPLACEMENT CHARACTER} Müller", "U+674E"),
        ("q\u20e3 q", "q\N{REPLACEMENT CHARACTER} q", "U+20E3"),
        ("a\tb\x07", "a b\N{REPLACEMENT CHARACTER}", "U+0007"),
        ("_\u0592 \u0632", "_\N{REPLACEMENT CHARACTER} \N{REPLACEMENT CHARACTER}", "U+0592, U+0632"),
    ],
)
def test_a_sign_without_a_letter_is_a_placeholder_and_the_paper_says_so(
    text: str, told: str, signs: str
) -> None:
    words = words_of(
        typeset(a_paper(Text(text=f"Before {text} after"), Facts(heading=text, rows=((text, text),))))
    )
    assert f"Before {told} after" in words
    assert words.count(f"cannot show: {signs}.") == 1


def test_a_letter_with_marks_that_can_be_set_is_no_placeholder() -> None:
    words = words_of(typeset(a_paper(Text(text="Dr. Şahin Łukasz, Nguye\u0302\u0303n"))))
    assert "Dr. Şahin Łukasz, Nguyễn" in normalize("NFC", words) and "cannot show" not in words


def test_where_signs_can_only_be_set_alone_every_sign_beyond_latin_is_a_placeholder() -> None:
    text = "9\u059f\ufef9\u05da M\u0594 \u065ex Émile"
    assert "Émile" in words_of(typeset(a_paper(Text(text=text))))
