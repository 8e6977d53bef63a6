"""A form with every kind of field, never saved anywhere."""

from django import forms

from enthesis.web.shell.forms import ActForm, MomentField


class SampleForm(ActForm):
    name = forms.CharField(label="Name", max_length=100)
    born = forms.DateField(
        label="Date of birth", widget=forms.DateInput(attrs={"type": "date"}), help_text="As on the card."
    )
    side = forms.ChoiceField(
        label="Which hip?", choices=(("left", "Left"), ("right", "Right")), widget=forms.RadioSelect
    )
    office = forms.ChoiceField(
        label="Office", choices=(("", "Choose"), ("ny", "Manhattan"), ("nj", "New Jersey"))
    )
    platelets = forms.IntegerField(
        label="Platelets",
        required=False,
        min_value=0,
        max_value=2000,
        help_text="In 10⁹/L, on the day of surgery.",
    )
    when = MomentField(label="Time of collection", required=False)
    code = forms.CharField(
        label="Product code",
        required=False,
        help_text="Scan it, or type it.",
        widget=forms.TextInput(attrs={"data-scan": "", "autocomplete": "off"}),
    )
    pin = forms.CharField(
        label="Your PIN",
        required=False,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-pin": "", "maxlength": 8}
        ),
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agrees = forms.BooleanField(label="I have read what was recorded")
