"""Who it may be, in words: what is the same, what differs, and the hips of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.matching import Match, Way
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.shell.present import day
from enthesis.web.shell.tags import phone

SAME = {Way.PHONE: "Same telephone: %(now)s", Way.EMAIL: "Same mail address: %(now)s"}
OTHER = {
    Way.PHONE: "Another telephone: %(now)s; on the record: %(then)s",
    Way.EMAIL: "Another mail address: %(now)s; on the record: %(then)s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One radio button. `differs` is what the request says otherwise than the record."""

    key: str
    id: str
    title: str
    same: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    check: str = ""
    hips: tuple[str, ...] = ()
    checked: bool = False


def known_choice(
    match: Match, told: Contact, cases: tuple[Case, ...], *, number: int, checked: bool
) -> Choice:
    contact = match.contact
    return Choice(
        key=str(match.patient),
        id=f"id_who_{number}",
        title=_("%(name)s, born %(day)s") % {"name": contact.name, "day": day(contact.birth_date)},
        same=tuple(_(SAME[way]) % _both(way, told, contact) for way in Way if way in match.same),
        differs=tuple(_(OTHER[way]) % _both(way, told, contact) for way in Way if way in match.new),
        check=_check(match),
        hips=tuple(_hip(case) for case in cases) or (_("No hip yet"),),
        checked=checked,
    )


def choices(
    matches: tuple[Match, ...],
    told: Contact,
    cases: Mapping[PatientId, tuple[Case, ...]],
    *,
    new: str,
    chosen: str,
) -> tuple[Choice, ...]:
    """Every patient it may be, then "a new patient"; none when nobody of that name is known."""
    if not matches:
        return ()
    known = (
        known_choice(m, told, cases.get(m.patient, ()), number=n, checked=chosen == str(m.patient))
        for n, m in enumerate(matches)
    )
    nobody = Choice(
        key=new, id=f"id_who_{len(matches)}", title=_("A new patient, none of these"), checked=chosen == new
    )
    return (*known, nobody)


def _check(match: Match) -> str:
    if not match.new:
        return ""
    if not match.can_be_confirmed:
        return _("No telephone on the record to check this with: the address on the record stays.")
    return _("To check it, call %(number)s.") % {"number": phone(match.contact.phone)}


def _both(way: Way, told: Contact, contact: Contact) -> dict[str, str]:
    now, then = getattr(told, way), getattr(contact, way)
    return {"now": phone(now), "then": phone(then) or _("none")}


def _hip(case: Case) -> str:
    about = {
        "side": case.side.value.capitalize(),
        "day": day(case.opened_at.date()),
        "stage": case.stage.label,
    }
    return _("%(side)s hip, since %(day)s: %(stage)s") % about
