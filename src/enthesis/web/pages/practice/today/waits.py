"""What waits for whoever looks at Today, the most urgent first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.biologics.states import State
from enthesis.domain.outcomes.attention.item import Attention
from enthesis.domain.outcomes.attention.rules.red_flag import RULE as SIGN
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.task import Task
from enthesis.domain.stock.notice import KnownRecall
from enthesis.store.lists import Waiting
from enthesis.web.shell.present import day, name_of

MOST_SHOWN = 160  # characters of what a patient said

CHECK = {
    State.CHARACTERISED: "Second check",
    State.RELEASED: "First scan at the patient",
    State.CONFIRMED: "Second scan and giving",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    title: str
    detail: str
    href: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Everything that may wait.

    `overdue` are the tasks of whoever looks that were due before today, `calls` whom no message reaches with
    their names, `failed` is how many messages failed at every try, `listed` how many operations of
    hospitals' lists nobody has decided. `unspoken` are visits that are over, with nobody having said whether
    the patient came. `lapsed` is how many operations were booked for a day that has passed and have not
    begun; `ahead` tells how many are ahead and not ready. `results` is how many results of products are
    awaited, `due` how many of them may be there by now. `stock` counts what to look at on the shelf,
    `recalls` are those that are open, each with how many hips have no decision.
    """

    waiting: Waiting
    overdue: tuple[Task, ...] = ()
    calls: tuple[tuple[Task, str], ...] = ()
    failed: int = 0
    listed: int = 0
    unspoken: Sequence[Booking] = ()
    lapsed: int = 0
    ahead: str = ""
    stock: int = 0
    recalls: tuple[tuple[KnownRecall, int], ...] = ()
    results: int = 0
    due: int = 0


def waiting_items(
    waits: Waits, *, on: date, is_open: Callable[[str], bool] = lambda href: True
) -> tuple[WaitingItem, ...]:
    """`is_open` tells which addresses whoever looks may open; what lies behind others is not told."""
    waiting = waits.waiting
    items = (
        *_attention(waiting, on),
        *_calls(waiting),
        *_unspoken(waits.unspoken, on),
        *_lapsed(waits.lapsed),
        *_ahead(waits.ahead),
        *(_to_call(task, name) for task, name in waits.calls),
        *_failed(waits.failed),
        *_overdue(waits.overdue),
        *_listed(waits.listed),
        *_recalls(waits.recalls),
        *_stock(waits.stock),
        *_products(waiting),
        *_results(waits.results, waits.due),
        *_requests(waiting),
        *_plans(waiting),
        *_told(waiting),
    )
    return tuple(item for item in items if is_open(item.href))


def _unspoken(found: Sequence[Booking], on: date) -> tuple[WaitingItem, ...]:
    if not found:
        return ()
    told = {"n": len(found), "when": _whose_day({one.visit.wall_start.date() for one in found}, on)}
    title = (
        _("1 visit of %(when)s: did they come?")
        if len(found) == 1
        else _("%(n)s visits of %(when)s: did they come?")
    )
    return (WaitingItem(title=title % told, detail="", href=reverse("practice:unspoken")),)


def _lapsed(count: int) -> tuple[WaitingItem, ...]:
    """Operations whose booked day has passed, and that have not begun."""
    if not count:
        return ()
    title = ngettext(
        "%(count)s operation was booked for a day that has passed",
        "%(count)s operations were booked for days that have passed",
        count,
    ) % {"count": count}
    told = _("Not begun. Book another day, or cancel.")
    return (WaitingItem(title=title, detail=told, href=reverse("practice:readiness_list")),)


def _ahead(counted: str) -> tuple[WaitingItem, ...]:
    """Operations of the coming days, with how many of them are not ready."""
    return (
        (WaitingItem(title=counted, detail="", href=reverse("practice:readiness_list")),) if counted else ()
    )


def _stock(count: int) -> tuple[WaitingItem, ...]:
    """Lots and items of the stock that somebody should look at, in one line."""
    if not count:
        return ()
    title = ngettext(
        "The stock has %(count)s thing to look at", "The stock has %(count)s things to look at", count
    ) % {"count": count}
    told = _("Below par, expired or soon, recalled, or used and never received.")
    return (WaitingItem(title=title, detail=told, href=reverse("practice:stock")),)


def _recalls(found: tuple[tuple[KnownRecall, int], ...]) -> tuple[WaitingItem, ...]:
    """Each recall that is not closed, by what is called back."""
    return tuple(
        WaitingItem(
            title=_("Recall: %(title)s") % {"title": one.notice.title},
            detail=_undecided(left),
            href=reverse("practice:recall", kwargs={"recall_id": one.id}),
        )
        for one, left in found
    )


def _undecided(count: int) -> str:
    if not count:
        return _("No hip is without a decision: close it.")
    told = ngettext("%(count)s hip has no decision yet.", "%(count)s hips have no decision yet.", count)
    return told % {"count": count}


def _whose_day(days: set[date], on: date) -> str:
    named = {on: _("today"), on - timedelta(days=1): _("yesterday")}
    return named.get(max(days), _("past days")) if len(days) == 1 else _("past days")


