"""The own data on paper: who they are about, each form with its answers, what was told beside them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Facts, Paper, Part, Table, Text
from enthesis.domain.pathway.own_record import SCHEMA, OwnForm, OwnHip, OwnRecord
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.shell.own_data import side_words
from enthesis.web.shell.present import day, moment


def own_paper(told: OwnRecord, *, zone: str) -> Paper:
    """Days are those on the clock of the practice's first office."""
    person, made = told.person, moment(told.made_at, zone)
    return Paper(
        title=_("My data"),
        language=told.language,
        practice=told.practice,
        about=((_("Name"), f"{person.given} {person.family}"), (_("Born"), day(person.birth_date))),
        parts=(
            Text(text=_("Everything you gave us here, and your scores. Notes of our staff are not in it.")),
            Facts(heading=_("How we reach you"), rows=_reached(told)),
            *(part for hip in told.hips for part in _hip(hip, zone)),
            *_decisions(told),
            *_messages(told, zone),
        ),
        foot=_("My data, made on %(when)s, %(schema)s") % {"when": made, "schema": SCHEMA},
        without_letter=_("%(placeholder)s stands for a sign that this paper has no letter for: %(signs)s."),
    )


def _reached(told: OwnRecord) -> tuple[tuple[str, str], ...]:
    rows = ((_("Mail address"), told.person.email), (_("Telephone"), told.person.phone))
    return tuple((name, said or _("None")) for name, said in rows)


def _hip(hip: OwnHip, zone: str) -> Iterator[Part]:
    operated = day(hip.operated_on) if hip.operated_on else _("not yet")
    yield Facts(heading=side_words(hip.side), rows=((_("Operated on"), operated),))
    for form in hip.forms:
        yield Table(
            heading=f"{form.title}, {form.milestone}, {day(utc_to_wall(form.given_at, zone).date())}",
            header=(_("Question"), _("Answer")),
            rows=(*((one.question, one.words) for one in form.answers), *_scores(form)),
        )
    if hip.told:
        yield Facts(
            heading=_("Told beside the forms"),
            rows=tuple(
                (f"{one.about}, {day(utc_to_wall(one.at, zone).date())}", one.words) for one in hip.told
            ),
        )


def _scores(form: OwnForm) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_("Score: %(scale)s") % {"scale": one.scale}, one.value or _("No score: too few answers"))
        for one in form.scores
    )


def _decisions(told: OwnRecord) -> Iterator[Part]:
    if told.decisions:
        said = {True: _("agreed"), False: _("not agreed")}
        rows = tuple((one.about, f"{said[one.given]}, {day(one.on)}") for one in told.decisions)
        yield Facts(heading=_("What you decided"), rows=rows)


def _messages(told: OwnRecord, zone: str) -> Iterator[Part]:
    if told.messages:
        yield Table(
            heading=_("Messages that were sent to you"),
            header=(_("About"), _("How"), _("When")),
            rows=tuple((m.kind, m.way, day(utc_to_wall(m.at, zone).date())) for m in told.messages),
        )
