"""What a page tells machines, as JSON-LD in the words of schema.org: the practice, its people, its subject.

Only what the practice file and the claims say: no address that was not given, no rating, no promise.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Clinician, Office, Practice

CONTEXT = "https://schema.org"
SPECIALTY = f"{CONTEXT}/Musculoskeletal"
ABOUT = {
    "public:home": ("condition", "procedure"),
    "public:tear": ("condition",),
    "public:repair": ("procedure", "condition"),
    "public:biologics": ("condition", "procedure"),
    "public:safety": ("procedure",),
}

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The page itself; `url` is empty where the site does not know its own address."""

    view: str
    title: str
    description: str
    language: str
    url: str
    office: str
    reviewed_on: date | None


def graph(practice: Practice, page: Told, *, origin: str) -> Node:
    """The page, the practice with its offices, and its clinicians, bound to each other by their ids."""
    clinic = f"{origin}/#practice"
    people = [_physician(c, clinic, practice, origin) for c in practice.clinicians]
    return {
        "@context": CONTEXT,
        "@graph": [_page(page, clinic, people, origin), _clinic(practice, clinic, origin), *people],
    }


def as_script(told: Node) -> SafeString:
    """A data block for a page. Nothing in it can end the block: < > & are written as escapes."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    safe = text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308


def _page(page: Told, clinic: str, people: list[Node], origin: str) -> Node:
    medical = page.view in ABOUT
    node: Node = {
        "@type": "MedicalWebPage" if medical else "WebPage",
        "name": page.title,
        "description": page.description,
        "inLanguage": page.language,
        "publisher": {"@id": clinic},
    }
    if page.url:
        node |= {"@id": page.url, "url": page.url}
    if page.reviewed_on:
        node["lastReviewed"] = page.reviewed_on.isoformat()
    if medical:
        topics = {"condition": _condition, "procedure": _procedure}
        node |= {"specialty": SPECIALTY, "about": [topics[name]() for name in ABOUT[page.view]]}
    match page.view:
        case "public:surgeon":
            node["about"] = [{"@id": person["@id"]} for person in people]
        case "public:offices":
            node["about"] = [{"@id": clinic}]
        case "public:office":
            node["about"] = [{"@id": _office_id(page.office, origin)}]
    return node


def _condition() -> Node:
    return {
        "@type": "MedicalCondition",
        "name": _("Tear of the gluteus medius tendon"),
        "associatedAnatomy": {"@type": "AnatomicalStructure", "name": _("Gluteus medius tendon")},
        "relevantSpecialty": SPECIALTY,
    }


def _procedure() -> Node:
    return {
        "@type": "MedicalProcedure",
        "name": _("Repair of the gluteus medius tendon"),
        "bodyLocation": _("Side of the hip"),
        "relevantSpecialty": SPECIALTY,
    }


def _clinic(practice: Practice, clinic: str, origin: str) -> Node:
    node: Node = {
        "@type": "MedicalClinic",
        "@id": clinic,
        "name": practice.name,
        "medicalSpecialty": SPECIALTY,
        "department": [_office(office, practice, clinic, origin) for office in practice.offices],
    }
    return _reached(node, practice.telephone, f"{origin}/" if origin else "")


def _office(office: Office, practice: Practice, clinic: str, origin: str) -> Node:
    where: Node = {"@type": "PostalAddress", "addressRegion": office.state}
    if office.address:
        where["streetAddress"] = office.address
    node: Node = {
        "@type": "MedicalClinic",
        "@id": _office_id(office.slug, origin),
        "name": f"{practice.name} – {office.name}",
        "address": where,
        "parentOrganization": {"@id": clinic},
    }
    url = f"{origin}{reverse('public:office', kwargs={'office': office.slug})}" if origin else ""
    return _reached(node, office.telephone or practice.telephone, url)


def _office_id(slug: str, origin: str) -> str:
    return f"{origin}/#office-{slug}"


def _physician(clinician: Clinician, clinic: str, practice: Practice, origin: str) -> Node:
    title = f"{clinician.name}, {clinician.degrees}" if clinician.degrees else clinician.name
    node: Node = {
        "@type": "Physician",
        "@id": f"{origin}/#clinician-{clinician.slug}",
        "name": title,
        "medicalSpecialty": SPECIALTY,
        "parentOrganization": {"@id": clinic},
    }
    return _reached(node, practice.telephone, f"{origin}{reverse('public:surgeon')}" if origin else "")


def _reached(node: Node, telephone: str, url: str) -> Node:
    """With its telephone and address, where there are any."""
    return node | {name: told for name, told in (("telephone", telephone), ("url", url)) if told}
