"""The own data to take away: a file for programs, or one to read and print. The trail knows of each."""

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.own_page import take_own_data
from enthesis.delivery.documents.typesetting import typeset
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.own_record import DataFormat
from enthesis.web.pages.portal.own_data.paper import own_paper
from enthesis.web.pages.portal.own_data.present import OwnDataPage
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.own_data import own_data
from enthesis.web.shell.pages import render
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

ROUTE = Route("own/data/")
ACCESS = BY_LINK
KINDS = {DataFormat.JSON: "application/json", DataFormat.PDF: "application/pdf"}


def view(request: Request) -> HttpResponse:
    asked = request.GET.get("form", "")
    if asked not in set(DataFormat):
        return render(request, "portal/own_data/page.html", OwnDataPage())
    try:
        return _file(request, DataFormat(asked))
    except NotAllowed as problem:  # a site without the typesetter
        page = OwnDataPage(refused=in_words(problem))
        return render(request, "portal/own_data/page.html", page, status=422)


def _file(request: Request, kind: DataFormat) -> HttpResponse:
    told = own_data(request)
    if kind is DataFormat.JSON:
        made = msgspec.json.format(msgspec.json.encode(told), indent=2)
    else:
        made = typeset(own_paper(told, zone=request.practice.offices[0].zone))
    take_own_data(request.scope, request.link.case, kind, at=request.at)
    answer = HttpResponse(made, content_type=KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{_("my-data")}.{kind.value}"'
    return answer
