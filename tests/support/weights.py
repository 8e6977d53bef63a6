"""Weights that belong to nobody, as a site would bring them."""

from typing import Any

TABLE: dict[str, Any] = {
    "instrument": "promis-physical-function",
    "version": "1",
    "licence": "Agreement 9 of 2026 with the holder",
    "source": "A made-up table, edition 0",
    "scales": {"promis-physical-function": {"first": 10, "scores": [f"{10 + n}.5" for n in range(41)]}},
}
_LEVELS = {"1": "0", "2": "-1.5", "3": "-4.25", "4": "-9.125", "5": "-20"}
INDEX: dict[str, Any] = {
    "instrument": "eq-5d-5l",
    "version": "1",
    "licence": "Agreement 10 of 2026 with the holder",
    "source": "A made-up set of values, edition 0",
    "value_set": "made-up",
    "scales": {
        "eq-5d-5l-index": {
            "constant": 100,
            "weights": {f"dimension-{n}": _LEVELS for n in range(1, 6)},
        }
    },
}
