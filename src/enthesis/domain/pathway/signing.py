"""What a signature covers."""

from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.terms import CaseId, HipId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """The content of a signature: the value, the hip and case it stands on, and who signed it when.

    The same words on another hip, by another person or at another moment are another content. `kind` is the
    kind of the entry. `judgement` is the digest of the candidacy a plan was signed on; empty for the rest.
    """

    case: CaseId
    hip: HipId
    kind: str
    value: object
    judgement: str
    by: PersonId
    name: str
    at: datetime
