"""Devices and protocols whose yields are otherwise than they were, a line each, with the chart."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.yields.baseline import Subject
from enthesis.store.scope import Scope
from enthesis.web.shell.own_yields import Drifting, in_one_line, list_drifting
from enthesis.web.shell.present import Button
from enthesis.web.shell.quality import Period, QualitySection, SectionShown
from enthesis.web.shell.yields import chart_href


def show(scope: Scope, period: Period) -> SectionShown:
    """As it stands today, whatever the period."""
    found = list_drifting(scope)
    charts = Button(label=_("Charts of the yields"), href=reverse("practice:yields"))
    if not found:
        return SectionShown(
            words=(_("As it stands, the newest product of no device and no protocol completes a rule."),),
            buttons=(charts,),
        )
    by: dict[Subject, list[Drifting]] = {}
    for one in found:
        by.setdefault(one.watch.subject, []).append(one)
    return SectionShown(
        warnings=tuple(in_one_line(those) for those in by.values()),
        words=(_("As it stands, whatever the period. It asks somebody to look, no more."),),
        buttons=(
            *(
                Button(
                    label=_("Chart: %(name)s") % {"name": those[0].watch.name},
                    href=chart_href(subject, those[0].charted),
                )
                for subject, those in by.items()
            ),
            charts,
        ),
    )


SECTION = QualitySection(id="yields", place=47, title=lambda: _("Yields over time"), show=show)
