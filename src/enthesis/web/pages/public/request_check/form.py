"""Sending the request; another time may be chosen where the first has gone."""

from django import forms

from enthesis.web.shell.forms import ActForm


class SendForm(ActForm):
    slot = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
