"""Sending the request as it was shown; another time may be chosen where the first has gone."""

from django import forms

from enthesis.web.shell.forms import ActForm


class SendForm(ActForm):
    """`seen` is the digest of what the page showed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    slot = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
