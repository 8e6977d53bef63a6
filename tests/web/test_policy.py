"""The policy on its pages: what would change is shown before, what was assessed stays as it was."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pytest
from django.urls import reverse

from enthesis.domain.candidacy import rulebook
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import chapters
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role, Sourced, Tag
from enthesis.domain.verdict import Verdict
from enthesis.store.policies import list_policies
from enthesis.web.shell.verdicts import kept_table
from tests.support.cases import PASSWORD, Hip, known
from tests.support.desk import Desk
from tests.support.screen import Screen, form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

CHANGE, READ = "/practice/policy/change/", "/practice/policy/"


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CLASSIFIED)
    return hip.tell(known(hip.now, platelets=180)).draft()


def petra(hip: Hip) -> Screen:
    return Screen(hip.house.scope(Role.POLICY_SURGEON), hip)


def sent(hip: Hip, **typed: str) -> dict[str, str]:
    read = str(len(list_policies(hip.house.desk)))
    form = form_in(petra(hip).get(CHANGE), None, version=read)
    return {**form, **typed}


HIGHER = {"number-PLT-1.below": "190", "number-PLT-2.below": "190", "number-PLT-4.below": "190"}


def test_what_would_change_is_shown_and_nothing_is_changed(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **HIGHER, look="1"))
    told = " ".join(text_of(answer).split())

    assert answer.status_code == 200
    assert "Critical thrombocytopenia (PLT-1): below as shipped, 50 ×10⁹/L 190 ×10⁹/L" in told
    assert "Of 1 open hip" in told and "Ferro" in told
    assert "Platelet-rich plasma, in the plan Clear Block It would be held back from now on." in told
    assert list_policies(hip.house.desk) == ()


def test_a_change_that_touches_nobody_says_so(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **{"number-PLT-1.below": "45"}, look="1"))

    assert "No open hip would be judged otherwise today." in text_of(answer)


def test_it_is_signed_and_stands_in_the_history_with_its_differences(hip: Hip) -> None:
    typed = {**HIGHER, "action-NSAID-1-prp": "block", "why": "Agreed in March.", "password": PASSWORD}
    assert petra(hip).post(CHANGE, sent(hip, **typed)).status_code == 303
    told = " ".join(text_of(petra(hip).get(READ)).split())

    assert "In force: page-1" in told and "Agreed in March." in told and "Signed by Policy_surgeon" in told
    assert "(NSAID-1), Platelet-rich plasma as shipped, Warn Block" in told
    assert "Platelets 180 ×10⁹/L are below 190." in text_of(Desk(hip).open("plan"))
    form = sent(hip)
    assert (form["number-PLT-1.below"], form["action-NSAID-1-prp"]) == ("190", "block")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number-override.longest": "366"}, "Choose at most 365 days."),
        ({"number-PLT-1.below": "120"}, "the first must be no higher"),
        ({}, "Nothing is changed."),
    ],
)
@pytest.mark.parametrize("how", [{"look": "1"}, {"why": "So.", "password": PASSWORD}])
def test_what_no_policy_may_say_is_told_at_its_field(
    hip: Hip, typed: dict[str, str], sentence: str, how: dict[str, str]
) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **typed, **how))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert list_policies(hip.house.desk) == ()


def test_reason_and_password_are_asked_for(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **HIGHER))

    assert answer.status_code == 422
    assert "Enter the reason." in text_of(answer) and "Enter your password to sign." in text_of(answer)


def test_everybody_reads_it_and_only_the_policy_right_changes_it(hip: Hip) -> None:
    sam = Screen(hip.house.surgeon, hip)

    assert "Everything is as shipped." in text_of(sam.get(READ))
    assert CHANGE not in sam.get(READ).content.decode()
    assert sam.get(CHANGE).status_code == 403


TODAY = chapters()


def as_if(monkeypatch: pytest.MonkeyPatch, book: tuple[rulebook.Chapter, ...]) -> None:
    """These are the rules from now on."""
    for one in book:
        monkeypatch.setattr(f"{one.judge.__module__}.RULE", one.rule)
    for place in ("enthesis.domain.candidacy.rulebook", "enthesis.domain.candidacy.assess"):
        monkeypatch.setattr(f"{place}.chapters", lambda: book)


def doubled(rule: Rule) -> Rule:
    limits = {
        name: Sourced(limit.value * 2, limit.unit, tag="P", note=limit.note or "Why?")
        for name, limit in rule.limits.items()
    }
    return replace(rule, limits=limits)


def softer(rule: Rule) -> Rule:
    return replace(rule, verdicts=dict.fromkeys(rule.verdicts, Verdict.INFO), overridable=True)


CHANGES: Mapping[str, Callable[[Rule], Rule | None]] = {
    "another title": lambda rule: replace(rule, title=f"Tomorrow's {rule.code}"),
    "another title and version": lambda rule: replace(rule, title="Tomorrow", version=rule.version + 1),
    "another question": lambda rule: replace(rule, question="Ask tomorrow."),
    "another limit": doubled,
    "another tag and source": lambda rule: replace(rule, tag=Tag.PROPOSED, source="S0", note="Is it so?"),
    "another verdict": softer,
    "no such rule": lambda rule: None if rule.code in ("PLT-2", "ONC-1", "TOB-1") else rule,
    "one rule alone": lambda rule: rule if rule.code == "NSAID-1" else None,
}
SAYS_THE_SAME = ("another title",)


@pytest.fixture
def kept(hip: Hip) -> Entry[Judgement]:
    """A candidacy with a warning, overridden nowhere, signed."""
    hip.tell(replace(known(hip.now, platelets=88), tobacco=None)).sign()
    entry = hip.file.latest(Judgement)
    assert entry
    return entry


class Assessed:
    """The page of a candidacy that was kept: its table as it is sent, and what it says beside."""

    def __init__(self, hip: Hip, entry: Entry[Judgement]) -> None:
        self.screen = Screen(hip.house.surgeon, hip)
        place = {"case_id": hip.case, "number": entry.number}
        self.address = reverse("practice:assessed", kwargs=place)

    def table(self) -> bytes:
        page = self.screen.get(self.address).content
        return page[page.index(b'<section class="panel panel-flush"') : page.index(b"</main>")]

    def text(self) -> str:
        return text_of(self.screen.get(self.address))


@pytest.mark.parametrize("change", CHANGES)
def test_a_past_assessment_is_shown_again_to_the_byte_after_the_rules_changed(
    hip: Hip, kept: Entry[Judgement], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Assessed(hip, kept)
    first = page.table()
    assert b"Platelets 88 \xc3\x9710\xe2\x81\xb9/L are below 100." in first and b"Thrombocytopenia" in first
    assert "The rules of today say the same of these facts under that policy." in page.text()

    changed = ((one, CHANGES[change](one.rule)) for one in TODAY)
    as_if(monkeypatch, tuple(replace(one, rule=rule) for one, rule in changed if rule is not None))
    assert page.table() == first
    assert ("today they would say otherwise" in page.text()) is (change not in SAYS_THE_SAME)
    assert hip.file.latest(Judgement) == kept


def test_a_past_assessment_is_shown_again_to_the_byte_after_the_policy_changed(
    hip: Hip, kept: Entry[Judgement]
) -> None:
    page = Assessed(hip, kept)
    first = page.table()
    typed = {**HIGHER, "action-TOB-1-prp": "block", "why": "So.", "password": PASSWORD}
    assert petra(hip).post(CHANGE, sent(hip, **typed)).status_code == 303

    assert page.table() == first
    assert b"shipped-1" in first
    assert "The rules of today say the same of these facts under that policy." in page.text()
    assert "Platelets 88 ×10⁹/L are below 190." in text_of(Desk(hip).open("plan"))


def test_an_assessment_from_before_titles_were_kept_says_the_code_once_its_rule_changed(
    hip: Hip, kept: Entry[Judgement], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = kept.value.assessment
    older = replace(found, findings=tuple(replace(one, title="") for one in found.findings))
    assert older == found
    table = partial(kept_table, replace(kept.value, assessment=older), hip.case)
    assert "Thrombocytopenia" in [row.title for row in table().rows]

    as_if(monkeypatch, tuple(replace(one, rule=replace(one.rule, version=9)) for one in TODAY))
    assert "Rule PLT-2, as it was then" in [row.title for row in table().rows]


def test_what_was_not_kept_is_not_there(hip: Hip) -> None:
    address = reverse("practice:assessed", kwargs={"case_id": hip.case, "number": 1})
    answer = Screen(hip.house.surgeon, hip).get(address)

    assert answer.status_code == 404
    assert "No candidacy was kept there." in text_of(answer)


def test_the_hip_leads_to_each_assessment_that_was_kept(hip: Hip) -> None:
    hip.sign()
    entry = hip.file.latest(Judgement)
    assert entry

    assert f"/practice/cases/{hip.case}/assessed/{entry.number}/" in Desk(hip).open("case").content.decode()
