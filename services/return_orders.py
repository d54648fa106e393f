"""Return orders (退货单): the merchant says how, the warehouse hands over."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from services.documents import Step, WithReason, act, begin, move, new_document
from services.idempotency import Call, recall_or
from services.lines import Line, check_lines, external_ids, found_among, rows_of
from services.validation import NUMBER, REMARK, Problems
from services.work import Work


@dataclass(frozen=True)
class PlatformLogistics:
    """To an entry of the order's merchant's address book, or to a new address: exactly one of the two."""

    address_id: str | None = None
    address: PostalAddress | None = None


@dataclass(frozen=True)
class SelfPickup:
    expected_pickup_at: datetime
    contact_name: str
    contact_phone: str
    remark: str | None = None


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
    for position, piece in enumerate(pieces):
        work.add(
            ReturnOrderLine(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                return_order_id=order.id,
                position=position,
                goods_item_id=piece.goods_item_id,
                quantity=piece.quantity,
            )
        )
    return order


# ───────────────────────── the merchant says how ─────────────────────────


@dataclass(frozen=True)
class _Entry:
    """A method as it will be entered, but for an address that is still to be looked up."""

    method: ReturnMethod
    expected_pickup_at: datetime | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    address: PostalAddress | None = None
    address_id: UUID | None = None
    remark: str | None = None


async def enter_method(work: Work, command: EnterMethod) -> Key:
    """录入退货方式: insert-only, once for each return order."""
    problems = Problems()
    checked = _checked(problems, command.method)
    at = checked.expected_pickup_at
    past = at is not None and at <= work.now
    if isinstance(command.method, Abandon) and not command.method.confirm:
        problems.raise_any()
        raise Rejected(ConfirmationRequired(field=("method", "abandon", "confirm")))
    if past:
        problems.raise_any()
        refusal = Invalid(field=("method", "self_pickup", "expected_pickup_at"), reason="PAST")
        # A repetition of a call that was in time then is answered all the same.
        answer = await recall_or(work, Call.of(problems, "enterReturnMethod", command), refusal)
        return (UUID(answer["key"][0]), UUID(answer["key"][1]))

    found: list[_Entry] = []

    async def find(order: ReturnOrder) -> None:
        found.append(await _with_address(work, order, checked))

    async def do(order: ReturnOrder) -> None:
        (entry,) = found
        target = return_orders.check(order, Action.ENTER_RETURN_METHOD, work.now, ENTERED[entry.method])
        submission = _submission(entry)
        digest = content_hash(submission)
        work.add(
            ReturnMethodEntry(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                return_order_id=order.id,
                at=work.now,
                method=entry.method,
                expected_pickup_at=entry.expected_pickup_at,
                contact_name=entry.contact_name,
                contact_phone=entry.contact_phone,
                address=entry.address.as_json() if entry.address else None,
                remark=entry.remark,
                content_hash=digest,
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
            method=entry.method,
            entered_at=work.now,
        )

    return await act(work, "enterReturnMethod", command, ReturnOrder, do, problems, find=find)


def _checked(problems: Problems, method: PlatformLogistics | SelfPickup | Abandon) -> _Entry:
    match method:
        case SelfPickup():
            path = ("method", "self_pickup")
            at = method.expected_pickup_at
            return _Entry(
                ReturnMethod.SELF_PICKUP,
                expected_pickup_at=at.replace(microsecond=at.microsecond // 1000 * 1000),
                contact_name=problems.text((*path, "contact_name"), method.contact_name),
                contact_phone=problems.phone((*path, "contact_phone"), method.contact_phone),
                remark=problems.optional_text((*path, "remark"), method.remark, REMARK),
            )
        case Abandon():
            remark = problems.optional_text(("method", "abandon", "remark"), method.remark, REMARK)
            return _Entry(ReturnMethod.ABANDON, remark=remark)
    if method.address is None:
        # No id of an address at all: looked up all the same, so that it answers as a foreign one does.
        entry = decode_as("ad", method.address_id or "") or UUID(int=0)
        return _Entry(ReturnMethod.PLATFORM_LOGISTICS, address_id=entry)
    address = problems.address(("method", "platform_logistics", "address"), method.address)
    return _to(address)


def _to(address: PostalAddress) -> _Entry:
    return _Entry(
        ReturnMethod.PLATFORM_LOGISTICS,
        contact_name=address.recipient,
        contact_phone=address.phone,
        address=address,
    )


async def _with_address(work: Work, order: ReturnOrder, entry: _Entry) -> _Entry:
    if entry.address_id is None:
        return entry
    own = (Address.merchant_id == order.merchant_id, Address.id == entry.address_id)
    stored = await work.session.scalar(select(Address.address).where(*own))
    if stored is None:
        raise NotFound(field=("method", "platform_logistics", "address_id"), reason="ADDRESS_NOT_FOUND")
    return replace(_to(PostalAddress.from_json(stored)), address_id=entry.address_id)


def _submission(entry: _Entry) -> dict[str, Any]:
    """What was submitted, in the contract's names: what the content hash proves."""
    return {
        "method": entry.method.value,
        "expectedPickupAt": write_moment(entry.expected_pickup_at) if entry.expected_pickup_at else None,
        "contactName": entry.contact_name,
        "contactPhone": entry.contact_phone,
        "address": entry.address.as_json() if entry.address else None,
        "remark": entry.remark,
    }


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
        for line in await rows_of(work, ReturnOrderLine, "return_order_id", order.merchant_id, order.id):
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
        lines = await rows_of(work, ReturnOrderLine, "return_order_id", order.merchant_id, order.id)
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
    for line in await rows_of(work, ReturnOrderLine, "return_order_id", order.merchant_id, order.id):
        line.signed_quantity = (line.packed_quantity or 0) - missing.get(line.goods_item_id, 0)


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
