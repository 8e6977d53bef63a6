"""What is sent when the first person on a sheet enters it, and when the second confirms it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.events import Outage
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.biologics.steps import Delivery, Route
from enthesis.web.shell.answers import yes_no
from enthesis.web.shell.bench import BenchForm, choice, number, pin, scan, when, word


class EnterForm(BenchForm):
    act = "enter_paper"

    product_scan = scan(gettext_lazy("Product code on the sheet"), CodeKind.PRODUCT, autofocus=True)
    wristband_scan = scan(gettext_lazy("Wristband code on the sheet"), CodeKind.WRISTBAND)
    since = when(gettext_lazy("No connection from"), begins_now=False)
    until = when(gettext_lazy("No connection until"), begins_now=False)
    why = word(
        gettext_lazy("Why there was no connection"), ask=gettext_lazy("Say why there was no connection.")
    )
    checked_at = when(gettext_lazy("Checked at"), begins_now=False)
    given_at = when(gettext_lazy("Given at"), begins_now=False)
    route = choice(gettext_lazy("Route"), [(r.value, r.label) for r in Route], big=True)
    site = word(gettext_lazy("Where in the hip"), ask=gettext_lazy("Say where in the hip it was given."))
    guidance = word(
        gettext_lazy("Guided by"),
        ask=gettext_lazy("Say what guided it: the eye, the scope, ultrasound, or nothing."),
    )
    image_guided = yes_no(gettext_lazy("Guided by imaging"))
    given_volume = number(gettext_lazy("Volume given"), unit="mL")

    def __init__(self, *, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["second"] = choice(gettext_lazy("Second person on the sheet"), people)
        self.fields["pin"] = pin()
        self.order_fields(["submit_key", "version", "product_scan", "wristband_scan", "second"])

    def outage(self) -> Outage:
        told = self.cleaned_data
        return Outage(since=told["since"], until=told["until"], why=told["why"])

    def delivery(self) -> Delivery:
        told = self.cleaned_data
        return Delivery(
            given_at=told["given_at"],
            route=Route(told["route"]),
            site=told["site"],
            guidance=told["guidance"],
            volume_ml=told["given_volume"],
            image_guided=told["image_guided"],
        )


class ConfirmForm(BenchForm):
    act = "confirm_paper"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["pin"] = pin()


FORMS = {form.act: form for form in (EnterForm, ConfirmForm)}
