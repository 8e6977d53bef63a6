"""What is asked, in sections, made from the facts' own declaration: a new fact is asked at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import get_args, get_type_hints

from django.utils.translation import gettext_lazy as _

from enthesis.domain.candidacy.facts import (
    TONNIS_GRADES,
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Tonnis,
)
from enthesis.domain.candidacy.rulebook import rules
from enthesis.web.shell.answers import NO, NOT_KNOWN, YES, Words, name_of
from enthesis.web.shell.fact_words import fact_name

Choices = tuple[tuple[str, Words], ...]

YES_OR_NO: Choices = (("yes", YES), ("no", NO))
# What is not asked by yes and no: its answers, and which of them says no, empty where none does.
CHOICES: Mapping[type, tuple[Choices, str]] = {
    Malignancy: (tuple((s.value, name_of(s)) for s in Cancer), Cancer.NEVER),
    Anticoagulation: (
        tuple((d.value, name_of(d)) for d in (*tuple(BloodThinner)[1:], BloodThinner.NONE)),
        BloodThinner.NONE,
    ),
    Pregnancy: (tuple((s.value, name_of(s)) for s in Expecting), Expecting.NEITHER),
    Tonnis: (tuple((str(grade), str(grade)) for grade in TONNIS_GRADES), ""),
    Anaesthetic: (
        tuple((d.value, name_of(d)) for d in (*tuple(LocalAnaesthetic)[1:], LocalAnaesthetic.NONE)),
        LocalAnaesthetic.NONE,
    ),
}
# Answers of which more is asked.
MORE: Mapping[type, tuple[str, ...]] = {
    Malignancy: (Cancer.REMISSION,),
    LastDose: ("yes",),
    LastDay: ("yes",),
    Anticoagulation: tuple(BloodThinner)[1:],
    Anaesthetic: tuple(LocalAnaesthetic)[1:],
}
SECTIONS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("cancer", _("Cancer and marrow"), ("malignancy", "marrow_disease")),
    ("infection", _("Infection and illness"), ("sepsis", "local_infection", "illness", "blood_virus")),
    (
        "blood",
        _("Blood and laboratory"),
        ("platelets", "haemoglobin", "inr", "hba1c", "platelet_dysfunction"),
    ),
    (
        "drugs",
        _("Drugs and tobacco"),
        (
            "nsaid",
            "aspirin",
            "p2y12",
            "anticoagulation",
            "steroid_injection",
            "systemic_steroid",
            "tobacco",
        ),
    ),
    (
        "allergies",
        _("Allergies"),
        ("citrate_allergy", "heparin_allergy", "thrombin_allergy", "collagen_allergy"),
    ),
    (
        "situation",
        _("Situation"),
        ("pregnancy", "unwilling", "tissue_objection", "pelvic_radiation", "tonnis"),
    ),
    (
        "planned",
        _("What is planned"),
        (
            "citrate_planned",
            "heparin_planned",
            "thrombin_planned",
            "collagen_planned",
            "graft_recalled",
            "anaesthetic",
            "mixed",
        ),
    ),
)
FURTHER = _("Further questions")


# Not answered by asking: a list, a result or the hip itself was looked at. Nor by one button for many: what
# nobody may override.
LOOKED_FOR = frozenset({"graft_recalled", "blood_virus", "sepsis", "local_infection"}).union(
    *(rule.reads for rule in rules() if not rule.overridable)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`fact` is the field of `Facts`, `kind` its type, `rules` the codes of those that read it.

    The form's fields begin with the fact's name.
    """

    fact: str
    kind: type
    title: str
    rules: tuple[str, ...]

    @property
    def choices(self) -> Choices:
        """Every answer, not known at last. A laboratory value has none: it is entered."""
        if self.kind is Lab:
            return ()
        return (*CHOICES.get(self.kind, (YES_OR_NO, ""))[0], ("", NOT_KNOWN))

    @property
    def no(self) -> str:
        """The answer that “no to the rest” gives; empty where somebody must have looked."""
        return (
            ""
            if self.kind is Lab or self.fact in LOOKED_FOR
            else CHOICES.get(self.kind, (YES_OR_NO, "no"))[1]
        )

    @property
    def sweeps(self) -> bool:
        """Whether “no to the rest” answers it; never where somebody must have looked."""
        return bool(self.no) and self.fact not in LOOKED_FOR

    @property
    def more(self) -> tuple[str, ...]:
        """The answers of which more is asked."""
        return MORE.get(self.kind, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that are asked together."""

    key: str
    title: Words
    questions: tuple[Question, ...]


def questions() -> tuple[Question, ...]:
    """A question for each fact, in the order in which they are asked."""
    return tuple(question for group in groups() for question in group.questions)


def groups(*, without: Collection[str] = ()) -> tuple[Group, ...]:
    """Every fact once, but for those the record answers itself; one that has no section yet comes last."""
    kinds = {name: get_args(kind)[0] for name, kind in get_type_hints(Facts).items() if name != "at"}
    placed = {fact for _key, _title, facts in SECTIONS for fact in facts}
    further = ("further", FURTHER, tuple(name for name in kinds if name not in placed))
    made = (
        Group(
            key=key,
            title=title,
            questions=tuple(_question(fact, kinds[fact]) for fact in facts if fact not in without),
        )
        for key, title, facts in (*SECTIONS, further)
    )
    return tuple(group for group in made if group.questions)


def _question(fact: str, kind: type) -> Question:
    return Question(
        fact=fact,
        kind=kind,
        title=fact_name(fact),
        rules=tuple(rule.code for rule in rules() if fact in rule.reads),
    )
