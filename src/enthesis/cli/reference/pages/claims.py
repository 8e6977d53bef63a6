"""What the public pages tell, claim by claim, and what states ask an office to print."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.information.catalogue import topics
from enthesis.domain.information.claim import REVIEW_EVERY, Claim
from enthesis.domain.information.topic import Topic
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.practice.state import State, states

TITLE = "Claims to the public"
SUMMARY = (
    "Everything the public pages tell of tears, repairs and products, with what it rests on. No claim says "
    f"that a product works. Each is read again within {in_words(REVIEW_EVERY)}, or the tests fail."
)


def body() -> str:
    return "\n".join(
        (*(_topic(topic) for topic in topics().values()), *(_state(s) for s in states().values()))
    )


def _topic(topic: Topic) -> str:
    header = ("Claim", "Told", "Trust", "Source", "Level", "Reviewed", "To confirm")
    return f"## {topic.title}\n\n" + table(header, [_row(claim) for claim in topic.claims])


def _row(claim: Claim) -> tuple[str, ...]:
    told = claim.text % {name: plain(number.value) for name, number in claim.numbers.items()}
    studied = " (investigational)" if claim.investigational else ""
    return (
        code(claim.id),
        f"{told}{studied}",
        TRUST[claim.tag],
        cite(claim.source),
        claim.level,
        claim.reviewed_on.isoformat(),
        claim.note,
    )


def _state(state: State) -> str:
    rows = [
        (
            code(duty.id),
            duty.asks,
            "on the office's page and the leaflet" if duty.on_public_pages else "among a patient's papers",
            duty.starts_on.isoformat(),
            TRUST[duty.tag],
            duty.note,
        )
        for duty in state.duties
    ]
    header = ("Duty", "Asks for", "Printed", "From", "Trust", "To confirm")
    return (
        f"## {state.name} ({state.code})\n\nThe text is counsel's; a practice enters it in its file.\n\n"
        + table(header, rows)
    )
