from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.web.shell.links_desk import LinksForm, Pressed


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksPage:
    """`link` is a new one, shown this once; `standing` says how many there are."""

    name: str
    standing: str
    any_stands: bool
    locked: bool
    link: str
    shown_before: bool
    form: LinksForm


def present(name: str, pressed: Pressed, *, standing: int, locked: bool) -> LinksPage:
    several = "%(count)d private links lead to this place."
    counted = ngettext("One private link leads to this place.", several, standing) % {"count": standing}
    return LinksPage(
        name=name,
        standing=counted if standing else _("No private link leads to this place."),
        any_stands=bool(standing),
        locked=locked,
        link=pressed.link,
        shown_before=pressed.shown_before,
        form=pressed.form,
    )
