"""Tells a run's progress to the pages: the newest, once a second at most, from a thread of its own."""

import threading
from types import TracebackType
from uuid import UUID

from django.db import connections

from enthesis.domain.errors import Stale
from enthesis.store.scope import Scope
from enthesis.store.studies import Progress, save_progress
from enthesis.store.work import Leased

EVERY = 1.0  # second


class Telling:
    """`tell(doing)` begins the next of `steps` steps. Raises Stale when another worker has taken over."""

    def __init__(self, scope: Scope, run: UUID, held: Leased, *, steps: int) -> None:
        self.scope, self.run, self.held, self.steps = scope, run, held, steps
        self.newest = Progress(steps=steps)
        self.ended, self.is_stale = threading.Event(), False
        self.thread = threading.Thread(target=self._tell, name="telling", daemon=True)

    def __enter__(self) -> "Telling":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self.thread.join()

    def tell(self, doing: str) -> None:
        if self.is_stale:
            raise Stale("lease", "This job was taken over by another worker.", "Leave it.")
        self.newest = Progress(doing=doing, step=self.newest.step + 1, steps=self.steps)

    def tell_part(self, done: int, of: int) -> None:
        """How much of the step is done."""
        now = self.newest
        percent = min(100, 100 * done // of) if of else None
        self.newest = Progress(doing=now.doing, step=now.step, steps=now.steps, percent=percent)

    def _tell(self) -> None:
        told: Progress | None = None
        try:
            while not self.is_stale:
                if (newest := self.newest) != told:
                    save_progress(self.scope, self.run, self.held, newest)
                    told = newest
                if self.ended.wait(EVERY):
                    return
        except Stale:
            self.is_stale = True
        finally:
            connections.close_all()
