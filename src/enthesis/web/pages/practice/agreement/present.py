"""The page value: agreement by pair of readers and by measure, never without its number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enthesis.domain.examination.agreement import LEAST, Kappa
from enthesis.domain.examination.published import AGREEMENTS, Agreement
from enthesis.domain.examination.radiograph import RadiographReadTwice
from enthesis.domain.examination.second_reading import TONNIS_GRADE, PairAgreement, ReadTwice
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.pathway.case import Case
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId
from enthesis.store.readings import ToReadAgain
from enthesis.web.shell.present import Table, day, name_of, words

NONE = "–"
SORTS = {"second_reading": gettext_noop("MRI of"), "second_radiograph": gettext_noop("radiograph of")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    who: str
    side: str
    studied: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """`not_counted` are second readings made after the record had been opened."""

    waiting: tuple[Waiting, ...]
    own: Table | None
    published: Table
    read_twice: int
    not_counted: int
    least: str


def present(
    read: Sequence[ReadTwice | RadiographReadTwice],
    found: Sequence[PairAgreement],
    waiting: Sequence[ToReadAgain],
    waiting_films: Sequence[ToReadAgain],
    cases: Mapping[CaseId, Case],
    named: Mapping[UUID, Contact],
) -> AgreementPage:
    return AgreementPage(
        waiting=tuple(
            _waiting(w, page, cases[CaseId(w.case)], named.get(cases[CaseId(w.case)].patient))
            for page, several in (("second_reading", waiting), ("second_radiograph", waiting_films))
            for w in several
        ),
        own=_own(found) if found else None,
        published=_published(),
        read_twice=len(read),
        not_counted=sum(not twice.second.blinded for twice in read),
        least=plain(LEAST.value),
    )


def _waiting(one: ToReadAgain, page: str, case: Case, contact: Contact | None) -> Waiting:
    return Waiting(
        who=name_of(case, contact),
        side=case.side.value.capitalize(),
        studied=" ".join((_(SORTS[page]), day(one.studied_on) if one.studied_on else _("day not told"))),
        href=reverse(f"practice:{page}", kwargs={"case_id": case.id}),
    )


def _own(found: Sequence[PairAgreement]) -> Table:
    hips, same, linear, quadratic = _("Hips"), _("Same"), _("Kappa, linear"), _("Kappa, quadratic")
    return Table(
        caption=_("Agreement by pair of readers"),
        header=(_("Readers"), _("Read"), hips, same, linear, quadratic),
        rows=tuple(
            (
                " / ".join(one.readers),
                f"{_measure(one)}, {one.scale}" if one.scale else _measure(one),
                str(one.linear.n),
                str(one.linear.same),
                _told(one.linear),
                _told(one.quadratic),
            )
            for one in found
        ),
        numbers=(hips, same),
    )


def _measure(one: PairAgreement) -> str:
    return _("Tönnis grade") if one.measure == TONNIS_GRADE else words(one.measure)


def _told(kappa: Kappa) -> str:
    """0.62 (95 % interval 0.41 to 0.83); without an interval, that there are too few."""
    if kappa.value is None:
        return kappa.why
    if kappa.low is None or kappa.high is None:
        return _("%(value)s; too few hips for an interval") % {"value": f"{kappa.value:.2f}"}
    ends = {"value": f"{kappa.value:.2f}", "low": f"{kappa.low:.2f}", "high": f"{kappa.high:.2f}"}
    return _("%(value)s (95 %% interval %(low)s to %(high)s)") % ends


def _published() -> Table:
    return Table(
        caption=_("Published agreement"),
        header=(_("Scale"), _("Study"), _("Read"), _("Who"), _("Statistic"), _("Value"), _("Source")),
        rows=tuple(map(_study, AGREEMENTS)),
    )


def _study(one: Agreement) -> tuple[str, ...]:
    values = " / ".join(plain(value.value) for value in one.values)
    return (
        one.of,
        one.study,
        in_words(one.patients),
        one.who or NONE,
        one.statistic or NONE,
        values,
        one.values[0].source,
    )
