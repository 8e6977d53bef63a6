"""Platelet-rich fibrin matrix, as one published series used it in gluteus medius repair (S7)."""

from enthesis.domain.biologics.fibrin import blood_counted, clot

PRODUCT = clot("prfm", "Platelet-rich fibrin matrix (PRFM)", typical=())

EXAMPLES = (blood_counted(),)
