from django import forms

from enthesis.domain.errors import Problem
from enthesis.web.shell.pins import NewPinForm


class OwnPinForm(NewPinForm):
    password = forms.CharField(
        label="Your password",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password."},
    )
    field_order = ("password", "pin", "again")

    def add_problem(self, problem: Problem) -> None:
        if problem.code == "wrong-password":
            self.add_error("password", str(problem))
        else:
            super().add_problem(problem)
