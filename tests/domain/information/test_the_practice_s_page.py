"""Every fact of the page this began with stands on a page of ours, in our words; its promises are asked.

Left, a fact in our words. Right, where it stands: claims by their id, `page` for the words of a template,
`practice` for the practice file, `asked` for a claim of effect or safety that is a question here.
"""

import pytest

from enthesis.cli.practice_file import read_practice
from enthesis.domain.information.catalogue import claims, topics
from enthesis.domain.information.references import REFERENCES
from tests.support.source import PACKAGE

FACTS: dict[str, tuple[str, ...]] = {
    "the practice has a telephone": ("practice telephone",),
    "the muscle matters for moving and for a steady hip": ("role",),
    "a tear is of the muscle or the tendon, mostly of the tendon to the bone": ("in-the-tendon",),
    "a tear is partial or full": ("partial-or-full",),
    "it is known for trouble in older women and harms their daily life": ("older-women",),
    "it is mostly degenerative": ("wear",),
    "the repair is open or endoscopic": ("two-ways",),
    "worn tissue is found and taken away": ("step-debridement",),
    "the torn tendon goes back to the bone": ("step-reattachment", "repair"),
    "the goal is less pain, a better hip and usual activities": ("aim",),
    "small holes in the bone let marrow out": ("step-micropuncture",),
    "the holes are to help the body's own repair": ("holes", "asked Do the small holes help it heal?"),
    "a severe or complex tear or a worn tendon may get a tissue graft as support": ("step-graft",),
    "a graft gives strength to the healing tendon": ("asked Does a graft help?",),
    "biologics are used to mend bone and soft tissue": ("hope",),
    "they are implanted or injected": ("put-or-shot",),
    "they are made of sugars, proteins, nucleic acids, mixes, or living cells and tissue": ("made-of",),
    "they are a class of non-drug treatments": ("called-no-drugs", "grown-cells", "blood-product"),
    "they may make injuries of bone, cartilage, muscle, ligament and tendon heal sooner": ("hope",),
    "they may help healing after surgery": ("hope", "asked Do they help the repair heal?"),
    "some are from blood, such as platelet-rich plasma": ("plasma", "drawn-blood"),
    "some are of cells, such as stem cells and marrow concentrate": ("marrow", "called-stem-cells"),
    "plasma brings proteins that steer blood and immune cells and inflammation": ("plasma",),
    "growth factors come from blood and drive the work of cells, such as collagen": ("growth-factors",),
    "blood products are given at the injury when the procedure is done": ("blood-after-repair",),
    "cells can make new tissue": ("new-tissue", "asked Do they help the repair heal?"),
    "live cells are injected into the tissue": ("marrow", "marrow-same-operation"),
    "cells act by becoming part of the injured tissue": ("new-tissue",),
    "the aim of biologics is a better result of healing": ("hope",),
    "cells and plasma are safe and make bone, cartilage and soft tissue heal": (
        "asked Do they help the repair heal?",
        "asked Is it safe because it is my own?",
        "asked What was found in other parts of the body?",
    ),
    "what is of one's own body is safe": ("asked Is it safe because it is my own?", "safety"),
    "not for people with a malignancy or a recent remission": ("not-with-cancer", "how-long-ago"),
    "a consultation can be asked for": ("page components/ask_for_visit.html Schedule a hip consultation",),
    "it is for oneself or a loved one": ("page components/ask_for_visit.html someone you care for",),
    "it gives a diagnosis and tells the choices": (
        "page components/ask_for_visit.html what is wrong with the hip",
    ),
    "the clinicians have experience and qualifications": ("practice surgeon",),
    "there are offices in New Jersey, Manhattan, Philadelphia and West Palm Beach": ("practice offices",),
    "four papers are named": ("references",),
    "the surgeon is board certified, has three fellowships and operates 750 times a year": (
        "practice surgeon",
    ),
}
WEB = PACKAGE / "web"


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_of_the_page_has_its_place(fact: str) -> None:
    for place in FACTS[fact]:
        assert is_there(place), f"{place!r} is gone; where does it stand now that {fact}?"


def is_there(place: str) -> bool:
    kind, _, rest = place.partition(" ")
    practice = read_practice(PACKAGE / "config" / "practice.toml")
    match kind:
        case "asked":
            return any(rest == question.asked for topic in topics().values() for question in topic.questions)
        case "page":
            file, _, words = rest.partition(" ")
            return words in (WEB / file).read_text("utf-8")
        case "practice" if rest == "telephone":
            return practice.telephone == "+12017335255"
        case "practice" if rest == "offices":
            return [office.name for office in practice.offices] == [
                "New Jersey",
                "Manhattan",
                "Philadelphia",
                "West Palm Beach",
            ]
        case "practice" if rest == "surgeon":
            (surgeon,) = practice.clinicians
            return surgeon.degrees == "MD, MS, FAAOS" and len(surgeon.facts) == 3
        case "references":
            return [paper.pubmed for paper in REFERENCES] == ["27227987", "34977622", "33553438", "33959220"]
    return kind in claims()


def test_a_place_that_is_gone_is_seen() -> None:
    assert not is_there("no-such-claim")
    assert not is_there("asked Is it cheap?")
    assert not is_there("page components/ask_for_visit.html Guaranteed")
