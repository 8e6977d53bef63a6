"""What the desk does about one request: small forms on one page."""

from typing import Any

from enthesis.domain.practice.triage import LONGEST_WORDS, NOTES, HowSoon, WhyDeclined
from enthesis.web.shell.answers import one_of, said, text, to_choose, yes_no
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.triage import Soon


class RequestForm(ActForm):
    """`act` says which of the forms of the page it is."""

    act = ""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{self.act}_%s", **kwargs)


class UrgencyForm(RequestForm):
    act = "urgency"
    injured = yes_no("It began with a fall or injury", help_text="As told on the telephone.")
    how_soon = one_of("Urgency", HowSoon, empty=None)
    words = text("Why", help_text="Needed where it is not the suggested urgency.", longest=LONGEST_WORDS)

    def __init__(self, data: Any, *, soon: Soon) -> None:
        now = {"how_soon": soon.how_soon.value, "injured": said(soon.injured), "words": soon.words}
        super().__init__(data, initial=now)


class NoteForm(RequestForm):
    act = "note"
    kind = to_choose("What", NOTES)
    words = text("Words", longest=LONGEST_WORDS)


class DeclineForm(RequestForm):
    act = "decline"
    why = to_choose("Reason", WhyDeclined)
    words = text("For the record", help_text="It is not sent to anybody.", longest=LONGEST_WORDS)


class CallForm(RequestForm):
    """Somebody was called about a sign that must not wait."""

    act = "call"
    words = text("What came of it", longest=LONGEST_WORDS)


FORMS: tuple[type[RequestForm], ...] = (UrgencyForm, NoteForm, DeclineForm, CallForm)
