"""What a visitor has typed so far: kept in their own browser, signed, for two hours, never in an address.

Nothing of it is on this side before it is sent. A browser keeps 4 kB of one cookie, so there are two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.forms import Form
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from msgspec import ValidationError, convert, json, to_builtins

from enthesis.domain.practice.red_flags import Urgency, is_emergency, most_urgent
from enthesis.web.shell.requests import Request

LASTS = timedelta(hours=2)
PATH = "/request/"
ABOUT, WHO = "asking", "asking-who"
LONGEST_VALUE = 600  # characters; more of one field is never kept

Typed = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`key` makes sending it twice harmless; `began` is when. `signs` is None where nobody was asked.

    `slot` is empty, and `settled` true, for whoever goes on without a time.
    """

    key: str = ""
    began: datetime | None = None
    signs: tuple[str, ...] | None = None
    hip: Typed = field(default_factory=dict)
    slot: str = ""
    settled: bool = False
    office: str = ""

    @property
    def may_go_on(self) -> bool:
        """Whether the signs were asked, and none of them must not wait."""
        return self.signs is not None and most_urgent(frozenset(self.signs)) is None

    @property
    def is_emergency(self) -> bool:
        return self.signs is not None and is_emergency(self.signs)

    @property
    def must_call(self) -> bool:
        return self.signs is not None and most_urgent(frozenset(self.signs)) is Urgency.CALL_TODAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    about: About
    who: Typed


def load_asking(request: Request) -> Asking:
    """What the browser brought; nothing where it is too old, not ours, or not there."""
    about = _read(request, ABOUT)
    try:
        told = convert(about, About, strict=False) if about else About()
        return Asking(about=told, who=convert(_read(request, WHO) or {}, Typed))
    except ValidationError:
        return Asking(about=About(), who={})


def keep(request: Request, response: HttpResponse, asking: Asking) -> HttpResponse:
    """The answer, with what was typed for the next pages."""
    about = asking.about
    if not about.key:
        about = replace(about, key=str(uuid4()), began=request.at)
    for name, told in ((ABOUT, to_builtins(about)), (WHO, dict(asking.who))):
        response.set_cookie(
            name,
            signing.dumps(told, salt=name, serializer=_Json, compress=True),
            max_age=LASTS,
            path=PATH,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def seen_of(asking: Asking) -> str:
    """A digest of everything that is asked for: it differs where anything of it does."""
    about = asking.about
    told = (sorted(about.hip.items()), sorted(asking.who.items()), about.slot, about.office)
    return sha256(json.encode(told)).hexdigest()


def forget(response: HttpResponse) -> HttpResponse:
    for name in (ABOUT, WHO):
        response.delete_cookie(name, path=PATH, samesite="Lax")
    return response


def typed(form: Form) -> Typed:
    """What a bound form was sent, good or not: nobody types it twice."""
    found: dict[str, tuple[str, ...]] = {}
    for name in form.fields:
        sent = form.data.getlist(name) if isinstance(form.data, MultiValueDict) else [form.data.get(name, "")]
        if name != "submit_key" and any(sent):
            found[name] = tuple(str(value)[:LONGEST_VALUE] for value in sent[:20])
    return found


def initial(told: Typed, many: tuple[str, ...] = ()) -> dict[str, object]:
    """What a form begins with; `many` are the fields of several answers."""
    return {name: list(values) if name in many else values[-1] for name, values in told.items() if values}


def sent(told: Typed, key: str) -> MultiValueDict[str, str]:
    """What was typed on an earlier page, as its form would get it now."""
    return MultiValueDict({**{name: list(values) for name, values in told.items()}, "submit_key": [key]})


def _read(request: Request, name: str) -> object | None:
    value = request.COOKIES.get(name, "")
    try:
        found: object = signing.loads(value, salt=name, serializer=_Json, max_age=LASTS)
    except signing.BadSignature:
        return None
    return found


class _Json:
    """Half as long as the framework's own for whoever does not write ASCII."""

    def dumps(self, told: object) -> bytes:
        return json.encode(told)

    def loads(self, data: bytes) -> object:
        return json.decode(data)
