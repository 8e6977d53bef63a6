"""What the component page shows: one sample of each part in each of its states."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from enthesis.domain.verdict import Verdict
from enthesis.web.pages.public.components.form import SampleForm
from enthesis.web.shell.present import (
    Button,
    Clock,
    Confirm,
    Figure,
    Moment,
    ProductCard,
    Progress,
    StoryEntry,
    Table,
    TrackStep,
    clock,
    moment_at,
)

LAYOUTS = {"practice": "Practice", "public": "Public", "portal": "Portal"}
AT = datetime(2027, 3, 12, 14, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentPage:
    layout: str
    theme: str
    layouts: tuple[tuple[str, str, bool], ...]
    form: SampleForm
    failed: SampleForm
    verdicts: tuple[Verdict | None, ...]
    track: tuple[TrackStep, ...]
    buttons: tuple[Button, ...]
    confirms: tuple[Confirm, ...]
    facts: tuple[tuple[str, str], ...]
    table: Table
    story: tuple[StoryEntry, ...]
    figure: Figure
    progress: Progress
    products: tuple[ProductCard, ...]
    clock: Clock
    moment: Moment
    start: Button
    days: tuple[tuple[str, tuple[str, ...]], ...]
    scale: tuple[int, ...]


def present(layout: str, *, theme: str) -> ComponentPage:
    return ComponentPage(
        layout=f"{layout}.html",
        theme=theme if theme in ("light", "dark") else "",
        layouts=tuple((name, label, name == layout) for name, label in LAYOUTS.items()),
        form=SampleForm(auto_id="good_%s"),
        failed=SampleForm({"submit_key": "sample", "platelets": "12000"}, auto_id="bad_%s"),
        verdicts=(*Verdict, None),
        track=_track(),
        buttons=_buttons(),
        confirms=_confirms(),
        facts=_facts(),
        table=_table(),
        story=_story(),
        figure=_figure(),
        progress=Progress(what="Reading 4,000 hips", done=2600, of=4000, words="65 %, about 20 s left"),
        products=_products(),
        clock=clock(AT - timedelta(minutes=23, seconds=41), AT, "since harvest"),
        moment=moment_at(AT, "America/New_York", "Manhattan"),
        start=Button(label="Enter a request", href="#empty"),
        days=(
            ("Monday 15", ("09:00", "09:30", "11:00")),
            ("Tuesday 16", ("13:30",)),
            ("Friday 19", ("08:00", "16:30")),
        ),
        scale=tuple(range(11)),
    )


def _track() -> tuple[TrackStep, ...]:
    return (
        TrackStep(label="Booked", state="done", when="4 Jan 2027"),
        TrackStep(label="Examined", state="done", when="18 Jan 2027"),
        TrackStep(label="Classified", state="done", when="18 Jan 2027"),
        TrackStep(label="Plan signed", state="now", when="2 Mar 2027"),
        TrackStep(label="Consented", state="next"),
        TrackStep(label="In theatre", state="next"),
        TrackStep(label="In follow-up", state="next", when="to 2037"),
    )


def _buttons() -> tuple[Button, ...]:
    return (
        Button(label="Sign the plan", href="#buttons", primary=True),
        Button(label="Print", href="#buttons"),
        Button(label="Withdraw", href="#buttons", danger=True),
        Button(label="Release", disabled=True, why="A second person has not checked this product yet."),
        Button(label="Not shown", show=False),
    )


def _confirms() -> tuple[Confirm, ...]:
    return (
        Confirm(
            label="Close the case",
            question="Close this case?",
            consequence="Nobody is reminded any more. The record stays readable.",
            action="/preferences/",
            yes="Yes, close it",
        ),
        Confirm(
            label="Discard the product",
            question="Discard PRP 7Q4M-2K?",
            consequence="It can then never be given. A discarded product stays discarded.",
            action="/preferences/",
            yes="Yes, discard it",
            danger=True,
        ),
    )


def _facts() -> tuple[tuple[str, str], ...]:
    return (
        ("Tear", "Full thickness, 14 mm retraction"),
        ("Scheme", "Lall type III"),
        ("Fatty infiltration", "Grade 2"),
        ("Prior injections", ""),
    )


def _table() -> Table:
    return Table(
        caption="Answered of due, by milestone",
        header=("Milestone", "Window", "Due", "Answered", "Share"),
        rows=(
            ("3 months", "10 to 16 weeks", "112", "103", "92 %"),
            ("1 year", "11 to 14 months", "87", "71", "82 %"),
            ("2 years", "22 to 27 months", "41", "30", "73 %"),
        ),
        numbers=("Due", "Answered", "Share"),
    )


def _story() -> tuple[StoryEntry, ...]:
    return (
        StoryEntry(
            title="Plan signed",
            when="2 March 2027, 16:10",
            who="Dana Whitfield",
            lines=("Endoscopic repair with micropuncture and platelet-rich plasma at the end.",),
            is_key=True,
            href="#story",
            link="Read the plan",
        ),
        StoryEntry(
            title="Platelets 212 ×10⁹/L",
            when="1 March 2027, 09:12",
            who="Ruth Amsel",
            lines=("From the laboratory.",),
        ),
        StoryEntry(
            title="Retraction 41 mm",
            when="18 January 2027, 11:40",
            who="Theo Lindqvist",
            lines=("MRI of 12 January.",),
            corrected_by="18 January 2027: 14 mm",
        ),
    )


MONTHS = ("Before", "3 mo", "6 mo", "1 y", "2 y")
ACROSS = (60, 160, 260, 360, 460)
HIP, LOW, MIDDLE, HIGH = (
    (51, 68, 79, 86, 88),
    (42, 58, 66, 72, 72),
    (52, 69, 78, 84, 85),
    (61, 79, 87, 93, 94),
)


def _figure() -> Figure:
    return Figure(
        title="Modified Harris hip score",
        description="This hip as a line, comparable hips as a band: median and quartiles. Sample data.",
        svg=_drawing(),
        header=("Time", "This hip", "Lower quartile", "Median", "Upper quartile"),
        rows=tuple(
            (month, *(str(scores[n]) for scores in (HIP, LOW, MIDDLE, HIGH)))
            for n, month in enumerate(MONTHS)
        ),
    )


def _drawing() -> str:
    ticks = "".join(
        f'<text x="{x}" y="212" text-anchor="middle">{month}</text>'
        for x, month in zip(ACROSS, MONTHS, strict=True)
    )
    lines = "".join(
        f'<text x="48" y="{_height(score) + 4}" text-anchor="end">{score}</text>'
        f'<path class="grid" d="M56 {_height(score)}H470"/>'
        for score in (0, 50, 100)
    )
    dots = "".join(
        f'<circle cx="{x}" cy="{_height(score)}" r="4"/>' for x, score in zip(ACROSS, HIP, strict=True)
    )
    band = f"{_points(HIGH)} {' '.join(reversed(_points(LOW).split()))}"
    return (
        '<svg viewBox="0 0 500 220" width="500" height="220" role="img" aria-label="Score over time">'
        f'{lines}{ticks}<polygon class="band" points="{band}"/>'
        f'<polyline class="middle" points="{_points(MIDDLE)}"/>'
        f'<polyline class="hip" points="{_points(HIP)}"/><g class="hip-dots">{dots}</g></svg>'
    )


def _height(score: int) -> int:
    return 190 - score * 17 // 10


def _points(scores: tuple[int, ...]) -> str:
    return " ".join(f"{x},{_height(score)}" for x, score in zip(ACROSS, scores, strict=True))


def _products() -> tuple[ProductCard, ...]:
    facts = (("Collected", "60 mL whole blood"), ("Expected", "5 to 7 mL"))
    return (
        ProductCard(
            title="Platelet-rich plasma",
            code="7Q4M-2K9X",
            look="open",
            facts=facts,
            clock=Clock(seconds=1421, since="since harvest"),
            buttons=(Button(label="Record the spin", href="#bench", primary=True),),
        ),
        ProductCard(
            title="Marrow concentrate",
            code="3HT8-VW0C",
            look="ready",
            facts=facts,
            clock=Clock(seconds=3905, since="since harvest"),
            buttons=(Button(label="Give it", disabled=True, why="A second person has not checked it yet."),),
        ),
        ProductCard(
            title="Platelet-rich plasma",
            code="0MBD-51RA",
            look="wrong",
            facts=facts,
            clock=Clock(seconds=15127, since="since harvest"),
            wrong="The wristband is of another patient. Stop and call the surgeon.",
        ),
    )
