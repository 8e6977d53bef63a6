"""Claims and topics as the public pages show them: in the reader's language, each with what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enthesis.domain.information.claim import Claim
from enthesis.domain.information.topic import Question, Step, Topic
from enthesis.domain.sources import SOURCES, Depth, cited_in
from enthesis.domain.terms import Sourced
from enthesis.web.shell.present import day

OWN_PAGE = "S0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source in the list of a page, by its number there; `href` is empty where no identifier was seen."""

    number: int
    id: str
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim in the reader's language, with the numbers of its sources.

    One that `has_line` says whether it is studied, its level and its day of review; the line names
    the `studies`.
    """

    id: str
    text: str
    sources: tuple[Cited, ...]
    level: str
    reviewed: str
    investigational: bool
    has_line: bool
    studies: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestion:
    id: str
    asked: str
    told: tuple[Told, ...]
    investigational: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStep:
    id: str
    title: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """`cells` are pairs: whose cell it is, and what it tells."""

    id: str
    asked: str
    cells: tuple[tuple[str, tuple[Told, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSideBySide:
    title: str
    columns: tuple[str, ...]
    rows: tuple[ToldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTopic:
    id: str
    title: str
    summary: str
    lead: Told
    questions: tuple[ToldQuestion, ...]
    steps: tuple[ToldStep, ...]
    compared: ToldSideBySide | None
    unknown: tuple[Told, ...]
    sources: tuple[Cited, ...]
    reviewed: str
    is_past_review: bool

    def question(self, name: str) -> ToldQuestion:
        return next(question for question in self.questions if question.id == name)


class Teller:
    """Tells claims of one page: a source has one number on it."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        named = dict.fromkeys(name for claim in claims for name in cited_in(claim.source))
        self.sources = tuple(_cited(number, name) for number, name in enumerate(named, 1))

    def tell(self, claim: Claim) -> Told:
        named = cited_in(claim.source)
        sources = tuple(cited for cited in self.sources if cited.id in named)
        tells_of_studies = claim.investigational or bool(claim.numbers or claim.level)
        return Told(
            id=claim.id,
            text=claim_words(claim),
            sources=sources,
            level=_level(claim),
            reviewed=_("Reviewed on %(day)s.") % {"day": day(claim.reviewed_on)},
            investigational=claim.investigational,
            has_line=tells_of_studies,
            studies=tuple(cited for cited in sources if tells_of_studies and cited.id != OWN_PAGE),
        )

    def ask(self, question: Question) -> ToldQuestion:
        return ToldQuestion(
            id=question.id,
            asked=_(question.asked),
            told=tuple(map(self.tell, question.claims)),
            investigational=question.investigational,
        )

    def step(self, step: Step) -> ToldStep:
        return ToldStep(id=step.id, title=_(step.title), told=self.tell(step.claim))


def tell_topic(topic: Topic, *, on: date) -> ToldTopic:
    """A whole topic, its sources numbered in the order in which the page comes to them.

    It says so when a claim is past its review on that day.
    """
    teller = Teller(topic.claims)
    return ToldTopic(
        id=topic.id,
        title=_(topic.title),
        summary=_(topic.summary),
        lead=teller.tell(topic.lead),
        questions=tuple(map(teller.ask, topic.questions)),
        steps=tuple(map(teller.step, topic.steps)),
        compared=_beside(topic, teller),
        unknown=tuple(map(teller.tell, topic.unknown)),
        sources=teller.sources,
        reviewed=_("Reviewed on %(day)s.") % {"day": day(topic.reviewed_on)},
        is_past_review=any(claim.is_past_review(on) for claim in topic.claims),
    )


def claim_words(claim: Claim) -> str:
    """What a claim says, in the reader's language."""
    return _(claim.text) % {name: number(told) for name, told in claim.numbers.items()}


def number(told: Sourced) -> str:
    """A number as readers of both languages write it: 5.9, 1,278."""
    return f"{told.value:,f}"


def _beside(topic: Topic, teller: Teller) -> ToldSideBySide | None:
    if topic.compared is None:
        return None
    columns = tuple(_(column) for column in topic.compared.columns)
    rows = tuple(
        ToldRow(
            id=row.id,
            asked=_(row.asked),
            cells=tuple(
                (column, tuple(map(teller.tell, cell)))
                for column, cell in zip(columns, row.cells, strict=True)
            ),
        )
        for row in topic.compared.rows
    )
    return ToldSideBySide(title=_(topic.compared.title), columns=columns, rows=rows)


def _level(claim: Claim) -> str:
    if claim.level:
        return _("Level of evidence %(level)s.") % {"level": claim.level}
    read = (SOURCES[name] for name in cited_in(claim.source))
    cites_a_paper = any(source.id != OWN_PAGE and source.depth is not Depth.PAGE for source in read)
    return _("Level of evidence not stated.") if cites_a_paper else ""


def _cited(place: int, name: str) -> Cited:
    source = SOURCES[name]
    return Cited(number=place, id=name, title=source.title, href=source.href)
