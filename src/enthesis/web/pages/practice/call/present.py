from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse
from django.utils.formats import date_format

from enthesis.domain.pathway.contact.call_list import Row
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Actor
from enthesis.store.contacts import Followed
from enthesis.web.pages.practice.call.form import CallForm
from enthesis.web.pages.practice.call.script import Script, script_of
from enthesis.web.shell.answer_calls import WindowLine, tried
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """`refused` is what stood in the way; `entry` is where the questions are read out."""

    name: str
    born: str
    phone: str
    best: str
    script: Script
    windows: tuple[WindowLine, ...]
    entry: str
    tried: tuple[str, ...]
    form: CallForm
    refused: ActForm | None
    is_mine: bool
    taken: str
    clock: str
    key: str


def present(
    row: Row[Followed], windows: tuple[WindowLine, ...], form: ActForm, site: Practice, *, actor: Actor
) -> CallPage:
    who, claim = row.who, row.who.claim
    is_mine = claim is not None and claim.by == actor.person
    return CallPage(
        name=who.contact.name,
        born=date_format(who.contact.birth_date, "j F Y"),
        phone=who.contact.phone,
        best=row.best.label if row.best else "",
        script=script_of(who, site, caller=actor.name),
        windows=windows,
        entry=reverse("practice:telephone_form", kwargs={"patient_id": who.patient}),
        tried=tuple(tried(one, who.zone) for one in row.calls),
        form=form if isinstance(form, CallForm) else CallForm(),
        refused=form if form.errors else None,
        is_mine=is_mine,
        taken=claim.by_name if claim is not None and not is_mine else "",
        clock=moment(claim.until, who.zone) if claim is not None else "",
        key=str(uuid4()),
    )
