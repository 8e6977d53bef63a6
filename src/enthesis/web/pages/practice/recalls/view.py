"""Every recall, and a new one: what is unused of it is blocked at once, the hips of the used are listed."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.recalls import ENTERERS, enter_recall
from enthesis.store.recalls import list_recalls
from enthesis.web.pages.practice.recalls.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.notices import NoticeForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("recalls/")
ACCESS = staff(*ENTERERS)


def view(request: Request) -> HttpResponse:
    form = NoticeForm(request.POST or None)
    made = list[Receipt]()
    if request.method == "POST" and is_done(
        form, lambda: made.append(enter_recall(request.scope, form.notice(), at=request.at))
    ):
        messages.success(request, _("It is blocked. Here are the hips of what was used of it."))
        return see_other("practice:recall", recall_id=made[0].subject)
    page = present(list_recalls(request.scope), form)
    return render(request, "practice/recalls/page.html", page, status=422 if form.errors else 200)
