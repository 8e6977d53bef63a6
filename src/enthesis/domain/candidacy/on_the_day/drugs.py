"""Drugs that a rule counts before the day: to be discussed with their prescriber, who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from enthesis.domain.candidacy.facts import Anticoagulation, BloodThinner, Facts, LastDay, LastDose
from enthesis.domain.candidacy.on_the_day.planned import A_DAY, DRAWN, Planned, first_day_within
from enthesis.domain.candidacy.on_the_day.recorded import Recorded
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import day_after, elapsed, span
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.candidacy.rules.anticoagulant import NAMES
from enthesis.domain.numbers import in_words
from enthesis.domain.pathway.readiness.clearance import Wanted
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic
from enthesis.domain.pathway.readiness.item import in_words as day_in_words
from enthesis.domain.practice.clearance_kind import PRESCRIBER
from enthesis.domain.terms import Option, Sourced, Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug:
    """`name` stands in a sentence; `numbers` are the rules that count it, with the name of their limit."""

    id: str
    title: str
    name: str
    fact: str
    numbers: tuple[tuple[str, str], ...]


DRUGS = (
    Drug(
        id="anticoagulant",
        title="Anticoagulant",
        name="an anticoagulant",
        fact="anticoagulation",
        numbers=(("COAG-1", "doac_within"),),
    ),
    Drug(
        id="aspirin",
        title="Aspirin",
        name="aspirin",
        fact="aspirin",
        numbers=(("APT-1", "aspirin_within"),),
    ),
    Drug(
        id="p2y12",
        title="P2Y12 inhibitor",
        name="a P2Y12 inhibitor (clopidogrel, prasugrel, ticagrelor)",
        fact="p2y12",
        numbers=(("APT-1", "p2y12_within"),),
    ),
    Drug(
        id="nsaid",
        title="NSAID",
        name="an NSAID",
        fact="nsaid",
        numbers=(("NSAID-1", "within"), ("NSAID-2", "within")),
    ),
    Drug(
        id="systemic-steroid",
        title="Systemic corticosteroid",
        name="a systemic corticosteroid",
        fact="systemic_steroid",
        numbers=(("STER-2", "within"),),
    ),
    Drug(
        id="steroid-injection",
        title="Corticosteroid injection at the hip",
        name="a corticosteroid injection at this hip",
        fact="steroid_injection",
        numbers=(("STER-1", "within"),),
    ),
)

TALK = Wording(
    text="What a rule counts before the day is discussed with whoever prescribed it, who decides; nobody is "
    "told to leave anything out.",
    tag=Tag.PROPOSED,
    note="Who discusses it with the prescriber, and must it be before the day from which the rule counts?",
)
# Whatever the plan adds, tendon and bone are operated on: rules that judge this are read for every plan.
SURGERY = Option.MICROPUNCTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """From which day a rule counts a drug; `limit` is None where it has no number and counts all the time."""

    rule: Rule
    limit: Sourced | None
    first: date | None


def drugs_on(
    planned: Planned, facts: Facts, policy: Policy, known: Recorded
) -> tuple[tuple[Item, ...], tuple[Wanted, ...]]:
    """What is known of each drug that a rule of the plan counts, and what is to be discussed.

    A drug in use waits for its prescriber, again once a newer dose is `known`. One nobody knows of is not
    known; one not taken is there.
    """
    items: list[Item] = []
    wanted: list[Wanted] = []
    for drug in DRUGS:
        reaches = tuple(_reaches(drug, planned, facts, policy))
        if not reaches:
            continue
        if is_in_use(drug, facts, policy):
            wanted.append(_to_discuss(drug, reaches, facts, known.since(drug.fact)))
        else:
            items.append(_item(drug, reaches, facts))
    return tuple(items), tuple(wanted)


def is_in_use(drug: Drug, facts: Facts, policy: Policy) -> bool | None:
    """Whether it was taken, when that was told, within the longest number that counts it; None: not known."""
    told = getattr(facts, drug.fact)
    match told:
        case None:
            return None
        case Anticoagulation():
            return told.drug is not BloodThinner.NONE
        case LastDose(taken=None) | LastDay(on=None):
            return False
    limits = [rule.limit(name, policy) for rule, name in _numbers(drug)]
    return any(_is_within(told, limit) for limit in limits)


def _is_within(told: LastDose | LastDay, limit: Sourced) -> bool:
    if isinstance(told, LastDose):
        return told.taken is not None and elapsed(told.taken, told.at) <= span(limit)
    return told.on is not None and told.at.date() <= day_after(told.on, limit)


def _numbers(drug: Drug) -> Iterator[tuple[Rule, str]]:
    by_code = {rule.code: rule for rule in rules()}
    yield from ((by_code[code], name) for code, name in drug.numbers)


def _reaches(drug: Drug, planned: Planned, facts: Facts, policy: Policy) -> Iterator[Reach]:
    """The rules that count it for this plan, the one that counts from the earliest day first."""
    found = []
    for rule, name in _numbers(drug):
        options = [o for o in (*planned.options, SURGERY) if o in rule.verdicts]
        numbered = _numbered(drug, options, facts)
        if options:
            limit = rule.limit(name, policy) if numbered else None
            found.append(Reach(rule=rule, limit=limit, first=_first(planned, numbered or options, limit)))
    yield from sorted(found, key=lambda reach: reach.first or date.min)


def _numbered(drug: Drug, options: list[Option], facts: Facts) -> list[Option]:
    """The options for which the rule's number counts: of anticoagulants a direct oral one's, for a draw."""
    if drug.fact != "anticoagulation":
        return options
    told = facts.anticoagulation
    is_direct = told is not None and told.drug is BloodThinner.DOAC
    return [option for option in options if option in DRAWN] if is_direct else []


def _first(planned: Planned, options: list[Option], limit: Sourced | None) -> date | None:
    moments = [planned.counts_at(option) for option in options]
    days = [at and (first_day_within(limit, at) if limit else at.date()) for at in moments]
    known = [on for on in days if on is not None]
    return min(known) if known and len(known) == len(days) else None


def _to_discuss(drug: Drug, reaches: tuple[Reach, ...], facts: Facts, since: datetime | None) -> Wanted:
    first = reaches[0].first
    before = f"before {day_in_words(first)}" if first else "before the day the product is collected"
    because = "; ".join(_because(reach) for reach in reaches)
    return Wanted(
        kind=PRESCRIBER,
        about=drug.id,
        title=drug.title,
        why=f"{_taken(facts, drug)} Discuss it with the prescriber {before}, because {because}.",
        source=", ".join(reach.rule.code for reach in reaches),
        due_on=first - A_DAY if first else None,
        topic=Topic.DRUG,
        each_day=True,
        since=since,
    )


def _because(reach: Reach) -> str:
    if reach.limit is None:
        trust = reach.rule.tag.beside(reach.rule.source)
        return f"{reach.rule.code} counts it as long as it is taken ({trust})"
    number = f"{in_words(reach.limit)} before the day"
    return f"{reach.rule.code} counts {number} ({reach.limit.tag.beside(reach.limit.source)})"


def _taken(facts: Facts, drug: Drug) -> str:
    """What is known of the last dose; one that is not known is asked for."""
    told = getattr(facts, drug.fact)
    if isinstance(told, LastDay) and told.on is not None:
        return f"Last on {day_in_words(told.on)}, as told on {day_in_words(told.at.date())}."
    if told.taken is not None:
        taken = told.taken.astimezone(facts.at.tzinfo).date()
        return f"Last taken on {day_in_words(taken)}, as told on {day_in_words(told.at.date())}."
    return f"{NAMES[told.drug]} is taken, and its last dose is not known: ask when it was."


def _item(drug: Drug, reaches: tuple[Reach, ...], facts: Facts) -> Item:
    told = getattr(facts, drug.fact)
    if told is None:
        standing, sentence = Standing.UNKNOWN, f"Nobody knows when {drug.name} was last taken or given: ask."
    else:
        standing = Standing.OK
        sentence = f"Nothing to discuss, as told on {day_in_words(told.at.date())}."
    first = reaches[0].first
    return Item(
        topic=Topic.DRUG,
        key=drug.id,
        title=drug.title,
        standing=standing,
        sentence=sentence,
        due_on=first - A_DAY if first else None,
        source=", ".join(dict.fromkeys(reach.rule.code for reach in reaches)),
    )
