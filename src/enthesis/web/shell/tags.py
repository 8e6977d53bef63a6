"""What every template may use without loading it."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def anchor(field: BoundField) -> str:
    """The id an error links to: the control itself, or the first choice of several."""
    if field.field.widget.__class__.__name__ in ("RadioSelect", "CheckboxSelectMultiple"):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)


@register.filter
def is_check(field: BoundField) -> bool:
    """Whether the control is one tick box, whose label stands beside it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def drawn(svg: str) -> SafeString:
    """A drawing made by this house's own code, never by a caller."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def phone(number: str) -> str:
    """A North American number as people write it there, (201) 733-5255; others as they are."""
    digits = number.removeprefix("+1")
    if number.startswith("+1") and len(digits) == 10 and digits.isdigit():
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return number


@register.filter
def split(words: str) -> list[str]:
    """Words between commas, for a template's own short lists."""
    return words.split(",")


@register.filter
def about(error: str, field: BoundField) -> str:
    """An error in the summary: with its field's label, unless its sentence already names it."""
    label = str(getattr(field.field, "named_in_full", field.label))
    return str(error) if label.lower() in str(error).lower() else f"{label} – {error}"
