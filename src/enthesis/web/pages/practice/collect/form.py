"""What is sent when blood or marrow is taken."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.steps import Anticoagulant, Harvest
from enthesis.web.shell.bench import BenchForm, choice, number, pin, scan, when, whole, word


class CollectForm(BenchForm):
    act = "collect"
    shown_at: ClassVar = {
        "wristband-mismatch": "wristband",
        "event-mismatch": "event_scan",
        "event-not-open": "event_scan",
    }

    collected_at = when(gettext_lazy("Collected at"))

    def __init__(self, *, kind: ProductKind, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        sites = [(s.id, s.label) for s in kind.sites]
        agents = Anticoagulant if kind.takes_anticoagulant else (Anticoagulant.NONE,)
        added = [(a.value, a.label) for a in agents]
        self.fields |= {
            "wristband": scan(gettext_lazy("Wristband"), CodeKind.WRISTBAND, autofocus=True),
            "event_scan": scan(
                gettext_lazy("Label of the therapy event"),
                CodeKind.EVENT,
                help_text=gettext_lazy("It is on the tube."),
            ),
            "site": choice(gettext_lazy("Taken from"), sites, big=len(sites) < 5)
            if sites
            else word(gettext_lazy("Taken from"), ask=gettext_lazy("Name the place.")),
            "collected_volume": number(
                gettext_lazy("Volume"), unit="mL", help_text=gettext_lazy("Without the anticoagulant.")
            ),
            "anticoagulant": choice(gettext_lazy("Anticoagulant"), added, big=True),
            "anticoagulant_volume": number(gettext_lazy("Anticoagulant volume"), unit="mL", required=False),
        }
        if not kind.takes_anticoagulant:
            del self.fields["anticoagulant_volume"]
            self.initial.setdefault("anticoagulant", Anticoagulant.NONE.value)
        if kind.needs_needle:
            self.fields["needle"] = word(
                gettext_lazy("Needle"), ask=gettext_lazy("Name the needle the marrow was aspirated with.")
            )
            self.fields["pulls"] = whole(gettext_lazy("Pulls"), most=99)
        self.fields["pin"] = pin()
        first = ("submit_key", "version", "wristband", "event_scan")
        self.order_fields([name for name in first if name in self.fields])
        self.fields["pin"] = self.fields.pop("pin")
        if len(sites) == 1:
            self.initial.setdefault("site", sites[0][0])

    def harvest(self) -> Harvest:
        told = self.cleaned_data
        return Harvest(
            site=told["site"],
            volume_ml=told["collected_volume"],
            anticoagulant=Anticoagulant(told["anticoagulant"]),
            anticoagulant_ml=told.get("anticoagulant_volume"),
            collected_at=told["collected_at"],
            needle=told.get("needle", ""),
            pulls=told.get("pulls"),
        )
