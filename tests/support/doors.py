"""Answers of doors, looked at by a test."""


def holds(told: object, expected: object) -> bool:
    """Whether an answer holds what is expected: each key, and the elements of a list in their order."""
    match told, expected:
        case dict(), dict():
            return all(key in told and holds(told[key], part) for key, part in expected.items())
        case list(), list():
            rest = iter(told)
            return all(any(holds(one, part) for one in rest) for part in expected)
        case _:
            return told == expected
