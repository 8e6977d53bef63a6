"""One press: run the protocol that was read."""

from django import forms

from enthesis.domain.errors import Stale
from enthesis.evidence.protocol import Protocol
from enthesis.web.shell.forms import ActForm


class RunForm(ActForm):
    """`protocol` is the SHA-256 of the protocol its reader saw."""

    protocol = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def read(self, protocol: Protocol) -> str:
        """The digest of the protocol, which is the one that was read. Raises Stale when it has changed."""
        if self.cleaned_data["protocol"] != protocol.digest:
            raise Stale(
                "protocol",
                "The protocol of this study has changed since you opened the page.",
                "Read it, then run the study.",
            )
        return protocol.digest
