"""When a hip is asked how it is doing."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import PROXY
from enthesis.domain.outcomes.published import VISITS
from enthesis.domain.outcomes.schedule import COMPARISONS, MILESTONES, Milestone, asked_at
from enthesis.domain.pathway.after_operation import AROUND, INJECTION_LATE

TITLE = "Milestones"
SUMMARY = (
    "Days are counted from the day of surgery on the office's clock. The first day of a window belongs to "
    "it, the last day named does not. An answer before the day from which answers count is kept, and "
    "asked for again."
)

_DAYS = (
    ("opens", "Window opens"),
    ("target", "Target"),
    ("closes", "Window closes before"),
    ("invites", "First invitation"),
    ("counts_from", "Answers count from"),
)


def body() -> str:
    parts = (_booked(), _comparisons(), _visits(), _by_others())
    return "\n".join((*(_milestone(m) for m in MILESTONES), *parts))


def _milestone(milestone: Milestone) -> str:
    days = [(title, getattr(milestone, name)) for name, title in _DAYS]
    rows = [(title, in_words(x), TRUST[x.tag], cite(x.source), x.note) for title, x in days]
    asks = ", ".join(load_instrument(name).title for name in asked_at(milestone))
    return f"## {milestone.title}\n\n{code(milestone.id)}; asks {asks}.\n\n" + table(
        ("", "Day", "Trust", "Source", "To confirm"), rows
    )


def _booked() -> str:
    rows = [
        (what, in_words(x), TRUST[x.tag], cite(x.source), x.note)
        for what, x in (
            ("Around the day of the visit of 2 and of 6 weeks", AROUND),
            ("After the planned day of an injection, never before it", INJECTION_LATE),
        )
    ]
    return (
        "## Visits booked with an operation\n\nThey lie in the window of their milestone, as near to its day "
        "as a time is free; where none is, somebody has a task.\n\n"
        + table(("", "Days", "Trust", "Source", "To confirm"), rows)
    )


def _comparisons() -> str:
    rows = [
        (c.title, code(c.id), in_words(c.opens), in_words(c.closes), cite(c.opens.source))
        for c in COMPARISONS
    ]
    return (
        "## Windows of comparison\n\nOnly to compare with the publication a window is from: nobody is asked "
        "by it.\n\n" + table(("Window", "Id", "Opens", "Closes before", "Source"), rows)
    )


def _by_others() -> str:
    row = (PROXY.text, TRUST[PROXY.tag], cite(PROXY.source), PROXY.note)
    return (
        "## Answers of somebody else\n\n`proxy_counts` of the practice file decides it. On paper and by "
        "telephone it is asked who answers.\n\n" + table(("", "Trust", "Source", "To confirm"), [row])
    )


def _visits() -> str:
    rows = [
        (
            v.group,
            "before, " + ", ".join(str(m.value) for m in v.at[1:]),
            v.then,
            ", ".join(dict.fromkeys(cite(m.source) for m in v.at)),
        )
        for v in VISITS
    ]
    return "## When others ask\n\n" + table(("Group", "Months", "Then", "Source"), rows)
