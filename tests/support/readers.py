"""The two readers of a declaration beside each other."""

import math

import numpy as np

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.scoring import score_each
from enthesis.evidence.scores import score_columns
from tests.support.responses import unpacked

FEW = 5


def differences(instrument: Instrument, packed: np.ndarray) -> list[str]:
    """Where the two readers differ in value, answers counted or imputed; the first few."""
    columns = score_columns(instrument, packed)
    found: list[str] = []
    for place, row in enumerate(packed):
        for one in score_each(instrument, unpacked(instrument, row)):
            column = columns[one.scale]
            value = float(column.value[place])
            many = (None if math.isnan(value) else value, column.answered[place], column.imputed[place])
            single = (None if one.value is None else float(one.value), one.answered, len(one.imputed))
            if many != single:
                found.append(f"{one.scale} of {row.tolist()}: {single} singly, {many} in a column")
        if len(found) >= FEW:
            break
    return found
