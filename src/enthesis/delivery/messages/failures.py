"""Why a message did not leave. `why` is a short code for the log, never words of a server."""


class NotSent(Exception):
    """It may go out at another try."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Away(NotSent):
    """What carries the messages takes none now, this one or another: it was not even tried."""


class Refused(NotSent):
    """The address takes no messages, now or later."""


class Unwanted(NotSent):
    """Whoever has the address told the carrier to take no more messages from us."""
