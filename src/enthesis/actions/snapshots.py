"""De-identified records leave the house: who let them, when, how many, and exactly which."""

import re
from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Role
from enthesis.store.scope import Scope

DIGEST = re.compile(r"[0-9a-f]{64}")


@act(Role.RESEARCHER, Role.ADMINISTRATOR, Role.SYSTEM, once=False)
def record_snapshot(
    scope: Scope, *, hips: int, left_out: int, responses: int, schema: str, manifest: str, at: datetime
) -> Done:
    """The trail tells of a snapshot of the practice, by the SHA-256 of its manifest.

    Called before the snapshot can be seen, so that there is none of which the trail does not tell.
    """
    if not DIGEST.fullmatch(manifest):
        raise Invalid("manifest", "That is no SHA-256 of a manifest.", "Give 64 digits of base 16.")
    return Done(
        kind="practice",
        subject=scope.practice,
        detail={
            "hips": hips,
            "left_out": left_out,
            "responses": responses,
            "schema": schema,
            "manifest": manifest,
        },
    )
