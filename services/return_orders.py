"""Return orders (退货单): the merchant says how, the warehouse hands over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain import return_orders
from domain.batches import Key
from domain.documents import Action, DocumentKind
from domain.errors import ConfirmationRequired, Invalid, NotFound, Rejected
from domain.ids import decode_as
from domain.resolutions import Piece
from domain.return_orders import ENTERED, PACKED, ReturnMethod, ReturnOrderState, ReturnScope, enter_term
from domain.reverse_orders import PostalAddress, content_hash
from domain.text import write_moment
from models import Address, ExceptionCase, ReturnMethodEntry, ReturnOrder, ReturnOrderLine
from models.base import actor_columns
from services import cases
from services.dispositions import Disposition, SelfPickup, fetched, sent
from services.documents import Step, WithReason, act, begin, move, new_document
from services.evidence import EVIDENCE_IDS, check_certificate
from services.idempotency import Call, load_key, recall_or
from services.lines import Line, add_lines, check_lines, external_ids, found_among, rows_of
from services.validation import NUMBER, REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class PlatformLogistics:
    """To an entry of the order's merchant's address book, or to a new address: exactly one of the two."""

    address_id: str | None = None
    address: PostalAddress | None = None


@dataclass(frozen=True)
class Abandon:
    confirm: bool
    remark: str | None = None


@dataclass(frozen=True)
class EnterMethod(Step):
    method: PlatformLogistics | SelfPickup | Abandon = field(kw_only=True)


@dataclass(frozen=True)
class Pack(Step):
    scheduled_pickup_at: datetime | None = None


@dataclass(frozen=True)
class Ship(Step):
    carrier: str = field(kw_only=True)
    tracking_number: str = field(kw_only=True)


@dataclass(frozen=True)
class Collect(Step):
    verified_name: str = field(kw_only=True)


@dataclass(frozen=True)
class Sign(Step):
    shortfall: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Dispose(Step):
    certificate_evidence_id: str = field(kw_only=True)


def add(work: Work, case: ExceptionCase, scope: ReturnScope, pieces: Sequence[Piece]) -> ReturnOrder:
    due = enter_term(work.now, work.spans.return_method)
    order = ReturnOrder(
        **new_document(work, DocumentKind.RETURN_ORDER),
        merchant_id=case.merchant_id,
        cargo_owner_id=case.cargo_owner_id,
        warehouse_id=case.warehouse_id,
        source_case_id=case.id,
        scope=scope,
        state=ReturnOrderState.PENDING_CONFIRMATION,
        enter_due_soon_at=due.due_soon_at,
        enter_due_at=due.due_at,
    )
    begin(work, order, Action.CREATE, {"exceptionCase": case.number, "scope": scope.value})
    add_lines(work, ReturnOrderLine, "return_order_id", order, pieces)
    return order


# ───────────────────────── the merchant says how ─────────────────────────


async def enter_method(work: Work, command: EnterMethod) -> Key:
    """录入退货方式: insert-only, once for each return order."""
    problems = Problems()
    checked = _checked(problems, command.method)
    if isinstance(command.method, Abandon) and not command.method.confirm:
        problems.raise_any()
        raise Rejected(ConfirmationRequired(field=("method", "abandon", "confirm")))
    if checked.is_past(work.now):
        problems.raise_any()
        refusal = Invalid(field=("method", "self_pickup", "expected_pickup_at"), reason="PAST")
        # A repetition of a call that was in time then is answered all the same.
        answer = await recall_or(work, Call.of(problems, "enterReturnMethod", command), refusal)
        return load_key(answer)

    found: list[Disposition] = []

    async def find(order: ReturnOrder) -> None:
        entry = None
        if checked.address_id is not None:
            own = (Address.merchant_id == order.merchant_id, Address.id == checked.address_id)
            entry = await work.session.scalar(select(Address.address).where(*own))
        disposition = checked.with_address(entry)
        if disposition is None:
            raise NotFound(field=("method", "platform_logistics", "address_id"), reason="ADDRESS_NOT_FOUND")
        found.append(disposition)

    async def do(order: ReturnOrder) -> None:
        (disposition,) = found
        target = return_orders.check(order, Action.ENTER_RETURN_METHOD, work.now, ENTERED[disposition.method])
        submission = disposition.submission()
        digest = content_hash(submission)
        work.add(
            ReturnMethodEntry(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                return_order_id=order.id,
                at=work.now,
                content_hash=digest,
                **disposition.columns(),
                **actor_columns(work.actor),
            )
        )
        changes = {**submission, "contentHash": digest}
        move(
            work,
            order,
            Action.ENTER_RETURN_METHOD,
            target,
            changes,
            method=disposition.method,
            entered_at=work.now,
        )

    return await act(work, "enterReturnMethod", command, ReturnOrder, do, problems, find=find)


def _checked(problems: Problems, method: PlatformLogistics | SelfPickup | Abandon) -> Disposition:
    match method:
        case SelfPickup():
            return fetched(problems, ("method", "self_pickup"), method, ReturnMethod.SELF_PICKUP)
        case Abandon():
            remark = problems.optional_text(("method", "abandon", "remark"), method.remark, REMARK)
            return Disposition(ReturnMethod.ABANDON, remark=remark)
    path = ("method", "platform_logistics", "address")
    return sent(problems, path, ReturnMethod.PLATFORM_LOGISTICS, method.address_id, method.address)


# ───────────────────────── the warehouse hands over ─────────────────────────


async def pack(work: Work, command: Pack) -> Key:
    """With self pickup the warehouse sets the final time."""

    async def do(order: ReturnOrder) -> None:
        return_orders.check(order, Action.PACK, work.now)
        method = order.method
        assert method is not None  # by its state
        at = command.scheduled_pickup_at
        if at is not None and method is not ReturnMethod.SELF_PICKUP:
            raise Invalid(field=("scheduled_pickup_at",), reason="ONLY_SELF_PICKUP")
        if method is ReturnMethod.SELF_PICKUP and at is None:
            raise Invalid(field=("scheduled_pickup_at",), reason="MISSING")
        for line in await rows_of(work.session, ReturnOrderLine, "return_order_id", order):
            line.packed_quantity = line.quantity
        changes = {"scheduledPickupAt": write_moment(at) if at else None}
        move(work, order, Action.PACK, PACKED[method], changes, scheduled_pickup_at=at)

    return await act(work, "packReturn", command, ReturnOrder, do)


async def ship(work: Work, command: Ship) -> Key:
    problems = Problems()
    carrier = problems.text(("carrier",), command.carrier)
    number = problems.text(("tracking_number",), command.tracking_number, NUMBER)

    async def do(order: ReturnOrder) -> None:
        changes = {"carrier": carrier, "trackingNumber": number}
        move(work, order, Action.SHIP, changes=changes, carrier=carrier, tracking_number=number)

    return await act(work, "shipReturn", command, ReturnOrder, do, problems)


async def collect(work: Work, command: Collect) -> Key:
    problems = Problems()
    name = problems.text(("verified_name",), command.verified_name)

    async def do(order: ReturnOrder) -> None:
        move(work, order, Action.COLLECT, changes={"verifiedName": name}, verified_name=name, signed_at=work.now)
        await _signed(work, order, {})
        await _ended(work, order)

    return await act(work, "collectReturn", command, ReturnOrder, do, problems)


async def sign(work: Work, command: Sign) -> Key:
    """Signed for, less what is missing."""
    problems = Problems()
    shortfall = check_lines(problems, command.shortfall, ("shortfall",)) if command.shortfall else ()

    async def do(order: ReturnOrder) -> None:
        return_orders.check(order, Action.SIGN, work.now)
        lines = await rows_of(work.session, ReturnOrderLine, "return_order_id", order)
        packed = {line.goods_item_id: line.packed_quantity or 0 for line in lines}
        goods = await external_ids(work, order.merchant_id, packed) if shortfall else {}
        missing = {
            p.goods_item_id: p.quantity for p in found_among(shortfall, goods, packed, "MORE_THAN_SENT", "shortfall")
        }
        told = [{"goods": line.goods_external_id, "quantity": line.quantity} for line in shortfall]
        changes = {"shortfall": told or None}
        move(work, order, Action.SIGN, changes=changes, signed_at=work.now)
        await _signed(work, order, missing)
        await _ended(work, order)

    return await act(work, "signReturn", command, ReturnOrder, do, problems)


async def _signed(work: Work, order: ReturnOrder, missing: dict[UUID, int]) -> None:
    for line in await rows_of(work.session, ReturnOrderLine, "return_order_id", order):
        line.signed_quantity = (line.packed_quantity or 0) - missing.get(line.goods_item_id, 0)


async def dispose(work: Work, command: Dispose) -> Key:
    """With the certificate, which was attached to the order before."""
    id = decode_as(EVIDENCE_IDS, command.certificate_evidence_id)

    async def do(order: ReturnOrder) -> None:
        target = return_orders.check(order, Action.DISPOSE, work.now)
        move(
            work,
            order,
            Action.DISPOSE,
            target,
            {"certificateEvidenceId": command.certificate_evidence_id},
            certificate_id=id,
        )
        await _ended(work, order)

    return await act(
        work, "disposeReturn", command, ReturnOrder, do, find=lambda order: check_certificate(work, order, id)
    )


# ───────────────────────── the platform ─────────────────────────


async def force_abandon(work: Work, command: WithReason) -> Key:
    """Only when the time to enter a method has passed; what is abandoned waits to be disposed of by somebody."""
    return await _with_reason(
        work, "forceAbandon", command, Action.FORCE_ABANDON, method=ReturnMethod.ABANDON, entered_at=work.now
    )


async def cancel(work: Work, command: WithReason) -> Key:
    return await _with_reason(work, "cancelReturnOrder", command, Action.CANCEL)


async def _with_reason(work: Work, mutation: str, command: WithReason, action: Action, **columns: Any) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)

    async def do(order: ReturnOrder) -> None:
        target = return_orders.check(order, action, work.now)
        move(work, order, action, target, {"reason": reason}, **columns)
        await _ended(work, order)

    return await act(work, mutation, command, ReturnOrder, do, problems)


async def _ended(work: Work, order: ReturnOrder) -> None:
    if return_orders.MACHINE.terminal(order.state):
        await cases.close_if_done(work, order.merchant_id, order.source_case_id)
