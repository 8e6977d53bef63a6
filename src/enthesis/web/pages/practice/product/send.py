"""From a form of the bench to its act."""

from enthesis.actions import parting, products
from enthesis.actions.act import Permit, Receipt, permit_of
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.states import Act
from enthesis.web.pages.practice.product.form import (
    AdministerForm,
    CharacteriseForm,
    ConfirmForm,
    DiscardForm,
    PrepareForm,
    ProductForm,
    QuarantineForm,
    ReleaseForm,
    ResultForm,
    SplitForm,
    StartForm,
)
from enthesis.web.shell.requests import Request

PERMITS: dict[Act, Permit] = {
    Act.START_PROCESSING: permit_of(products.start_processing),
    Act.PREPARE: permit_of(products.prepare_product),
    Act.CHARACTERISE: permit_of(products.characterise_product),
    Act.ADD_RESULT: permit_of(products.add_result),
    Act.RELEASE: permit_of(products.release_product),
    Act.CONFIRM: permit_of(products.confirm_product),
    Act.ADMINISTER: permit_of(products.administer_product),
    Act.GIVE_OFF: permit_of(parting.split_product),
    Act.QUARANTINE: permit_of(products.quarantine_product),
    Act.DISCARD: permit_of(products.discard_product),
}


def send(request: Request, form: ProductForm) -> Receipt:
    """What the form says is done, by the person whose PIN is on it."""
    scope, at, product = request.scope, request.at, form.product.id
    told, read = form.cleaned_data, form.cleaned_data["version"]
    who = form.confirmed(scope)
    match form:
        case StartForm():
            return products.start_processing(
                scope,
                product,
                started_at=told["started_at"],
                scanned=told["product_scan"],
                deviation_reason=form.deviation_reason,
                confirmed=who,
                read=read,
                at=at,
            )
        case PrepareForm():
            return products.prepare_product(
                scope,
                product,
                form.preparation(),
                scanned=told["product_scan"],
                deviation_reason=form.deviation_reason,
                doubt_reasons=form.doubt_reasons,
                confirmed=who,
                read=read,
                at=at,
            )
        case CharacteriseForm():
            return products.characterise_product(
                scope,
                product,
                form.measurements,
                activator=form.activator,
                activation_detail=told.get("activation_detail", ""),
                doubt_reasons=form.doubt_reasons,
                deviation_reason=form.deviation_reason,
                confirmed=who,
                read=read,
                at=at,
            )
        case ResultForm():
            (value,) = form.measurements
            return products.add_result(
                scope, product, value, reason=told["reason"], confirmed=who, read=read, at=at
            )
        case ReleaseForm():
            return products.release_product(
                scope, product, scanned=told["product_scan"], confirmed=who, read=read, at=at
            )
        case ConfirmForm():
            return products.confirm_product(
                scope,
                product,
                product_scan=told["product_scan"],
                wristband_scan=told["wristband_scan"],
                confirmed=who,
                read=read,
                at=at,
            )
        case AdministerForm():
            return products.administer_product(
                scope,
                product,
                form.delivery(),
                product_scan=told["product_scan"],
                wristband_scan=told["wristband_scan"],
                zone=form.clock.zone,
                confirmed=who,
                read=read,
                at=at,
            )
        case SplitForm() | QuarantineForm() | DiscardForm():
            return _put_apart(request, form, who)
    raise TypeError(f"{type(form).__name__} is not sent at the bench.")


def _put_apart(
    request: Request, form: SplitForm | QuarantineForm | DiscardForm, confirmed: Confirmed
) -> Receipt:
    """It is divided, or out of use."""
    told = form.cleaned_data
    scope, product, read, at = request.scope, form.product.id, told["version"], request.at
    who = {"confirmed": confirmed, "read": read, "at": at}
    match form:
        case SplitForm():
            return parting.split_product(scope, product, form.volumes, scanned=told["product_scan"], **who)
        case QuarantineForm():
            return products.quarantine_product(scope, product, reason=told["reason"], **who)
        case DiscardForm():
            return products.discard_product(scope, product, reason=told["reason"], **who)
