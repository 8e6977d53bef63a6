from dataclasses import dataclass

from enthesis.web.pages.public.request.form import RequestForm


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    form: RequestForm


def present(form: RequestForm) -> RequestPage:
    return RequestPage(form=form)
