"""Whether a repair failed, and whether the tendon tore again. What nobody knows stays unknown."""


def is_failure(*, torn_again: bool | None, deep_infection_operated: bool | None) -> bool | None:
    """Whether the repair failed; None while what is known decides neither way."""
    return _any(torn_again, deep_infection_operated)


def is_retear(
    *,
    discontinuous_on_mri: bool | None,
    symptoms: bool | None,
    found_on_examination: bool | None,
    found_on_mri: bool | None,
) -> bool | None:
    """Whether the tendon tore again: discontinuous on imaging, or felt, examined and imaged as torn.

    None while what is known decides neither way: without imaging a new tear is neither said nor excluded.
    """
    return _any(discontinuous_on_mri, _all(symptoms, found_on_examination, found_on_mri))


def _any(*told: bool | None) -> bool | None:
    if True in told:
        return True
    return None if None in told else False


def _all(*told: bool | None) -> bool | None:
    if False in told:
        return False
    return None if None in told else True


FAILURES: tuple[tuple[str, bool | None, bool | None, bool | None], ...] = (
    ("torn again", True, False, True),
    ("torn again, infection not known", True, None, True),
    ("infection operated on", False, True, True),
    ("neither", False, False, False),
    ("no tear, infection not known", False, None, None),
    ("nothing known", None, None, None),
)
"""Name, torn again, deep infection operated on, failure."""

EXAMPLES: tuple[tuple[str, tuple[bool | None, bool | None, bool | None, bool | None], bool | None], ...] = (
    ("a gap on imaging is enough", (True, False, None, None), True),
    ("felt, examined and imaged", (False, True, True, True), True),
    ("felt and examined, imaging not read for it", (False, True, True, None), None),
    ("felt, not found on examination", (False, True, False, True), False),
    ("no complaints and no gap", (False, False, None, None), False),
    ("no complaints, not imaged", (None, False, None, None), None),
    ("nothing known", (None, None, None, None), None),
)
"""Name; gap on imaging, symptoms, found on examination, found on imaging; new tear."""
