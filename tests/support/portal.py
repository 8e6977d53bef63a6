"""A patient at a telephone: a private link, a date of birth, answers; all at the hip's own time."""

import re
from collections.abc import Mapping
from html import unescape
from typing import cast

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.actions.outcomes import issue_link
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.instruments.mhhs import MIXED
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.store.follow_ups import Mode, Response, list_responses, save_open_response
from enthesis.store.instruments import find_wording
from tests.support.cases import BORN, Hip

RIGHT = {"day": str(BORN.day), "month": str(BORN.month), "year": str(BORN.year)}
WRONG = {"day": "1", "month": "1", "year": "1950"}
MHHS = {f"a-{item}": str(points) for item, points in MIXED.items()}


class Telephone:
    """A browser of its own."""

    def __init__(self, hip: Hip, *, language: str = "en") -> None:
        self.client, self.hip = Client(headers={"accept-language": language}), hip

    def link(self, milestone: str = "baseline") -> str:
        token = issue_link(
            self.hip.house.desk, self.hip.case, milestone, wordings=DEMONSTRATION, at=self.hip.tick()
        ).secret
        return reverse("portal:link", kwargs={"token": token})

    def enter(self, milestone: str = "baseline") -> "Telephone":
        """By a new link with the right date of birth, and with none of the signs that must not wait."""
        assert self.post(self.link(milestone), RIGHT).status_code == 303
        assert self.post(reverse("portal:signs"), {"sign": "none"}).status_code == 303
        return self

    def get(self, url: str) -> HttpResponse:
        with time_machine.travel(self.hip.now, tick=False):
            return cast(HttpResponse, self.client.get(url))

    def post(self, url: str, typed: Mapping[str, str]) -> HttpResponse:
        with time_machine.travel(self.hip.tick(), tick=False):
            sent = {"submit_key": f"key at {self.hip.now}", **typed}
            return cast(HttpResponse, self.client.post(url, sent))

    def forms(self) -> dict[str, Response]:
        """The newest form of each instrument, as the record keeps it."""
        told = list_responses(self.hip.house.patient(self.hip.patient), self.hip.case)
        return {response.instrument: response for response in told}

    def ask(
        self, instrument: Instrument, milestone: str = "baseline", *, official: bool = False
    ) -> "Telephone":
        """A form of this instrument is open too, whether the milestone asks for it or not.

        In the `official` English words, where the practice has imported them.
        """
        kept = find_wording(self.hip.house.desk, instrument.id, "en") if official else None
        save_open_response(
            self.hip.house.desk,
            self.hip.file.case,
            milestone,
            instrument,
            wording=Wording.OFFICIAL if kept else Wording.LABELS,
            translation=str(kept.id) if kept else "",
            mode=Mode.LINK,
            at=self.hip.tick(),
        )
        return self

    def form(self, instrument: str = "mhhs") -> str:
        return reverse("portal:form", kwargs={"response_id": self.forms()[instrument].id})

    def send(self, instrument: str, typed: Mapping[str, str]) -> HttpResponse:
        place = self.form(instrument)
        self.post(place, typed)
        return self.post(f"{place}?q=end", {"go": "send"})


def words(response: HttpResponse) -> str:
    """The page as one line, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())
