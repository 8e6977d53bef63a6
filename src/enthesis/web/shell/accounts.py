"""Staff accounts are made by the practice; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from enthesis.store.people import save_signed_in


class StaffAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Who has signed in anew may confirm with the password again."""
        super().login(request, user)
        save_signed_in(user.pk)
