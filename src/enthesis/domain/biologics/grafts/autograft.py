"""The person's own tissue: the iliotibial band or another fascia. It has no package."""

from enthesis.domain.biologics.graft import GraftExample, GraftKind, Origin

GRAFT = GraftKind(id="autograft", title="Autograft", origin=Origin.OWN, needs=())

EXAMPLES: tuple[GraftExample, ...] = (("nothing to record", {}, ()),)
