"""Every address of the site: staff sign-in, then each page that is found in its folder."""

from django.urls import include, path

from enthesis.web.shell.discovery import urlpatterns as pages

urlpatterns = [path("accounts/", include("allauth.urls")), *pages()]

handler400 = "enthesis.web.shell.problems.bad_request"
handler403 = "enthesis.web.shell.problems.forbidden"
handler404 = "enthesis.web.shell.problems.not_found"
handler500 = "enthesis.web.shell.problems.server_error"
