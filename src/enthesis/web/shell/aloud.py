"""What is read aloud before the first step, in the words of this hip: on the page and on paper the same."""

from django.utils.translation import gettext as _

from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.time_out import Item
from enthesis.domain.people.consent import Purpose
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.plan_words import biologic_words, graft_title


def read_aloud(file: CaseFile) -> dict[Item, str]:
    """A sentence for each point, in their order."""
    plan = file.signed_plan
    side = _("LEFT hip") if file.case.side is Side.LEFT else _("RIGHT hip")
    return {
        Item.PATIENT: _("The patient has said name and date of birth, and the wristband agrees."),
        Item.SIDE: _("The side is the one of the plan, the consent and the images: %(side)s.")
        % {"side": side},
        Item.SITE_MARK: _("The mark of the site is seen, and it is on this side."),
        Item.PROCEDURE: _("The operation is the one of the signed plan: %(plan)s.") % {"plan": _plan(plan)},
        Item.CONSENT: consent_words(file),
        Item.PRODUCT: _product(plan),
        Item.ALLERGIES: _("Allergies have been said aloud."),
        Item.IMPLANTS: _implants(plan),
    }


def _plan(plan: Plan | None) -> str:
    if plan is None:
        return _("none")
    parts = [name_of(plan.approach).lower(), name_of(plan.repair).lower()]
    return ", ".join(part for part in parts if part != "none")


def _product(plan: Plan | None) -> str:
    if plan is None or plan.biologic is None:
        return _("No product is planned, and none is in the room.")
    return _("The product is the planned one, and who collects and checks it is named: %(product)s.") % {
        "product": biologic_words(plan.biologic)
    }


def _implants(plan: Plan | None) -> str:
    if plan is None or not (plan.anchors or plan.has_graft):
        return _("Implants are in the room, and none is past its day.")
    parts = [_("anchors: %(n)d") % {"n": plan.anchors}] if plan.anchors else []
    parts += [graft_title(plan.graft).lower()] if plan.has_graft else []
    return _("Implants are in the room, and none is past its day: %(what)s.") % {"what": ", ".join(parts)}


def consent_words(file: CaseFile) -> str:
    """What is on record of the consent, a missing or refused one in capitals."""
    plan = file.signed_plan
    if plan is None or plan.biologic is None:
        return _("Consent to the operation is signed.")
    decided = file.consent_to(plan.biologic.product)
    if decided is None or decided.purpose is not Purpose.PRODUCT:
        return _("Consent to the operation is signed. NO CONSENT TO THE PRODUCT IS ON RECORD.")
    if not decided.given:
        return _("Consent to the operation is signed. THE PATIENT REFUSED THE PRODUCT.")
    return _("Consent to the operation and to the product is signed (%(form)s).") % {"form": decided.text}