def _to_call(task: Task, name: str) -> WaitingItem:
    """A call that stays until somebody records it."""
    return WaitingItem(
        title=_("Call %(name)s") % {"name": name},
        detail=task.todo.words,
        href=reverse("practice:task", kwargs={"task_id": task.id}),
        urgent=True,
    )


def _failed(count: int) -> tuple[WaitingItem, ...]:
    if not count:
        return ()
    title = ngettext("%(count)s message failed", "%(count)s messages failed", count) % {"count": count}
    told = _("At every try. Try again, or give up and call.")
    return (WaitingItem(title=title, detail=told, href=f"{reverse('practice:messages')}#failed"),)


def _listed(count: int) -> tuple[WaitingItem, ...]:
    if not count:
        return ()
    told = ngettext(
        "%(count)s operation on hospitals' lists to decide",
        "%(count)s operations on hospitals' lists to decide",
        count,
    )
    href = reverse("practice:operations_list")
    return (WaitingItem(title=told % {"count": count}, detail="", href=href),)


def _overdue(tasks: tuple[Task, ...]) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=_("Overdue: %(words)s") % {"words": task.todo.words},
            detail=_("It was due on %(day)s.") % {"day": day(task.todo.due_on)} if task.todo.due_on else "",
            href=reverse("practice:task", kwargs={"task_id": task.id}),
        )
        for task in tasks
    )


def _products(waiting: Waiting) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=CHECK[product.state],
            detail=f"{product.chain.product.shown} – {name_of(owner.case, owner.contact)}",
            href=reverse("practice:product", kwargs={"product_id": product.id}),
        )
        for product, owner in waiting.products
    )


def _results(count: int, due: int) -> tuple[WaitingItem, ...]:
    """Results of products that come after the operation."""
    if not count:
        return ()
    title = ngettext("%(count)s result awaited", "%(count)s results awaited", count) % {"count": count}
    told = _("%(due)s of them due by now.") % {"due": due} if due else ""
    return (WaitingItem(title=title, detail=told, href=reverse("practice:awaited")),)


def _calls(waiting: Waiting) -> tuple[WaitingItem, ...]:
    """Requests whose sign must not wait and was not called about, each by name and with what was ticked."""
    return tuple(
        WaitingItem(
            title=(_("Emergency: %(name)s") if request.is_emergency else _("Call today: %(name)s"))
            % {"name": request.asked.contact.name},
            detail=" · ".join(_(question) for question in questions(request.red_flags)),
            href=reverse("practice:request", kwargs={"request_id": request.id}),
            urgent=True,
        )
        for request in waiting.calls
    )


def _attention(waiting: Waiting, on: date) -> tuple[WaitingItem, ...]:
    """What patients told with their forms that needs a person; a sign that must not wait is called about."""
    return tuple(
        WaitingItem(
            title=_heading(item) % {"name": name_of(owner.case, owner.contact)},
            detail=" ".join((*(_short(c.sentence) for c in item.concerns), *_whose(item, on))),
            href=f"{reverse('practice:attention')}#a-{item.id}",
            urgent=_has_sign(item) or item.is_overdue(on),
        )
        for item, owner in sorted(waiting.attention, key=lambda one: not one[0].is_urgent)
    )


def _heading(item: Attention) -> str:
    if item.is_urgent:
        return _("Emergency: %(name)s")
    return _("Call today: %(name)s") if _has_sign(item) else _("Answers to look at: %(name)s")


def _short(sentence: str) -> str:
    """What a patient wrote may be a page: it is read on the list."""
    return sentence if len(sentence) <= MOST_SHOWN else f"{sentence[:MOST_SHOWN].rstrip()}…"


def _has_sign(item: Attention) -> bool:
    return any(concern.rule == SIGN.code for concern in item.concerns)


def _whose(item: Attention, on: date) -> tuple[str, ...]:
    """Who has it, and whether it is late."""
    late = (_("Overdue since %(day)s.") % {"day": day(item.due_on)},) if item.is_overdue(on) else ()
    return (*late, _("%(who)s has it.") % {"who": item.claimed_by_name}) if item.claimed_by_name else late


def _told(waiting: Waiting) -> tuple[WaitingItem, ...]:
    """What patients told before their visit, to be read."""
    return tuple(
        WaitingItem(
            title=_("Told before the visit: %(name)s") % {"name": name_of(owner.case, owner.contact)},
            detail="",
            href=reverse("practice:intake", kwargs={"case_id": owner.case.id}),
        )
        for owner in waiting.unread
    )


def _requests(waiting: Waiting) -> tuple[WaitingItem, ...]:
    count = len(waiting.requests)
    if not count:
        return ()
    title = _("1 new request") if count == 1 else _("%(count)s new requests") % {"count": count}
    return (WaitingItem(title=title, detail="", href=reverse("practice:requests")),)


def _plans(waiting: Waiting) -> tuple[WaitingItem, ...]:
    return tuple(
        WaitingItem(
            title=_("Plan to sign"),
            detail=f"{name_of(item.case, item.contact)}, {item.case.side.value}",
            href=reverse("practice:plan", kwargs={"case_id": item.case.id}),
        )
        for item in waiting.unsigned
    )
