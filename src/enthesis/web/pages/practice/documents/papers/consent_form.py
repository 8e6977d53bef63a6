"""The consent form: what is planned, what is not known of it, what could be done instead. Signed by hand."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Facts, Paper, Part, Points, Text
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.kind import Family, ProductKind
from enthesis.domain.information.catalogue import claims, topics
from enthesis.domain.information.claim import Claim
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.named_risks import TOLD, risks_of
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, SignedPlan, Timing
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.pathway.technique import BandRelease, Footprint, Transfer
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write
from enthesis.web.shell.information import claim_words
from enthesis.web.shell.present import day

NOT_STUDIED = {
    Family.PLASMA: "no-study-of-prp",
    Family.MARROW: "no-study-of-marrow",
    Family.FIBRIN: "prfm",
}
RULES = {
    Family.PLASMA: ("blood-product", "off-label"),
    Family.MARROW: ("marrow-in-dispute",),
    Family.CULTURED: ("grown-cells",),
}
NOT_FOR = "not-for"  # the question of the page on safety that tells who should not have a product
MARROW_ONLY = ("register", "register-serious", "register-growths", "draw-serious", "draw-site")
ONLY_WITH = {**dict.fromkeys(MARROW_ONLY, Family.MARROW), "plasma-register": Family.PLASMA}
ONLY_WITH_GRAFT = frozenset({"second-look"})


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made; empty when it can."""
    plan = file.signed_plan
    if plan is None:
        return _("It is made of the signed plan, and there is none.")
    after = plan.biologic is not None and plan.biologic.timing is Timing.AFTER
    if file.latest(Start) is not None and not after:
        return _("The operation has begun: what it is asked for is done. Consent is asked before.")
    return ""


def compose(setting: Setting) -> Paper:
    plan, signed = setting.file.signed_plan, setting.file.latest(SignedPlan)
    if plan is None or signed is None:
        raise LookupError("A consent form is made of a signed plan.")
    return write(
        setting,
        _("Consent to an operation on the hip"),
        Text(text=_("Read this with the person who explains it. Ask whatever you want to know.")),
        Facts(heading=_("Where, when and by whom"), rows=tuple(_booked(setting))),
        Points(heading=_("What is done"), points=tuple(_steps(plan))),
        *_about_product(plan),
        *_not_for(plan),
        Points(heading=_("What can go wrong"), points=tuple(_named(plan))),
        Points(heading=_("What was counted"), points=tuple(_risks(plan))),
        Points(heading=_("What could be done instead"), points=_instead(plan)),
        Box(heading=_("What nobody knows"), points=tuple(_unknown(plan))),
        Text(
            heading=_("Your decision"),
            text=_(
                "You may say no, to all of it or to the product alone, and you may change your mind until it "
                "is done. Your care goes on either way."
            ),
        ),
        signed=signed,
        meaning=_("Plan signed by the surgeon"),
        lines=(_("Patient: name, signature, day"), _("Explained by: name, signature, day")),
    )


def _steps(plan: Plan) -> Iterator[str]:
    yield {
        Approach.ENDOSCOPIC: _("The operation is done through small cuts, with a camera."),
        Approach.MINI_OPEN: _("The operation is done through a short open cut."),
        Approach.OPEN: _("The operation is done through an open cut."),
    }[plan.approach]
    if plan.approach is not Approach.OPEN:
        yield _("It may turn out during the operation that an open cut is needed.")
    if plan.release not in (None, BandRelease.NONE):
        yield _("The strong band on the side of the thigh is opened or loosened.")
    if plan.bursectomy:
        yield _("The inflamed cushion over the bone (bursa) is taken away.")
    if plan.footprint not in (None, Footprint.NONE):
        yield _("The surface of the bone is freshened where the tendon goes.")
    planned = {
        "debridement": plan.debridement,
        "micropuncture": plan.holes is not None,
        "reattachment": plan.repair is not Repair.NONE,
        "graft": plan.has_graft,
        "biologic": plan.biologic is not None,
    }
    for step in topics()["repair"].steps:
        if planned.get(step.id):
            product = plan.biologic if step.id == "biologic" else None
            title = load_kind(product.product).title if product else step.title
            yield f"{_(title)}: {claim_words(step.claim)}"
    if plan.transfer not in (None, Transfer.NONE):
        yield _("A muscle is moved to do the work of the tendon. Your surgeon says which one.")
    besides = [*_besides(plan.besides or ()), *([plan.concomitant] if plan.concomitant.strip() else [])]
    if besides:
        yield _("In the same operation, as your surgeon explains: %(what)s.") % {"what": "; ".join(besides)}


