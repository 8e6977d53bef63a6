from dataclasses import dataclass

from enthesis.web.pages.portal.own_data.form import TakeForm


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataPage:
    form: TakeForm
