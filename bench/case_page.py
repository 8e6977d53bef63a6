"""How much our work adds to a page: the case page beside an empty Django view, in the same process.

The peer is a view of Django's own that answers two letters through the same middleware. Prints the median of
each in milliseconds and their ratio; both are measured in turn, so that a busy machine slows both.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 60


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "demo"
        prepare(data)
        case, empty = pages()
        case(), empty()  # compile templates, fill caches
        times = [(timed(case), timed(empty)) for _ in range(ROUNDS)]
    ours, theirs = median(a for a, _ in times), median(b for _, b in times)
    print(f"case page    {ours * 1000:7.1f} ms")
    print(f"empty view   {theirs * 1000:7.1f} ms   the peer: Django through the same middleware")
    print(f"ratio        {median(a / b for a, b in times):7.1f}      median of {ROUNDS} pairs")


def prepare(data: Path) -> None:
    """A demonstration in that folder, made by a process of its own, and this process pointed at it."""
    command = ("demo", "prepare", "--data", str(data), "--hips", "12", "--seed", "1")
    subprocess.run([sys.executable, "-m", "enthesis.cli", *command], check=True, capture_output=True)
    os.environ.update(ENTHESIS_DATA=str(data), DJANGO_SETTINGS_MODULE="enthesis.config.settings.demo")


def pages() -> tuple[Callable[[], None], Callable[[], None]]:
    """The case page of an operated hip, and a view that answers "ok", both as the same surgeon gets them."""
    import django

    django.setup()
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from enthesis.config import urls
    from enthesis.store.models import CaseRow, PersonRow

    urls.urlpatterns.append(path("bench-empty/", lambda request: HttpResponse("ok")))
    client = Client(HTTP_HOST="localhost")
    surgeon = PersonRow.objects.get(email="surgeon@demo.example")
    client.force_login(surgeon, backend="allauth.account.auth_backends.AuthenticationBackend")
    case = CaseRow.objects.filter(stage="operated").order_by("opened_at").first()
    return fetch(client, f"/practice/cases/{case.id}/"), fetch(client, "/bench-empty/")


def fetch(client: object, address: str) -> Callable[[], None]:
    def get() -> None:
        answer = client.get(address)  # type: ignore[attr-defined]
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}.")

    return get


def timed(do: Callable[[], None]) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


if __name__ == "__main__":
    main()
