from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.stock.notice import KnownRecall, Notice
from enthesis.store.codec import digest
from enthesis.store.recalls import Concerned
from enthesis.web.shell.notices import EnterForm, NoticeForm
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
    """`looked` tells what the recall that was typed would do, `near` what it may mean instead."""

    rows: tuple[RecallLine, ...]
    form: NoticeForm | None
    is_look: bool
    looked: tuple[str, ...]
    near: tuple[str, ...]


def present(known: Sequence[KnownRecall], form: NoticeForm | None, found: Concerned | None) -> RecallsPage:
    return RecallsPage(
        rows=tuple(_line(one) for one in known),
        form=form,
        is_look=not isinstance(form, EnterForm),
        looked=tuple(_does(found)) if found else (),
        near=tuple(f"{one.title}, {one.number}" for one in found.near) if found else (),
    )


def key_of_look(notice: Notice, found: Concerned) -> str:
    """What was typed and what was shown of it: entered is what somebody saw."""
    products = tuple(str(one.product) for one in found.to_keep_apart)
    lots = tuple(str(lot.id) for _kept, lot in found.shelf)
    return digest((notice, products, lots, tuple(map(str, found.cases))))


def said(found: Concerned) -> str:
    """What was done, in one sentence each."""
    if found.is_nothing:
        return _("The recall is recorded. Nothing of it is known here, so nothing was blocked.")
    return " ".join((_("The recall is recorded."), *_does(found)))


def _does(found: Concerned) -> Iterator[str]:
    """What it touches, a sentence each; and that it touches nothing."""
    if found.is_nothing:
        yield _("Nothing in the record agrees with it: nothing is blocked by it now.")
    for kept, lot in found.shelf:
        yield _("%(item)s, %(lot)s: %(count)s on the shelf are blocked.") % {
            "item": kept.kind.title,
            "lot": lot.item.number,
            "count": lot.level,
        }
    for one in found.to_keep_apart:
        told = {"code": one.code.shown, "state": one.state.words}
        yield _("Product %(code)s, %(state)s, is kept apart for good.") % told
    if hips := len(found.cases):
        yield ngettext(
            "%(count)s hip has to be worked off.", "%(count)s hips have to be worked off.", hips
        ) % {"count": hips}


def _line(one: KnownRecall) -> RecallLine:
    return RecallLine(
        title=one.notice.title,
        href=reverse("practice:recall", kwargs={"recall_id": one.id}),
        received=day(one.notice.received_on),
        source=one.notice.source,
        state=one.state,
    )
