"""A private link for each clinician, which a calendar program reads; whoever has it sees times, no names."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.feeds import FEEDERS, make_feed, revoke_feed
from enthesis.store.feeds import list_feeds
from enthesis.web.pages.practice.feeds.form import MAKE, FeedForm
from enthesis.web.pages.practice.feeds.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_link import private_link
from enthesis.web.shell.requests import Request

ROUTE = Route("calendar-links/")
ACCESS = staff(*FEEDERS)


def view(request: Request) -> HttpResponse:
    form, receipts = FeedForm(request.POST or None), list[Receipt]()
    if request.method != "POST":
        return render(
            request, "practice/feeds/page.html", present(request.practice, list_feeds(request.scope), form)
        )
    if not is_done(form, lambda: receipts.append(_do(request, form))):
        page = present(request.practice, list_feeds(request.scope), form)
        return render(request, "practice/feeds/page.html", page, status=422)
    if form.cleaned_data["do"] != MAKE:
        messages.success(request, _("This calendar link works no more."))
        return see_other("practice:feeds")
    page = present(
        request.practice,
        list_feeds(request.scope),
        FeedForm(),
        made=form.cleaned_data["clinician"],
        link=private_link(request, receipts[0].secret, opens="public:feed") if receipts[0].secret else "",
        shown_before=receipts[0].repeated,
    )
    return render(request, "practice/feeds/page.html", page)


def _do(request: Request, form: FeedForm) -> Receipt:
    told = form.cleaned_data
    if told["do"] == MAKE:
        return make_feed(request.scope, told["clinician"], at=request.at)
    return revoke_feed(request.scope, told["feed"], at=request.at)
