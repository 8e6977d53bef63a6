"""What was found by hand at a visit after the operation; what was not done is not recorded as normal."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from enthesis.domain.examination.tests import Examination, Gait, Mrc, Trendelenburg
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.web.shell.answers import day_field, number, one_of, text, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.meant import MEANT, MeantForm

NOT_DONE = _("Not done")


class AfterForm(MeantForm):
    examined_on = day_field(_("Examined on"))
    trendelenburg = one_of(_("Trendelenburg sign"), Trendelenburg, empty=NOT_DONE)
    gait = one_of(_("Gait"), Gait, empty=NOT_DONE)
    abduction = one_of(_("Abduction by hand (MRC)"), Mrc, empty=NOT_DONE)
    abduction_newton = number(_("Abduction by dynamometer"), unit="N", low=0)
    abduction_newton_metre = number(_("Abduction torque"), unit="N m", low=0)
    limb_symmetry_percent = number(_("Symmetry, of the other side"), unit="%", low=0)
    trochanteric_tenderness = yes_no(_("Tenderness over the trochanter"), unknown=NOT_DONE)
    comment = text(_("Comment"))

    def told(self, before: Examination | None) -> ExaminedAfter:
        """What was found; what this form does not ask stays as it was `before`."""
        asked = {name: self.cleaned_data[name] for name in ASKED}
        if before is None:
            return ExaminedAfter(found=Examination(**asked))
        kept = {name: getattr(before, name) for name in before.__slots__}
        return ExaminedAfter(found=Examination(**{**kept, **asked}))


ASKED = (
    "examined_on",
    "trendelenburg",
    "gait",
    "abduction",
    "abduction_newton",
    "abduction_newton_metre",
    "limb_symmetry_percent",
    "trochanteric_tenderness",
    "comment",
)
KEPT = frozenset({*ASKED, MEANT})


def begin_with(told: ExaminedAfter) -> Mapping[str, object]:
    return {name: typed(getattr(told.found, name)) for name in ASKED}
