"""Devices and protocols whose yields are otherwise than they were, a line each, with the chart."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.store.scope import Scope
from enthesis.web.shell.own_yields import list_drifting
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
    return SectionShown(
        warnings=tuple(
            _("%(what)s, %(name)s: %(words)s")
            % {"what": one.charted.label, "name": one.watch.name, "words": one.words}
            for one in found
        ),
        words=(_("As it stands, whatever the period. It asks somebody to look, no more."),),
        buttons=(
            *(
                Button(
                    label=_("Chart: %(what)s, %(name)s") % {"what": d.charted.label, "name": d.watch.name},
                    href=chart_href(d.watch.subject, d.charted),
                )
                for d in found
            ),
            charts,
        ),
    )


SECTION = QualitySection(id="yields", place=47, title=lambda: _("Yields over time"), show=show)
