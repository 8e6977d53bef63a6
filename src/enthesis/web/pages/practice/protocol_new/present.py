from dataclasses import dataclass

from enthesis.web.pages.practice.protocol_new.form import ProtocolForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolNewPage:
    """`after` is the published protocol it begins with, empty where it begins with none."""

    form: ProtocolForm
    title: str
    after: str
    back: str
    signer: str
