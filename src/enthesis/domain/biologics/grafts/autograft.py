"""The person's own tissue: the iliotibial band or another fascia. It has no package."""

from enthesis.domain.biologics.graft import GraftExample, GraftKind, Origin
from enthesis.domain.biologics.graft_reasons import CARRIED_OVER

GRAFT = GraftKind(id="autograft", title="Autograft", origin=Origin.OWN, needs=(), reasons=CARRIED_OVER)

EXAMPLES: tuple[GraftExample, ...] = (("nothing to record", {}, ()),)
