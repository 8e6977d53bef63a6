"""Telephone numbers as people write them, and as machines dial them."""

import phonenumbers

from enthesis.domain.errors import Invalid

FALLBACK = "US"


def region_of(telephone: str) -> str:
    """The region (ISO 3166) of a number in E.164 form. That of the practice reads its patients' numbers."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(telephone)) or FALLBACK
    except phonenumbers.NumberParseException:
        return FALLBACK


def e164(typed: str, region: str) -> str:
    """A typed number in E.164 form; without a country code it is read as one of the region.

    Raises Invalid for what is no number, empty text for none.
    """
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise Invalid("phone", f"{typed[:30]!r} is no telephone number.", "Enter it with its area code.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
