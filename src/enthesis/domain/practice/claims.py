"""What a visit takes so that nobody else can: its clinician, a room, devices, a place for a new patient."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.resource import clinician_resource, places_resource
from enthesis.domain.practice.session import closing, opening
from enthesis.domain.practice.ticks import MINUTES, tick_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A resource is taken from the tick `first`, for so many `ticks`."""

    resource: str
    first: int
    ticks: int

    @property
    def end(self) -> int:
        """The first tick that is free again."""
        return self.first + self.ticks

    def meets(self, other: "Claim") -> bool:
        return self.resource == other.resource and self.first < other.end and other.first < self.end


def lines(claims: Iterable[Claim], origin: int, size: int) -> dict[str, int]:
    """What is taken of each resource in so many ticks from `origin` on, as bits."""
    marks: dict[str, bytearray] = {}
    for claim in claims:
        first, end = max(0, claim.first - origin), min(size, claim.first + claim.ticks - origin)
        if first < end:
            mark = marks.get(claim.resource)
            if mark is None:
                mark = marks[claim.resource] = bytearray(b"0" * size)
            mark[size - end : size - first] = b"1" * (end - first)
    return {resource: int(mark, 2) for resource, mark in marks.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How many new patients a session takes; each takes one tick of `resource` from the tick `opens` on."""

    resource: str
    number: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What one visit may claim: its clinician, of each of `choices` one resource, and one of `places`.

    `places` is None where nobody counts new patients.
    """

    visit: Visit
    clinician: Claim
    choices: tuple[tuple[str, ...], ...]
    places: Places | None = None

    @property
    def resources(self) -> frozenset[str]:
        """Everything whose claims decide on this visit."""
        beside = {resource for choice in self.choices for resource in choice}
        places = {self.places.resource} if self.places else set[str]()
        return frozenset({self.clinician.resource, *beside, *places})

    @property
    def span(self) -> tuple[int, int]:
        """From which to before which tick claims decide on this visit."""
        first, end = self.clinician.first, self.clinician.end
        return (min(first, self.places.opens), max(end, self.places.closes)) if self.places else (first, end)


def needs_of(site: Practice, visit: Visit) -> Needs:
    """What the visit may claim, by the practice as it is now. Raises NotFound for what it does not know."""
    kind = site.visit_type(visit.visit_type)
    first = tick_of(visit.starts_at) - kind.before // MINUTES
    ticks = (kind.before + visit.minutes + kind.after) // MINUTES
    return Needs(
        visit=visit,
        clinician=Claim(resource=clinician_resource(visit.clinician), first=first, ticks=ticks),
        choices=site.choices(kind, visit.office),
        places=_places(site, visit) if kind.new_patient else None,
    )


@dataclass(eq=False)
class Taken(NotAllowed):
    """A time that cannot be had. `next_free` are the nearest that can, where somebody has looked for them."""

    next_free: tuple[Visit, ...] = ()


def choose_claims(needs: Needs, taken: Collection[Claim], *, kept: Collection[str] = ()) -> tuple[Claim, ...]:
    """One claim for each need, in one order for every visit; `taken` are the claims of the others.

    What is `kept` comes first among equals: a visit that moves stays in its room if it can. Raises Taken
    where a need cannot be met.
    """
    time = f"{needs.visit.wall_start:%H:%M}"
    mine = needs.clinician
    if any(mine.meets(claim) for claim in taken):
        raise Taken("time-taken", f"{time} has just been taken.", "Choose another free time.")
    claims = [mine]
    for choice in needs.choices:
        free = _first_free(_at(mine, choice, kept), taken)
        if free is None:
            sentence = f"At {time} no room or device that this visit needs is free there."
            raise Taken("no-room", sentence, "Choose another free time.")
        claims.append(free)
    if needs.places is not None:
        place = _place(needs.places, taken)
        if place is None:
            sentence = f"{time} lies in a session that has no place left for a new patient."
            raise Taken("session-full", sentence, "Choose another free time.")
        claims.append(place)
    return tuple(sorted(claims, key=lambda claim: (claim.resource, claim.first)))


def offering(taken: Taken, asked: Visit, next_free: tuple[Visit, ...], site: Practice) -> Taken:
    """The refusal with the times that are free, by the names and clocks of their offices."""
    if not next_free:
        return Taken(taken.code, taken.sentence, "Choose another day, office or clinician.")
    times = [f"{free.wall_start:%A %d %B %Y, %H:%M}" for free in next_free]
    if any(free.office != asked.office for free in next_free):
        times = [f"{t} ({site.office(f.office).name})" for t, f in zip(times, next_free, strict=True)]
    sentence = f"{taken.sentence} The next free times: {'; '.join(times)}."
    return Taken(taken.code, sentence, "Choose one of them.", next_free)


def _places(site: Practice, visit: Visit) -> Places | None:
    """The places for new patients of the session the visit begins in, where they are counted."""
    day, begins = visit.wall_start.date(), visit.wall_start.time()
    for working in site.sessions_on(day, clinician=visit.clinician, office=visit.office):
        if working.opens <= begins < working.closes and working.new_patients is not None:
            return Places(
                resource=places_resource(visit.clinician, visit.office),
                number=working.new_patients,
                opens=opening(working, day, visit.zone),
                closes=closing(working, day, visit.zone),
            )
    return None


def _at(mine: Claim, resources: Iterable[str], kept: Collection[str]) -> Iterator[Claim]:
    for resource in sorted(resources, key=lambda r: r not in kept):
        yield Claim(resource=resource, first=mine.first, ticks=mine.ticks)


def _first_free(candidates: Iterable[Claim], taken: Collection[Claim]) -> Claim | None:
    free = (one for one in candidates if not any(one.meets(claim) for claim in taken))
    return next(free, None)


def _place(places: Places, taken: Collection[Claim]) -> Claim | None:
    """The first place nobody has, unless so many of the session are gone, whatever they were counted from."""
    gone = {
        claim.first
        for claim in taken
        if claim.resource == places.resource and places.opens <= claim.first < places.closes
    }
    free = (n for n in range(places.opens, places.opens + places.number) if n not in gone)
    place = next(free, None)
    if place is None or len(gone) >= places.number:
        return None
    return Claim(resource=places.resource, first=place, ticks=1)
