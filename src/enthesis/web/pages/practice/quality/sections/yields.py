"""Devices and protocols whose yields are otherwise than they were, a line each, with the chart."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.yields.control_chart import FIRST, told_of_chance
from enthesis.store.scope import Scope
from enthesis.web.shell.own_yields import Drifting, Standing, in_one_line, list_standing
from enthesis.web.shell.present import Button
from enthesis.web.shell.quality import Period, QualitySection, SectionShown
from enthesis.web.shell.yields import chart_href


def show(scope: Scope, period: Period) -> SectionShown:
    """As it stands today, whatever the period."""
    standing = list_standing(scope)
    drifts = [one.drifts for one in standing if one.drifts]
    charts = Button(label=_("Charts of the yields"), href=reverse("practice:yields"))
    return SectionShown(
        warnings=tuple(in_one_line(those) for those in drifts),
        words=tuple(_words(standing, is_drifting=bool(drifts))),
        buttons=(*(_chart(those[0]) for those in drifts), charts),
    )


def _words(standing: Sequence[Standing], *, is_drifting: bool) -> Iterator[str]:
    """What drifts asks somebody to look; without limits nothing is said of a drift, neither way."""
    judged = sum(one.judged for one in standing)
    if is_drifting:
        yield _("As it stands, whatever the period. It asks somebody to look, no more.")
    elif judged:
        yield _("As it stands, no newest product completes a rule on a chart that has limits.")
    if judged:
        yield told_of_chance(judged)
    if few := [one.watch.name for one in standing if not one.judged]:
        yield _("Too few were measured to say anything of a drift (limits need %(n)s): %(names)s.") % {
            "n": FIRST.value,
            "names": ", ".join(few),
        }
    if not standing:
        yield _("No product was counted yet.")


def _chart(one: Drifting) -> Button:
    return Button(
        label=_("Chart: %(name)s") % {"name": one.watch.name},
        href=chart_href(one.watch.subject, one.charted),
    )


SECTION = QualitySection(id="yields", place=47, title=lambda: _("Yields over time"), show=show)
