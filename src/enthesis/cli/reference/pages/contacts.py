"""How those who are followed are asked, and whom somebody calls."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.contact.call_list import BUDGET, CALL, SPOKEN, UNSPOKEN
from enthesis.domain.pathway.contact.called import Outcome, Reason
from enthesis.domain.pathway.contact.rhythm import LINK, USUAL
from enthesis.domain.pathway.contact.worth import USUAL_WORTH
from enthesis.domain.terms import Sourced

TITLE = "Asking those who are followed"
SUMMARY = (
    "Messages leave from 08:00 to 20:00 on the clock of the person's office, at most one a day, by the ways "
    "the person agreed to. Both hips and all milestones of a person are one message. Nobody is asked before "
    "the first invitation of a milestone, after its window, once it is answered, or after a death, a "
    "withdrawal or a refusal. After messages in vain somebody calls. What somebody sends by hand keeps "
    "to the same numbers; a second message of one day leaves only where the patient asks for it. Whoever "
    "said when to call is called then, however often they were called, and no message leaves before."
)

_RHYTHM = (
    ("Messages of one window, at most", USUAL.most),
    *((f"From message {number} to the next", gap) for number, gap in enumerate(USUAL.gaps, start=1)),
    ("Between two messages to one person, at least", USUAL.apart),
    ("Silence by one way, after which the other is tried", USUAL.silence),
    ("From a form that was begun to its reminder", USUAL.begun),
    ("From the last message to a call", USUAL.quiet),
    ("Before a window closes, messages are not waited for", USUAL.closing),
    ("Calls of one window, at most, but for those the person asked for", USUAL.calls),
    ("A private link works for", LINK),
    *((f"Next call after “{outcome.label}”", number) for outcome, number in USUAL.again.items()),
)
_CALLS = (
    ("Minutes of calls a day, unless the practice file says another number", BUDGET),
    ("A call ahead is counted with", CALL),
    ("One in which somebody answered", SPOKEN),
    ("One that nobody answered", UNSPOKEN),
)
_WORTH = (
    *(
        (f"Weight of {milestone_called(name).title}", number)
        for name, number in USUAL_WORTH.milestones.items()
    ),
    ("The worth rises before the window closes, up to twice as much on its last day", USUAL_WORTH.soon),
    ("As much again for each study that misses the answers", USUAL_WORTH.study),
    ("Studies counted, at most", USUAL_WORTH.most_studies),
    ("What is left of the chance after each call in vain", USUAL_WORTH.in_vain),
)


def body() -> str:
    return "\n".join(
        (
            "## Rhythm\n\n" + _numbers(_RHYTHM),
            "## Calls\n\n" + _numbers(_CALLS),
            "## What a call is worth\n\nThe sum over the windows it is about, times the chance that it "
            "succeeds. Whoever said when to call is first.\n\n" + _numbers(_WORTH),
            "## Codes\n\n" + _codes(),
        )
    )


def _numbers(told: tuple[tuple[str, Sourced], ...]) -> str:
    rows = [(title, in_words(x), TRUST[x.tag], cite(x.source), x.note) for title, x in told]
    return table(("", "Number", "Trust", "Source", "To confirm"), rows)


def _codes() -> str:
    outcomes = [("What became of a call", code(one.value), one.label) for one in Outcome]
    reasons = [("Why somebody does not answer", code(one.value), one.label) for one in Reason]
    return table(("", "Code", "Meaning"), [*outcomes, *reasons])
