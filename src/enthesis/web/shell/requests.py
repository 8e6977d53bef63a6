"""The request as views see it: with its scope and its moment."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from enthesis.domain.practice.practice import Practice
from enthesis.store.links import Link, VisitLink
from enthesis.store.scope import Scope


class Request(HttpRequest):
    """`at` is the one reading of the clock; `scope` says in which practice and as whom the caller acts.

    `on_tablet`: a patient holds a tablet of the clinic.
    """

    at: datetime
    scope: Scope
    htmx: HtmxDetails
    link: Link
    visit_link: VisitLink
    practice: Practice
    on_tablet: bool
    user: Any
