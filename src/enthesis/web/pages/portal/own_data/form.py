from django import forms

from enthesis.domain.people.own_data import DataFormat
from enthesis.web.shell.forms import ActForm


class TakeForm(ActForm):
    form = forms.TypedChoiceField(choices=[(one.value, one.value) for one in DataFormat], coerce=DataFormat)
