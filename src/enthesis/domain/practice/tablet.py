"""A tablet of the clinic that a patient answers on."""

from enthesis.domain.terms import Sourced

LOCKS_AFTER = Sourced(
    3, "min", tag="P", note="Is a tablet that nobody touches locked after three minutes in this practice?"
)
WAITS = Sourced(
    30, "min", tag="P", note="Is half an hour enough from handing a tablet over to the end of the answers?"
)
