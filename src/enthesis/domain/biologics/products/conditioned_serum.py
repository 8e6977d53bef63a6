"""Growth factors as autologous conditioned serum: blood that is incubated for hours before it is given."""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind, Typical
from enthesis.domain.biologics.law import NOT_FOUND
from enthesis.domain.biologics.moments import Incubation
from enthesis.domain.biologics.plasma import BLOOD, BLOOD_COUNTS, BLOOD_REDS, TIMES, VEIN
from enthesis.domain.terms import Option, Sourced, Tag, Wording

LEAST = Sourced(6, "h", tag="R", note="Is this the shortest incubation?")
MOST = Sourced(24, "h", tag="R", note="Is this the longest incubation?")

PRODUCT = ProductKind(
    id="acs",
    title="Growth factors (autologous conditioned serum)",
    option=Option.PRP,
    family=Family.SERUM,
    tissue=BLOOD,
    sites=(VEIN,),
    required=(),
    optional=(*BLOOD_COUNTS, *BLOOD_REDS),
    late=frozenset(),
    computed=TIMES,
    typical=(Typical(title="Incubation", low=LEAST, high=MOST),),
    limits=(),
    incubation=Incubation(id="acs-incubation", low=LEAST, high=MOST),
    takes_anticoagulant=False,
    excludes_same_day=Wording(
        text="Its blood is incubated for 6 to 24 hours, so blood of the same day cannot be given in the "
        "operation.",
        tag=Tag.RECALLED,
        note="Is no shorter incubation in use?",
    ),
    determination=Wording(
        text="Blood drawn on an earlier day: who determined that it may be given in the operation, when, and "
        "on what basis?",
        tag=Tag.PROPOSED,
        note="Is a recorded determination enough for blood of an earlier day?",
    ),
    regulation=(NOT_FOUND,),
    label_statements=AUTOLOGOUS_LABEL,
)

EXAMPLES = (
    Example(
        title="Incubated for six hours, nothing counted",
        collected_ml="50",
        output_ml="10",
        values={},
        computed={"minutes_to_processing": "10.0", "minutes_to_delivery": "422.0"},
        percent="73.3",
    ),
)
