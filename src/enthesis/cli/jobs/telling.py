"""Tells a run's progress to the pages: the newest, once a second at most, from a thread of its own."""

import threading
from types import TracebackType
from uuid import UUID

from django.db import Error, connections

from enthesis.domain.errors import Stale
from enthesis.store.scope import Scope
from enthesis.store.studies import Progress, save_progress
from enthesis.store.work import Leased

EVERY = 1.0  # second


class Telling:
    """`tell(doing)` begins the next of `steps` steps. Raises Stale when another worker has taken over."""

    def __init__(self, scope: Scope, run: UUID, held: Leased, *, steps: int) -> None:
        self.scope, self.run, self.held = scope, run, held
        self.newest = Progress(steps=steps)
        self.stale: Stale | None = None
        self.news, self.ended = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._work, name="telling", daemon=True)

    def __enter__(self) -> "Telling":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ended.set()
        self.news.set()
        self.thread.join()

    def tell(self, doing: str) -> None:
        if self.stale is not None:
            raise self.stale
        self.newest = Progress(doing=doing, step=self.newest.step + 1, steps=self.newest.steps)
        self.news.set()

    def tell_part(self, done: int, of: int) -> None:
        """How much of the step is done."""
        now = self.newest
        percent = min(100, 100 * done // of) if of else None
        self.newest = Progress(doing=now.doing, step=now.step, steps=now.steps, percent=percent)
        self.news.set()

    def _work(self) -> None:
        try:
            while self.news.wait() and not self.ended.is_set() and self.stale is None:
                self.news.clear()
                self._save()
                self.ended.wait(EVERY)
        finally:
            connections.close_all()

    def _save(self) -> None:
        """A database that is busy is no reason to stop computing; that another worker has the job is one."""
        try:
            save_progress(self.scope, self.run, self.held, self.newest)
        except Stale as problem:
            self.stale = problem
        except Error:
            self.news.set()
