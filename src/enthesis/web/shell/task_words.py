"""What a task is about, in words, and where that is."""

from django.urls import reverse

from enthesis.store.about import About


def about_link(about: About | None) -> tuple[str, str]:
    """The name and the address; both empty for a task about nothing in the record."""
    if about is None:
        return "", ""
    if about.case is not None:
        return about.name, reverse("practice:case", kwargs={"case_id": about.case})
    if about.request is not None:
        return about.name, reverse("practice:request", kwargs={"request_id": about.request})
    return about.name, reverse("practice:patient", kwargs={"patient_id": about.patient})
