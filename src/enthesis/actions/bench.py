"""How an act at the bench runs: on the product as it stands now, with a trail even of what was refused."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.bench.giving import Refused
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import NotAllowed, Problem, Stale
from enthesis.domain.pathway.bench_limits import kind_at
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.store import case_files, cases, products
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope

Do = Callable[[Product, ProductKind, CaseFile], Product]


def handle(
    scope: Scope,
    product_id: UUID,
    do: Do,
    *,
    confirmed: Confirmed,
    read: int,
    at: datetime,
    is_safe: bool = False,
) -> Done:
    """One more event on a product, if it is still at the version `read`.

    The event does not move its case on, so the case is held: a refusal comes before it or after it. What the
    rules forbid is not done, and stays in the trail. What `is_safe` only puts out of use, wherever the case
    stands.
    """
    confirmed.check_is(scope, at=at)
    product, file = hold(scope, product_id)
    try:
        products.check_version(product, read)
        changed = do(product, kind_at(file.bench, product.kind), file)
        if not is_safe:
            stage_after(Act.HANDLE_PRODUCT, file.case.stage)
    except (NotAllowed, Stale) as problem:
        return refused(file, product, problem)
    products.save_product(scope, file.case, changed, read=read)
    return done(file, changed)


def hold(scope: Scope, product_id: UUID) -> tuple[Product, CaseFile]:
    """The product and its case as they stand; nobody else moves them until the transaction ends."""
    cases.lock_case(scope, products.load_product(scope, product_id).case)
    product = products.load_product(scope, product_id)
    return product, case_files.load_case_file(scope, product.case)


def done(file: CaseFile, product: Product) -> Done:
    return Done(
        kind="product",
        subject=product.id,
        patient=file.case.patient,
        detail={
            "case": str(file.case.id),
            "code": product.chain.product.text,
            "act": product.events[-1].act.value,
            "state": product.state.value,
        },
    )


def refused(file: CaseFile, product: Product, problem: Problem) -> Done:
    """Nothing changed; the trail says that it was refused, and by which checks."""
    checks = [r.check.value for r in problem.refusals] if isinstance(problem, Refused) else [problem.code]
    return Done(
        kind="product",
        subject=product.id,
        patient=file.case.patient,
        detail={
            "case": str(file.case.id),
            "code": product.chain.product.text,
            "refused": list(dict.fromkeys(checks)),
            "state": product.state.value,
        },
        refusal=problem,
    )
