"""What was measured in others' products, and what is known of activation: for comparison, never a limit."""

from enthesis.domain.biologics.reference import KitClass, Range, Reference, Yielded
from enthesis.domain.terms import Sourced, Tag, Wording


def _known(value: str, unit: str, source: str, note: str = "") -> Sourced:
    return Sourced(value, unit, tag="V", source=source, note=note)


def _range(low: str, high: str, unit: str, source: str) -> Range:
    return Range(low=_known(low, unit, source), high=_known(high, unit, source))


def _mean(title: str, value: str, spread: str, unit: str, source: str) -> Yielded:
    return Yielded(title=title, range=_range(value, value, unit, source), spread=_known(spread, unit, source))


def _said(text: str, source: str) -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source=source)


REFERENCES = (
    Reference(
        id="devices",
        title="Plasma of 20 devices",
        values=(Yielded(title="Platelet dose", range=_range("0.21", "5.43", "10*9", "S59")),),
        wording=_said("No device recovered more than 90 % of the platelets; three reached purity A.", "S59"),
    ),
    Reference(
        id="marrow_cells",
        title="Marrow of the anterior crest, one system, 80 people",
        values=(
            _mean("Stromal cells in the aspirate", "2048", "2004", "{cells}/mL", "S70"),
            _mean("Stromal cells in the concentrate", "5619", "7569", "{cells}/mL", "S70"),
            _mean("Concentrate over aspirate", "4.35", "2.09", "1", "S70"),
        ),
        wording=_said("Age, sex and body mass index did not predict the number.", "S70"),
    ),
    Reference(
        id="stromal_share",
        title="Stromal cells among nucleated cells of marrow",
        values=(Yielded(title="Share", range=_range("0.001", "0.01", "%", "S72")),),
    ),
    Reference(
        id="aspiration",
        title="Aspiration of the proximal humerus, 29 people",
        values=(Yielded(title="One pull", range=_range("10", "10", "mL", "S71")),),
        wording=_said(
            "Four pulls by 12 mL syringes; the first held most nucleated cells and colonies.", "S71"
        ),
    ),
    Reference(
        id="cuff_dose",
        title="Marrow concentrate in rotator cuff repair",
        values=(
            Yielded(title="Stromal cells given", range=_range("51000", "51000", "{cells}", "S51")),
            Yielded(title="Volume given", range=_range("12", "12", "mL", "S51")),
        ),
    ),
    Reference(
        id="knee_dose",
        title="Platelet dose in osteoarthritis of the knee",
        values=(Yielded(title="Dose called effective", range=_range("10", "10", "10*9", "S67")),),
        wording=_said(
            "A systematic review found higher doses in trials with a positive result; their means were not "
            "read.",
            "S68",
        ),
    ),
    Reference(
        id="trials",
        title="What trials report",
        values=(
            Yielded(
                title="Of 132 trials of level I or II, composition characterised",
                range=_range("33", "33", "%", "S60b"),
            ),
            Yielded(title="Of the same, leukocytes told", range=_range("17", "17", "%", "S60b")),
            Yielded(
                title="Of 105 orthopaedic studies, preparation told in full",
                range=_range("10", "10", "%", "S57b"),
            ),
        ),
    ),
)


def _kit(kit: str, paw: str, mishra: str) -> KitClass:
    return KitClass(kit=kit, paw=paw, mishra=mishra, tag=Tag.VERIFIED, source="S58")


KITS = (
    _kit("ACP", "P2-Bβ", "3B"),
    _kit("Magellan", "P4-Aα", "1B"),
    _kit("GPS III", "P3-Aα", "1B"),
    _kit("SmartPReP2", "P3-Aα", "1B"),
)

ACTIVATION = (
    _said("Activation is not needed when the product goes into soft tissue.", "S64"),
    _said(
        "More thrombin did not release more growth factors; serum with calcium chloride made a gel.", "S66"
    ),
    _said("Calcium chloride raised PDGF-BB; HGF and IGF-1 did not change.", "S65"),
    _said("Calcium chloride releases gradually over a day, thrombin at once (low-quality source).", "S69"),
    _said("EDTA is not recommended; ACD-A or citrate is used (low-quality source).", "S69"),
    Wording(
        text="ACD-A is mixed with blood at about 1:7 to 1:10.",
        tag=Tag.RECALLED,
        note="Which ratio do the kits in use ask for?",
    ),
    Wording(
        text="Bovine thrombin may raise antibodies against factor V, with bleeding, and may cause allergy.",
        tag=Tag.RECALLED,
        note="Is bovine thrombin used here at all?",
    ),
)
