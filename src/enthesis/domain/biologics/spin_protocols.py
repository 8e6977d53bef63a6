"""Published ways to spin blood, with their measured yield. Force is what is kept; speed needs its rotor."""

from enthesis.domain.biologics.reference import ProtocolSpin, Range, SpinProtocol, Yielded
from enthesis.domain.terms import Sourced


def _known(value: str, unit: str, source: str, note: str = "") -> Sourced:
    return Sourced(value, unit, tag="V", source=source, note=note)


def _range(low: str, high: str, unit: str, source: str) -> Range:
    return Range(low=_known(low, unit, source), high=_known(high, unit, source))


def _spin(force: tuple[str, str], minutes: tuple[str, str], source: str) -> ProtocolSpin:
    return ProtocolSpin(force=_range(*force, "[g]", source), time=_range(*minutes, "min", source))


SPIN_PROTOCOLS = (
    SpinProtocol(
        id="muthu",
        title="Muthu 2022, 40 people",
        spins=(_spin(("100", "100"), ("15", "15"), "S61"), _spin(("1600", "1600"), ("20", "20"), "S61")),
        taken=_range("10", "10", "mL", "S61"),
        handling="Keep the lower third.",
        yielded=(
            Yielded(title="Platelet recovery", range=_range("86", "99", "%", "S61")),
            Yielded(
                title="Platelets over baseline",
                range=_range("6.4", "6.4", "1", "S61"),
                spread=_known("0.8", "1", "S61"),
            ),
        ),
        source="S61",
    ),
    SpinProtocol(
        id="perez",
        title="Perez 2014, pure plasma",
        spins=(_spin(("100", "100"), ("10", "10"), "S62"), _spin(("400", "400"), ("10", "10"), "S62")),
        taken=_range("3.5", "3.5", "mL", "S62"),
        handling="Remove two thirds of the plasma.",
        yielded=(
            Yielded(title="Platelet recovery", range=_range("70", "80", "%", "S62")),
            Yielded(title="Platelets over baseline", range=_range("5", "5", "1", "S62")),
        ),
        source="S62",
    ),
    SpinProtocol(
        id="yin",
        title="Yin",
        spins=(_spin(("900", "900"), ("5", "5"), "S63"), _spin(("1500", "1500"), ("15", "15"), "S63")),
        taken=None,
        handling="For a gel, one part of ten per cent calcium gluconate to ten.",
        yielded=(
            Yielded(
                title="Platelet recovery, first spin",
                range=_range("92.0", "92.0", "%", "S63"),
                spread=_known("3.1", "%", "S63"),
            ),
            Yielded(
                title="Platelet recovery, second spin",
                range=_range("84.3", "84.3", "%", "S63"),
                spread=_known("10.0", "%", "S63"),
            ),
        ),
        source="S63",
    ),
    SpinProtocol(
        id="iadvl",
        title="Consensus of dermatologists (IADVL)",
        spins=(_spin(("100", "300"), ("5", "10"), "S64"), _spin(("400", "700"), ("10", "17"), "S64")),
        taken=None,
        handling="No activation for soft tissue.",
        yielded=(Yielded(title="Platelets aimed at", range=_range("1000", "1500", "10*3/uL", "S64")),),
        source="S64",
    ),
)
