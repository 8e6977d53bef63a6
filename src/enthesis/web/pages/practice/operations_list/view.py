"""The hospitals' operations: what somebody has to decide, all of them, and ours that no list has."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import match_operations, settle_operation
from enthesis.actions.reading import Listing, open_list
from enthesis.store.operations_list import count_matched, list_listed, list_lists, list_unlisted, ours_of
from enthesis.store.patients import contacts_of
from enthesis.web.pages.practice.operations_list.form import MatchForm
from enthesis.web.pages.practice.operations_list.present import Shown, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("operations/")
ACCESS = staff(*permit_of(settle_operation).roles)


def view(request: Request) -> HttpResponse:
    scope, asked = request.scope, request.GET.get("show", "")
    form = MatchForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: match_operations(scope, at=request.at)):
        count = count_matched(scope, at=request.at)
        told = ngettext("%(n)s operation is matched.", "%(n)s operations are matched.", count)
        messages.success(
            request, told % {"n": count} if count else _("Nothing else is the same in everything.")
        )
        return see_other("practice:operations_list")
    open_list(scope, Listing.OPERATIONS, at=request.at)
    listed = list_listed(scope)
    ours = list_unlisted(scope)
    page = present(
        listed,
        ours_of(scope, listed),
        ours,
        contacts_of(scope, {case.patient for case in ours}),
        list_lists(scope),
        form,
        shown=Shown(asked) if asked in set(Shown) else Shown.OPEN,
        zone=request.practice.offices[0].zone,
    )
    return render(request, "practice/operations_list/page.html", page, status=422 if form.is_bound else 200)
