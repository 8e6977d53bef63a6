"""A questionnaire on paper: its code on every page, the name on the cover alone, lines of 100 mm."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from enthesis.delivery.documents.answer_form import AnswerForm, Asked, Line, Notice, Part, Tick, Ticks
from enthesis.delivery.documents.typesetting import typeset_form
from enthesis.delivery.qr import qr_svg

CODE = "F000G4-0R40M3-0E209L"
MM = 72 / 25.4
DRAWN = re.compile(rb"q 1 0 0 -1 [\d.]+ [\d.]+ cm[^\n]*? 0 0 m ([\d.]+) 0 l\s")


def a_form(*questions: Asked, language: str = "en", name: str = "Ida Ferro") -> AnswerForm:
    return AnswerForm(
        title="Questions",
        language=language,
        practice="A practice",
        name=name,
        tear="Torn off here",
        cover=("Tick one box.",),
        notice_heading="In an emergency call 911.",
        notice=(Notice(text="Not read at once."), Notice(text="Call 911 for:", points=("A fall",))),
        check="This line is 100 mm",
        shown=CODE,
        code_heading="Code",
        qr=qr_svg(CODE, title=CODE),
        page="Page %(number)s of %(count)s",
        day="Day:",
        by_heading="Who?",
        by=(Tick(key="1", label="I"),),
        parts=(Part(about="Left hip", title="Pain", how="Tick.", recall="", note="", questions=questions),),
        thanks="Thank you.",
    )


def boxed(number: int) -> Asked:
    ticks = tuple(Tick(key=str(n), label=f"Answer {n}") for n in range(1, 6))
    return Asked(number=f"{number}.", topic=f"Topic {number}", groups=(Ticks(ticks=ticks),))


LINE = Asked(number="1.", topic="Pain", line=Line(low="none", high="worst", measure="mm from the left"))


def pages(form: AnswerForm) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(typeset_form(form))).pages]


def test_every_page_has_the_code_and_its_number_and_the_name_is_on_the_cover_alone() -> None:
    told = pages(a_form(*(boxed(n) for n in range(40))))
    assert len(told) > 3
    for number, page in enumerate(told, 1):
        assert CODE in page and f"Page {number} of {len(told)}" in page
        assert ("Ida Ferro" in page) == (number == 1)
    assert "In an emergency call 911." in told[0] and "A fall" in told[0]


def test_a_line_is_printed_100_mm_long() -> None:
    reader = PdfReader(BytesIO(typeset_form(a_form(LINE))))
    for page in reader.pages[:2]:  # the check on the cover, and the question
        content = page.get_contents()
        assert content is not None and page.get("/UserUnit") is None
        long = [float(told) / MM for told in DRAWN.findall(content.get_data())]
        assert [length for length in long if length == pytest.approx(100, abs=0.05)]


def test_each_box_has_its_key_and_words_are_never_layout() -> None:
    odd = Asked(number="1.", topic="*a* #b $c$", groups=(Ticks(ticks=(Tick(key="7", label="_x_ @y"),)),))
    told = " ".join(pages(a_form(odd)))
    assert "*a* #b $c$" in told and "_x_ @y" in told and "7" in told


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_is_tagged_in_its_language_with_its_fonts(language: str) -> None:
    reader = PdfReader(BytesIO(typeset_form(a_form(boxed(1), language=language, name="李 Ferro"))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == language  # type: ignore[index]
    fonts = reader.pages[1]["/Resources"]["/Font"].values()  # type: ignore[index]
    described = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert described and all({"/FontFile2", "/FontFile3"} & set(d.get_object()) for d in described)
