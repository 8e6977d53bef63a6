"""Student's t for whole degrees of freedom, by its finite series (Abramowitz and Stegun 26.7.3, 26.7.4)."""

import math

_BISECTIONS = 80


def central_share(t: float, *, freedom: int) -> float:
    """The share of the distribution between −t and t."""
    if freedom < 1:
        raise ValueError(f"Student's t has one degree of freedom or more, not {freedom}.")
    return _share(math.atan(t / math.sqrt(freedom)), freedom)


def two_sided(share: float, *, freedom: int) -> float:
    """The t between whose negative and itself this share of the distribution lies."""
    if not 0 < share < 1:
        raise ValueError(f"A share lies between 0 and 1, not at {share}.")
    if freedom < 1:
        raise ValueError(f"Student's t has one degree of freedom or more, not {freedom}.")
    low, high = 0.0, math.pi / 2
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if _share(middle, freedom) < share else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _share(angle: float, freedom: int) -> float:
    sine, cosine = math.sin(angle), math.cos(angle)
    first = freedom % 2
    term = total = cosine if first else 1.0
    if freedom == 1:
        total = 0.0
    for k in range(2 + first, freedom - 1, 2):
        term *= cosine * cosine * (k - 1) / k
        total += term
    return 2 / math.pi * (angle + sine * total) if first else sine * total
