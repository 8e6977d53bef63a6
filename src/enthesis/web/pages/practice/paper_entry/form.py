from django import forms

from enthesis.web.shell.paper_fields import PaperFields


class EntryForm(PaperFields):
    although_old = forms.BooleanField(
        label="A newer form was printed, and it is this one that the patient filled in.", required=False
    )