def _besides(planned: tuple[Concomitant, ...]) -> Iterator[str]:
    names = {
        Concomitant.LABRAL_REPAIR: _("repair of the labrum"),
        Concomitant.LABRAL_RECONSTRUCTION: _("reconstruction of the labrum"),
        Concomitant.LABRAL_DEBRIDEMENT: _("damaged labrum removed"),
        Concomitant.LABRAL_AUGMENTATION: _("augmentation of the labrum"),
        Concomitant.FEMOROPLASTY: _("reshaping of the femoral head and neck"),
        Concomitant.ACETABULOPLASTY: _("reshaping of the rim of the socket"),
        Concomitant.CAPSULAR_CLOSURE: _("closure of the joint capsule"),
        Concomitant.CAPSULAR_RELEASE: _("release of the joint capsule"),
        Concomitant.LIGAMENTUM_TERES_DEBRIDEMENT: _("frayed ligamentum teres removed"),
        Concomitant.LOOSE_BODY: _("loose piece taken out of the joint"),
        Concomitant.CHONDROPLASTY: _("smoothing of cartilage"),
        Concomitant.MICROFRACTURE: _("microfracture where cartilage is missing"),
        Concomitant.ARTHROPLASTY: _("total hip replacement"),
        Concomitant.SCIATIC_NEUROLYSIS: _("freeing of the sciatic nerve"),
    }
    yield from (names[one] for one in planned)


def _about_product(plan: Plan) -> Iterator[Part]:
    if plan.biologic is None:
        return
    kind = load_kind(plan.biologic.product)
    rules = tuple(claim_words(claims()[name]) for name in RULES.get(kind.family, ()))
    yield Points(
        heading=_("The product of blood or marrow"),
        points=(_planned(plan.biologic, kind), *(rules or (_("What the rules say of it was not found."),))),
    )


def _planned(biologic: Biologic, kind: ProductKind) -> str:
    told = {
        Timing.DURING: _("%(product)s, given during the operation."),
        Timing.END_OF_PROCEDURE: _("%(product)s, given at the end of the operation."),
        Timing.AFTER: _("%(product)s, given on day %(day)s after the operation."),
    }[biologic.timing]
    return told % {"product": _(kind.title), "day": biologic.day}


def _booked(setting: Setting) -> Iterator[tuple[str, str]]:
    """Surgeon, hospital and day of the booking; where there is none, it is said."""
    booked = setting.booked
    open_still = _("not booked yet")
    yield _("Surgeon"), booked.surgeon.name if booked else open_still
    name = setting.practice.hospital_name(booked.theatre.hospital) if booked else open_still
    yield _("Hospital"), name
    yield _("Day of the operation"), day(booked.on) if booked else open_still


def _named(plan: Plan) -> Iterator[str]:
    """Each complication of this plan by name, and whom to ask about the rest."""
    yield claim_words(topics()["safety"].lead)
    yield from (_(TOLD[risk].text) for risk in risks_of(plan))
    yield _("Anesthesia has risks of its own. The person who gives it tells you about them.")
    yield _("This list does not hold everything that can go wrong. Ask your surgeon how it is for you.")


def _risks(plan: Plan) -> Iterator[str]:
    """What the public page on safety counts of the operation, and of a graft and product that are planned."""
    topic = topics()["safety"]
    family = load_kind(plan.biologic.product).family if plan.biologic else None
    for claim in (claim for q in topic.questions if q.id != NOT_FOR for claim in q.claims):
        told_with = ONLY_WITH.get(claim.id, family)
        if told_with is family and (plan.has_graft or claim.id not in ONLY_WITH_GRAFT):
            yield claim_words(claim)


def _not_for(plan: Plan) -> Iterator[Part]:
    if plan.biologic is not None:
        asked = topics()["safety"].question(NOT_FOR)
        yield Points(heading=_(asked.asked), points=tuple(map(claim_words, asked.claims)))


def _instead(plan: Plan) -> tuple[str, ...]:
    other = [
        _("Care without an operation: exercise, less load, medicines, an injection."),
        _("Waiting, and looking again."),
    ]
    if plan.options:
        other.append(_("The repair alone, with nothing added to it."))
    return tuple(other)


def _unknown(plan: Plan) -> Iterator[str]:
    found: list[Claim] = list(topics()["repair"].unknown)
    if plan.biologic is not None:
        of = NOT_STUDIED.get(load_kind(plan.biologic.product).family)
        found = [*([claims()[of]] if of else []), *found]
        found += [c for c in topics()["biologics"].unknown if c.id not in NOT_STUDIED.values()]
    yield from dict.fromkeys(claim_words(claim) for claim in found)
