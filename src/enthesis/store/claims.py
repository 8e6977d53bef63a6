"""Who has what when: ticks of clinicians, rooms and devices under a unique key, whoever asks at once."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Min, QuerySet

from enthesis.domain.pathway.operation import Member, Theatre
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.claims import Claim, Needs, Taken, choose_claims, needs_of
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.ticks import tick_of
from enthesis.store.models import BookingRow, OfferRow, OperationRow, TickRow
from enthesis.store.scope import Scope

Owner = BookingRow | OfferRow | OperationRow
MOST_TRIES = 20  # each lost one was won by somebody else


def list_claims(scope: Scope, first: date, last: date) -> tuple[Claim, ...]:
    """Every claim from the day before `first` to the day after `last`, in UTC.

    What is taken is no patient's secret, so patients and visitors reach it, too; it does not say by whom.
    """
    from_day, to_day = first - timedelta(days=1), last + timedelta(days=2)
    begins, ends = (tick_of(datetime.combine(day, time(0), UTC)) for day in (from_day, to_day))
    return _claims(_ticks(scope).filter(tick__gte=begins, tick__lt=ends))


def check_free(scope: Scope, site: Practice, visit: Visit) -> None:
    """Raises Taken for a visit that could not be booked now. It claims nothing: soon it may be otherwise."""
    needs = needs_of(site, visit)
    choose_claims(needs, _others(scope, needs))


def save_claims(scope: Scope, site: Practice, visit: Visit, row: BookingRow | OfferRow) -> None:
    """The booking, or the open offer, claims what the visit needs, and nothing else any more.

    The new claims are made before the old ones are released, always in the order of resource and tick: two
    who want something of each other wait in one line. Raises Taken where a need cannot be met.
    """
    needs = needs_of(site, visit)
    mine = {(tick.resource, tick.tick): tick.id for tick in TickRow.objects.filter(**_owned(row))}
    kept = frozenset(resource for resource, _ in mine)
    for _ in range(MOST_TRIES):
        wanted = _keys(choose_claims(needs, _others(scope, needs, but=row), kept=kept))
        if _insert(scope, row, [key for key in wanted if key not in mine]):
            gone = [mine[key] for key in mine.keys() - set(wanted)]
            TickRow.objects.filter(id__in=gone).delete()
            return
    time = f"{visit.wall_start:%H:%M}"
    raise Taken("time-taken", f"{time} is wanted by many at once.", "Try again, or choose another free time.")


def save_operation_claims(
    scope: Scope, theatre: Theatre, team: tuple[Member, ...], row: OperationRow
) -> None:
    """The operation claims everybody of its team, and nobody any more at another time.

    Nobody's while time or length is not known. In the order of resource and tick, as visits do. Raises Taken
    with the name of the first who is not free.
    """
    names = {resource: member.name for member in team for resource in member.resources}
    span = theatre.ticks
    mine = {(tick.resource, tick.tick): tick.id for tick in TickRow.objects.filter(**_owned(row))}
    wanted = sorted((resource, tick) for resource in names for tick in span)
    added = [key for key in wanted if key not in mine]
    if added and not _insert(scope, row, added):
        raise _not_free(scope, theatre, names, row)
    TickRow.objects.filter(id__in=[mine[key] for key in mine.keys() - set(wanted)]).delete()


def _not_free(scope: Scope, theatre: Theatre, names: dict[str, str], row: OperationRow) -> Taken:
    span = theatre.ticks
    found = _ticks(scope).filter(resource__in=names, tick__gte=span.start, tick__lt=span.stop)
    others = found.exclude(**_owned(row)).order_by("resource").values_list("resource", "operation_id")
    resource, operation = others.first() or ("", None)
    what = "another operation" if operation else "a visit, or holds one for somebody,"
    who = names.get(resource, "Somebody of the team")
    return Taken(
        "team-taken",
        f"{who} has {what} on {theatre.on:%-d %B %Y} while this operation would last.",
        "Choose another time, or move that first.",
    )


def release_claims(row: Owner) -> None:
    """Whoever wants the time of this booking, offer or operation may have it."""
    TickRow.objects.filter(**_owned(row)).delete()


def _insert(scope: Scope, row: Owner, keys: list[tuple[str, int]]) -> bool:
    """Whether all of them are claimed now; else none, and whoever has one of them has committed it."""
    claims = [
        TickRow(practice_id=scope.practice, resource=resource, tick=tick, **_owned(row))
        for resource, tick in keys
    ]
    try:
        with transaction.atomic():
            TickRow.objects.bulk_create(claims)
    except IntegrityError:
        return False
    return True


def _keys(claims: Collection[Claim]) -> list[tuple[str, int]]:
    return sorted((claim.resource, tick) for claim in claims for tick in range(claim.first, claim.end))


def _others(scope: Scope, needs: Needs, *, but: Owner | None = None) -> tuple[Claim, ...]:
    """The claims that decide on a visit, but for those of one owner."""
    first, end = needs.span
    found = _ticks(scope).filter(resource__in=needs.resources, tick__gte=first, tick__lt=end)
    return _claims(found.exclude(**_owned(but)) if but else found)


def _owned(row: Owner) -> dict[str, UUID]:
    """The column that names the owner of ticks."""
    match row:
        case BookingRow():
            return {"booking_id": row.id}
        case OfferRow():
            return {"offer_id": row.id}
        case OperationRow():
            return {"operation_id": row.id}


def _ticks(scope: Scope) -> QuerySet[TickRow]:
    return TickRow.objects.filter(practice_id=scope.practice)


def _claims(found: QuerySet[TickRow]) -> tuple[Claim, ...]:
    """Runs of ticks: whoever owns them claims each resource without a gap."""
    runs = found.values_list("resource", "booking_id", "offer_id", "operation_id").annotate(
        first=Min("tick"), ticks=Count("tick")
    )
    return tuple(
        Claim(resource=resource, first=first, ticks=ticks)
        for resource, _, _, _, first, ticks in runs.order_by("resource", "first")
    )
