from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.stock.notice import KnownRecall
from enthesis.web.shell.notices import NoticeForm
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallLine:
    title: str
    href: str
    received: str
    source: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallsPage:
    rows: tuple[RecallLine, ...]
    form: NoticeForm


def present(found: Sequence[KnownRecall], form: NoticeForm) -> RecallsPage:
    return RecallsPage(rows=tuple(_line(one) for one in found), form=form)


def _line(one: KnownRecall) -> RecallLine:
    return RecallLine(
        title=one.notice.title,
        href=reverse("practice:recall", kwargs={"recall_id": one.id}),
        received=day(one.notice.received_on),
        source=one.notice.source,
        state=one.state,
    )
