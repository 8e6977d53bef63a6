"""Every recall, and a new one: a look at what it concerns, then what is unused of it is blocked."""

from django.contrib import messages
from django.http import HttpResponse

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.recalls import ENTERERS, check_may_be_entered, enter_recall
from enthesis.domain.errors import NotAllowed
from enthesis.domain.stock.notice import Notice
from enthesis.store.recalls import Concerned, find_concerned, list_recalls
from enthesis.web.pages.practice.recalls.present import key_of_look, present, said
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.notices import EnterForm, NoticeForm, as_typed
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("recalls/")
ACCESS = staff(*ENTERERS)


def view(request: Request) -> HttpResponse:
    may_enter = permit_of(enter_recall).allows(request.scope)
    if request.method == "POST" and not may_enter:
        raise NotAllowed("role", "A recall is entered by a clinician.", "Take the notice to one of them.")
    form = (EnterForm if "seen" in request.POST else NoticeForm)(request.POST or None)
    looked = list[tuple[Notice, Concerned]]()
    if request.method == "POST" and is_done(form, lambda: looked.append(_look(request, form))):
        ((notice, found),) = looked
        made = list[Receipt]()
        if not isinstance(form, EnterForm) or form.cleaned_data["seen"] != key_of_look(notice, found):
            form = EnterForm(initial=as_typed(notice) | {"seen": key_of_look(notice, found)})
        elif is_done(form, lambda: made.append(_enter(request, form, notice))):
            messages.success(request, said(found))
            return see_other("practice:recall", recall_id=made[0].subject)
    found_now = looked[0][1] if looked else None
    page = present(list_recalls(request.scope), form if may_enter else None, found_now)
    return render(request, "practice/recalls/page.html", page, status=422 if form.errors else 200)


def _look(request: Request, form: NoticeForm) -> tuple[Notice, Concerned]:
    notice = form.notice()
    check_may_be_entered(request.scope, notice, at=request.at)
    return notice, find_concerned(request.scope, notice)


def _enter(request: Request, form: EnterForm, notice: Notice) -> Receipt:
    confirmed = form.confirmed(request.scope, at=request.at)
    return enter_recall(request.scope, notice, confirmed=confirmed, at=request.at)
