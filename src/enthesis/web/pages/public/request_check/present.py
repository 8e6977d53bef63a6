from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Side
from enthesis.web.pages.public.request_check.form import SendForm
from enthesis.web.shell.asking_forms import CARE, HOW_LONG, NONE, REACH, HipForm, WhoForm
from enthesis.web.shell.present import day
from enthesis.web.shell.tags import phone
from enthesis.web.shell.times import Slot, slot, when, zone_in_words
from enthesis.web.shell.visits import how_long

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """`timed`: whether a time is asked for. `next_free`: what can be had instead of one that has gone.

    `seen` is the digest of what is shown: what is sent is that, and nothing else.
    """

    timed: bool
    can_choose: bool
    visit: Facts
    hip: Facts
    who: Facts
    next_free: tuple[Slot, ...]
    seen: str
    form: SendForm


def present(
    practice: Practice,
    hip: HipForm,
    who: WhoForm,
    visit: Visit | None,
    office: str,
    form: SendForm,
    next_free: tuple[Visit, ...],
    seen: str,
) -> CheckPage:
    return CheckPage(
        timed=visit is not None,
        can_choose=hip.visit_type is not None,
        visit=_visit(practice, visit, office),
        hip=_hip(hip),
        who=_who(who),
        next_free=tuple(slot(practice, free) for free in next_free),
        seen=seen,
        form=form,
    )


def _visit(practice: Practice, visit: Visit | None, office: str) -> Facts:
    if visit is None:
        return (
            (_("Time"), _("The front desk agrees on one with you")),
            (_("Office"), practice.office(office).name),
        )
    return (
        (_("Time"), when(visit)),
        (_("On the clock of the office"), zone_in_words(visit.zone)),
        (_("Office"), practice.office(visit.office).name),
        (_("Clinician"), practice.clinician(visit.clinician).name),
        (_("Visit"), how_long(practice, practice.visit_type(visit.visit_type))),
    )


def _hip(hip: HipForm) -> Facts:
    told = hip.cleaned_data
    care = [str(words) for one, words in CARE.items() if one.value in told["care"]]
    if NONE in told["care"]:
        care = [_("None of these")]
    how_long = {one.value: str(words) for one, words in HOW_LONG.items()}.get(told["how_long"], "")
    return (
        (_("Hip"), _("Left") if told["side"] == Side.LEFT.value else _("Right")),
        (_("What brings you"), told["reason"] or _("not said")),
        (_("For how long"), how_long or _("not said")),
        (_("Done before"), ", ".join(care) or _("not said")),
    )


def _who(who: WhoForm) -> Facts:
    contact, asker = who.contact, who.asker_told
    agreed = ", ".join(str(words) for way, words in REACH.items() if way in contact.agreed)
    language = dict(settings.LANGUAGES).get(contact.language, contact.language)
    asked_for = ((_("Asked for by"), ", ".join(filter(None, (asker.name, asker.relation)))),) if asker else ()
    return (
        (_("Patient"), contact.name),
        (_("Date of birth"), day(contact.birth_date)),
        *asked_for,
        (_("Mail address"), contact.email or _("not said")),
        (_("Telephone"), phone(contact.phone) or _("not said")),
        (_("Language"), language),
        (_("Reminders"), agreed or _("none")),
    )
