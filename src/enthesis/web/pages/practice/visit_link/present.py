from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.links_desk import LinksForm
from enthesis.web.shell.times import when


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksPage:
    """`link` is a new one, shown this once; `standing` says how many there are."""

    when: str
    office: str
    standing: str
    any_stands: bool
    locked: bool
    link: str
    shown_before: bool
    back: str
    form: LinksForm


def present(
    site: Practice,
    booking: Booking,
    form: LinksForm,
    *,
    standing: int,
    locked: bool,
    link: str,
    shown_before: bool,
) -> LinksPage:
    return LinksPage(
        when=when(booking.visit),
        office=site.office(booking.visit.office).name,
        standing=_("No private link leads to this visit.")
        if not standing
        else _("%(count)s private links lead to this visit.") % {"count": standing}
        if standing > 1
        else _("One private link leads to this visit."),
        any_stands=bool(standing),
        locked=locked,
        link=link,
        shown_before=shown_before,
        back=reverse("practice:visit", kwargs={"booking_id": booking.id}),
        form=form,
    )
