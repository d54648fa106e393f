"""What people do with reverse orders. Each use case: load and lock, decide, then write everything at once."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, update

from domain import batches, reverse_orders
from domain.batches import MOST_ITEMS, Batch, BatchOutcome, BatchPolicy, Key
from domain.documents import Action
from domain.errors import (
    AlreadySubmitted,
    BatchNotUniform,
    BatchTooLarge,
    ConfirmationRequired,
    DomainError,
    Invalid,
    NotFound,
    Rejected,
)
from domain.ids import decode_as, document_number, encode_id
from domain.reverse_orders import (
    CAUSES,
    DECIDED_TYPES,
    WAITING_STATES,
    BusinessModel,
    CustomsOutcome,
    PickupMethod,
    PostalAddress,
    ReverseOrderState,
    ReverseType,
    collect_term,
    content_hash,
    instruction_term,
)
from domain.text import write_moment
from models import (
    Address,
    CargoOwner,
    DestructionConfirmation,
    GoodsItem,
    Handover,
    Merchant,
    PickupRegistration,
    ReverseOrder,
    ReverseOrderLine,
    Warehouse,
)
from models.base import actor_columns
from services import batch
from services.batch import Selection
from services.idempotency import Call, recall, recall_or, remember
from services.queries.filters import At, compile_filter
from services.queries.reverse_orders import CONDITIONS, PREFIX
from services.scope import documents
from services.validation import NUMBER, REMARK, Problems
from services.work import Work

MOST_LINES = 500
# What a GraphQL Int, and the column, can hold.
MOST_PIECES = 2**31 - 1

Command = TypeVar("Command")


# ───────────────────────── the merchant's instructions, single and batch ─────────────────────────


@dataclass(frozen=True)
class SelfPickup:
    expected_pickup_at: datetime
    contact_name: str
    contact_phone: str
    remark: str | None = None


@dataclass(frozen=True)
class Forward:
    """To an entry of the order's merchant's address book, or to a new address: exactly one of the two."""

    address_id: str | None = None
    address: PostalAddress | None = None
    remark: str | None = None


@dataclass(frozen=True)
class Instruction:
    """What single and batch calls share. `expected_version` is for a single order."""

    mutation: str
    selection: Selection
    policy: BatchPolicy = BatchPolicy.ALL_OR_NOTHING
    dry_run: bool = False
    expected_version: int | None = None
    idempotency_key: str | None = None
    single: bool = False


@dataclass(frozen=True)
class RegisterPickup(Instruction):
    pickup: SelfPickup | Forward = field(kw_only=True)


@dataclass(frozen=True)
class ConfirmDestruction(Instruction):
    confirm: bool = field(kw_only=True)


@dataclass(frozen=True)
class _Checked:
    """A pickup as it will be registered, but for an address that is still to be looked up."""

    method: PickupMethod
    contact_name: str
    contact_phone: str
    expected_pickup_at: datetime | None = None
    address: PostalAddress | None = None
    address_id: UUID | None = None
    remark: str | None = None


async def register_pickup(work: Work, command: RegisterPickup) -> Batch:
    """登记提货, 批量登记提货: insert-only, once for each order."""
    problems = Problems()
    problems.key(command.idempotency_key)
    checked = _check_pickup(problems, command.pickup)
    problems.raise_any()
    call = _call(command)
    if checked.expected_pickup_at is not None and checked.expected_pickup_at <= work.now:
        # Also the repetition of a call that was in time then.
        past = Invalid(field=("pickup", "self_pickup", "expected_pickup_at"), reason="PAST")
        return batch.load(await recall_or(work, call, past))

    found = await _lock_selected(work, command.selection, _book_entry(checked.address_id))
    if (answer := await recall(work, call)) is not None:
        return batch.load(answer)

    plans = {id: _with_address(checked, entry) for id, entry in found.entries.items()}

    def refuse(order: ReverseOrder) -> None:
        reverse_orders.check(order, Action.REGISTER_PICKUP, expected_version=command.expected_version)
        if plans[order.id] is None:
            raise NotFound(field=("pickup", "forward", "address", "address_id"), reason="ADDRESS_NOT_FOUND")

    decided = _decide(work, command, found, refuse)
    orders = found.applied(decided)
    if decided.dry_run or not orders:
        return decided

    collect = checked.expected_pickup_at and collect_term(work.now, checked.expected_pickup_at, work.spans.collect)
    changes: dict[UUID, dict[str, Any]] = {}
    for order in orders:
        plan = plans[order.id]
        assert plan is not None  # refused above
        submission = _submission(plan)
        digest = content_hash(submission)
        changes[order.id] = {**submission, "contentHash": digest, "batchId": _batch_id(decided)}
        work.add(
            PickupRegistration(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                reverse_order_id=order.id,
                at=work.now,
                method=plan.method,
                expected_pickup_at=plan.expected_pickup_at,
                contact_name=plan.contact_name,
                contact_phone=plan.contact_phone,
                address=plan.address.as_json() if plan.address else None,
                remark=plan.remark,
                batch_id=decided.id,
                content_hash=digest,
                **actor_columns(work.actor),
            )
        )
    await _move(
        work,
        orders,
        Action.REGISTER_PICKUP,
        ReverseOrderState.AWAITING_PICKUP,
        changes,
        pickup_method=checked.method,
        instructed_at=work.now,
        collect_due_soon_at=collect.due_soon_at if collect else None,
        collect_due_at=collect.due_at if collect else None,
    )
    remember(work, call, batch.dump(decided))
    return decided


async def confirm_destruction(work: Work, command: ConfirmDestruction) -> Batch:
    """确认销毁: only with the second confirmation (二次确认), once for each order."""
    problems = Problems()
    problems.key(command.idempotency_key)
    problems.raise_any()
    if not command.confirm:
        raise Rejected(ConfirmationRequired(field=("confirm",)))
    call = _call(command)

    found = await _lock_selected(work, command.selection)
    if (answer := await recall(work, call)) is not None:
        return batch.load(answer)

    def refuse(order: ReverseOrder) -> None:
        reverse_orders.check(order, Action.CONFIRM_DESTRUCTION, expected_version=command.expected_version)

    decided = _decide(work, command, found, refuse)
    orders = found.applied(decided)
    if decided.dry_run or not orders:
        return decided

    work.add(
        *(
            DestructionConfirmation(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                reverse_order_id=order.id,
                at=work.now,
                batch_id=decided.id,
                **actor_columns(work.actor),
            )
            for order in orders
        )
    )
    changes = {order.id: {"batchId": _batch_id(decided)} for order in orders}
    await _move(
        work,
        orders,
        Action.CONFIRM_DESTRUCTION,
        ReverseOrderState.AWAITING_DESTRUCTION,
        changes,
        instructed_at=work.now,
    )
    remember(work, call, batch.dump(decided))
    return decided


def _check_pickup(problems: Problems, pickup: SelfPickup | Forward) -> _Checked:
    if isinstance(pickup, SelfPickup):
        path = ("pickup", "self_pickup")
        return _Checked(
            method=PickupMethod.SELF_PICKUP,
            expected_pickup_at=pickup.expected_pickup_at.replace(
                microsecond=pickup.expected_pickup_at.microsecond // 1000 * 1000
            ),
            contact_name=problems.text((*path, "contact_name"), pickup.contact_name),
            contact_phone=problems.phone((*path, "contact_phone"), pickup.contact_phone),
            remark=problems.optional_text((*path, "remark"), pickup.remark, REMARK),
        )
    path = ("pickup", "forward")
    remark = problems.optional_text((*path, "remark"), pickup.remark, REMARK)
    if pickup.address is None:
        entry = decode_as("ad", pickup.address_id or "")
        # No id of an address at all: looked up all the same, so that it answers as a foreign one does.
        return _Checked(PickupMethod.FORWARD, "", "", address_id=entry or UUID(int=0), remark=remark)
    address = problems.address((*path, "address", "address"), pickup.address)
    return _Checked(PickupMethod.FORWARD, address.recipient, address.phone, address=address, remark=remark)


def _book_entry(address_id: UUID | None) -> ColumnElement[Any] | None:
    """The book's entry, of each order's own merchant, read along with the orders."""
    if address_id is None:
        return None
    own = select(Address.address).where(Address.merchant_id == ReverseOrder.merchant_id, Address.id == address_id)
    return own.correlate(ReverseOrder).scalar_subquery()


def _with_address(checked: _Checked, entry: dict[str, Any] | None) -> _Checked | None:
    """The pickup with the book's address copied in; None where the book has no such entry."""
    if checked.address_id is None:
        return checked
    if entry is None:
        return None
    address = PostalAddress.from_json(entry)
    return replace(checked, address=address, contact_name=address.recipient, contact_phone=address.phone)


def _submission(plan: _Checked) -> dict[str, Any]:
    """What was submitted, in the contract's names: what the content hash proves."""
    return {
        "method": plan.method.value,
        "expectedPickupAt": write_moment(plan.expected_pickup_at) if plan.expected_pickup_at else None,
        "contactName": plan.contact_name,
        "contactPhone": plan.contact_phone,
        "address": plan.address.as_json() if plan.address else None,
        "remark": plan.remark,
    }


def _batch_id(decided: Batch) -> str | None:
    return encode_id("bt", decided.id) if decided.id else None


# ───────────────────────── locking, deciding, moving ─────────────────────────


@dataclass(frozen=True)
class _Found:
    """The selected orders that may be seen, locked, and every id as the caller wrote it."""

    named: dict[str, UUID | None]
    orders: dict[UUID, ReverseOrder]
    # What the extra column of the selection says of each order.
    entries: dict[UUID, Any]

    def applied(self, decided: Batch) -> list[ReverseOrder]:
        applied = {item.key for item in decided.items if item.outcome is BatchOutcome.APPLIED}
        return [order for order in self.orders.values() if _key(order) in applied]


async def _lock_selected(work: Work, selection: Selection, extra: ColumnElement[Any] | None = None) -> _Found:
    """Lock the selected orders in the order of their ids, so that two batches never wait for each other in a ring."""
    named = selection.checked(PREFIX, ("selection",))
    if named is None:
        try:
            at = At(("selection", "filter"), work.now, work.grants)
            condition = compile_filter(CONDITIONS, selection.filter, at)
        except DomainError as error:
            raise Rejected(error) from error
    else:
        condition = ReverseOrder.id.in_([id for id in named.values() if id])
    columns = (ReverseOrder,) if extra is None else (ReverseOrder, extra)
    statement: Select[Any] = select(*columns).where(condition)
    rows = (await work.session.execute(_locked(work, statement).limit(MOST_ITEMS + 1))).all()
    if len(rows) > MOST_ITEMS:
        raise Rejected(BatchTooLarge(field=("selection", "filter"), most=MOST_ITEMS, count=len(rows)))
    orders = {row[0].id: row[0] for row in rows}
    if named is None:
        named = {encode_id(PREFIX, id): id for id in orders}
    return _Found(named, orders, {row[0].id: row[-1] for row in rows})


def _locked(work: Work, statement: Select[Any]) -> Select[Any]:
    return (
        statement.where(documents(ReverseOrder, work.grants))
        .order_by(ReverseOrder.merchant_id, ReverseOrder.id)
        .with_for_update(of=ReverseOrder)
        .execution_options(populate_existing=True)
    )


def _decide(work: Work, command: Instruction, found: _Found, refuse: Callable[[ReverseOrder], None]) -> Batch:
    """Each item's verdict, before anything is written. A single call's refusal is the whole call's."""
    if len({order.warehouse_id for order in found.orders.values()}) > 1:
        raise Rejected(BatchNotUniform(field=("selection",)))
    verdicts: list[tuple[str, Key | None, DomainError | None]] = []
    for position, (id, value) in enumerate(found.named.items()):
        order = found.orders.get(value) if value else None
        missing = NotFound(field=("id",) if command.single else ("selection", "ids", position))
        verdicts.append((id, _key(order), _verdict(order, refuse)) if order else (id, None, missing))
    if command.single:
        for _, key, error in verdicts:
            if error:
                raise Rejected(error, document=key)
    items = batches.decide([(id, key, error.failure if error else None) for id, key, error in verdicts], command.policy)
    return Batch(id=None if command.dry_run or command.single else work.new_id(), dry_run=command.dry_run, items=items)


def _verdict(order: ReverseOrder, refuse: Callable[[ReverseOrder], None]) -> DomainError | None:
    try:
        refuse(order)
    except DomainError as error:
        return error
    return None


def _key(order: ReverseOrder) -> Key:
    return (order.merchant_id, order.id)


async def _move(
    work: Work,
    orders: Sequence[ReverseOrder],
    action: Action,
    to: ReverseOrderState,
    changes: dict[UUID, dict[str, Any]],
    **columns: Any,
) -> None:
    """One UPDATE for all, and an event for each. The orders are locked, and checked to admit the action."""
    await work.session.execute(
        update(ReverseOrder)
        .where(
            ReverseOrder.merchant_id.in_(sorted({order.merchant_id for order in orders})),
            ReverseOrder.id.in_([order.id for order in orders]),
        )
        .values(state=to, version=ReverseOrder.version + 1, updated_at=work.now, **columns)
        .execution_options(synchronize_session=False)
    )
    for order in orders:
        work.record(
            order,
            action,
            version=order.version + 1,
            from_state=order.state,
            to_state=to,
            changes=changes.get(order.id, {}),
        )


def _call(command: Instruction) -> Call:
    contents = asdict(command)
    del contents["idempotency_key"]
    return Call(command.mutation, command.idempotency_key, contents)


# ───────────────────────── one order, one step ─────────────────────────


@dataclass(frozen=True)
class Step:
    """A step of one order's life, by whoever the action belongs to."""

    id: str
    expected_version: int | None = None
    idempotency_key: str | None = None


@dataclass(frozen=True)
class DecideCustomsOutcome(Step):
    outcome: CustomsOutcome = field(kw_only=True)


@dataclass(frozen=True)
class ReportPickedUp(Step):
    verified_name: str = field(kw_only=True)


@dataclass(frozen=True)
class ReportForwarded(Step):
    carrier: str = field(kw_only=True)
    tracking_number: str = field(kw_only=True)


@dataclass(frozen=True)
class Cancel(Step):
    reason: str = field(kw_only=True)


async def decide_customs_outcome(work: Work, command: DecideCustomsOutcome) -> Key:
    decided = DECIDED_TYPES[command.outcome]
    due = instruction_term(work.now, work.spans.instruction)
    return await _step(
        work,
        command,
        Action.DECIDE_CUSTOMS_OUTCOME,
        {"outcome": command.outcome.value, "type": decided.value},
        to=WAITING_STATES[decided],
        type=decided,
        instruction_due_soon_at=due.due_soon_at,
        instruction_due_at=due.due_at,
    )


async def report_picked_up(work: Work, command: ReportPickedUp) -> Key:
    problems = Problems()
    name = problems.text(("verified_name",), command.verified_name)
    return await _step(
        work,
        command,
        Action.REPORT_PICKED_UP,
        {"verifiedName": name},
        problems=problems,
        handover={"verified_name": name},
        collected_at=work.now,
    )


async def report_forwarded(work: Work, command: ReportForwarded) -> Key:
    problems = Problems()
    carrier = problems.text(("carrier",), command.carrier)
    tracking_number = problems.text(("tracking_number",), command.tracking_number, NUMBER)
    return await _step(
        work,
        command,
        Action.REPORT_FORWARDED,
        {"carrier": carrier, "trackingNumber": tracking_number},
        problems=problems,
        handover={"carrier": carrier, "tracking_number": tracking_number},
    )


async def report_delivered(work: Work, command: Step) -> Key:
    return await _step(work, command, Action.REPORT_DELIVERED, {})


async def confirm_handling(work: Work, command: Step) -> Key:
    return await _step(work, command, Action.CONFIRM_HANDLING, {})


async def cancel(work: Work, command: Cancel) -> Key:
    problems = Problems()
    reason = problems.text(("reason",), command.reason, REMARK)
    return await _step(work, command, Action.CANCEL, {"reason": reason}, problems=problems)


async def _step(
    work: Work,
    command: Step,
    action: Action,
    changes: dict[str, Any],
    *,
    to: ReverseOrderState | None = None,
    problems: Problems | None = None,
    handover: dict[str, Any] | None = None,
    **columns: Any,
) -> Key:
    """Lock the order, check that it admits the action, move it, and answer its key."""
    problems = problems or Problems()
    problems.key(command.idempotency_key)
    problems.raise_any()
    contents = asdict(command)
    del contents["idempotency_key"]
    call = Call(action.value, command.idempotency_key, contents)

    by_id = select(ReverseOrder).where(ReverseOrder.id == decode_as(PREFIX, command.id))
    order: ReverseOrder | None = await work.session.scalar(_locked(work, by_id))
    if (answer := await recall(work, call)) is not None:
        return _recalled_key(answer)
    if order is None:
        raise Rejected(NotFound(field=("id",)))
    key = _key(order)
    try:
        target = reverse_orders.check(order, action, to=to, expected_version=command.expected_version)
    except DomainError as error:
        raise Rejected(error, document=key) from error
    if handover is not None:
        work.add(
            Handover(
                merchant_id=order.merchant_id,
                id=work.new_id(),
                reverse_order_id=order.id,
                at=work.now,
                **handover,
                **actor_columns(work.actor),
            )
        )
    await _move(work, [order], action, target, {order.id: changes}, **columns)
    remember(work, call, {"key": [str(part) for part in key]})
    return key


def _recalled_key(answer: dict[str, Any]) -> Key:
    key = batch.load_key(answer["key"])
    assert key is not None  # an answer is remembered only with its document
    return key


# ───────────────────────── a new order ─────────────────────────


@dataclass(frozen=True)
class NewLine:
    goods_external_id: str
    quantity: int
    lot_number: str | None = None


@dataclass(frozen=True)
class Create:
    merchant_code: str
    cargo_owner_code: str
    warehouse_code: str
    order_number: str
    type: ReverseType
    business_model: BusinessModel
    lines: tuple[NewLine, ...]
    sales_return_number: str | None = None
    reason: str | None = None
    forward_tracking_number: str | None = None
    reverse_tracking_number: str | None = None
    idempotency_key: str | None = None


async def create(work: Work, command: Create) -> Key:
    """A parcel that turned back, told by the service provider's system. All codes must be known."""
    checked = _check_new(command)
    call = Call("createReverseOrder", command.idempotency_key, asdict(replace(checked, idempotency_key=None)))
    if (answer := await recall(work, call)) is not None:
        return _recalled_key(answer)

    merchant, owner, warehouse = await _parties(work, checked)
    goods = await _goods(work, merchant, checked)
    if (first := await _existing(work, merchant, checked)) is not None:
        visible = work.grants.warehouse_ids is None or first.warehouse_id in work.grants.warehouse_ids
        raise Rejected(
            AlreadySubmitted(number=first.number)
            if visible
            else AlreadySubmitted(reason="ALREADY_SUBMITTED_ELSEWHERE"),
            document=_key(first) if visible else None,
        )

    state = WAITING_STATES[checked.type]
    due = None
    if state is not ReverseOrderState.AWAITING_DECISION:
        due = instruction_term(work.now, work.spans.instruction)
    id = work.new_id()
    order = ReverseOrder(
        merchant_id=merchant.id,
        id=id,
        number=document_number("RO", work.now, id),
        version=1,
        cargo_owner_id=owner.id,
        warehouse_id=warehouse.id,
        service_provider_id=warehouse.service_provider_id,
        created_at=work.now,
        updated_at=work.now,
        order_number=checked.order_number,
        sales_return_number=checked.sales_return_number,
        type=checked.type,
        cause=CAUSES[checked.type],
        state=state,
        business_model=checked.business_model,
        total_quantity=sum(line.quantity for line in checked.lines),
        forward_tracking_number=checked.forward_tracking_number,
        reverse_tracking_number=checked.reverse_tracking_number,
        reason=checked.reason,
        instruction_due_soon_at=due.due_soon_at if due else None,
        instruction_due_at=due.due_at if due else None,
    )
    work.add(order)
    for position, (line, item) in enumerate(zip(checked.lines, goods, strict=True)):
        work.add(
            ReverseOrderLine(
                merchant_id=merchant.id,
                id=work.new_id(),
                reverse_order_id=id,
                position=position,
                product_id=item.product_id,
                goods_item_id=item.id,
                quantity=line.quantity,
                lot_number=line.lot_number,
            )
        )
    changes = {"type": checked.type.value, "orderNumber": checked.order_number, "reason": checked.reason}
    work.record(order, Action.CREATE, version=1, from_state=None, to_state=state, changes=changes)
    remember(work, call, {"key": [str(merchant.id), str(id)]})
    return (merchant.id, id)


def _check_new(command: Create) -> Create:
    problems = Problems()

    def code(name: str) -> str:
        return problems.text((name,), getattr(command, name), NUMBER)

    def optional(name: str, longest: int = NUMBER) -> str | None:
        return problems.optional_text((name,), getattr(command, name), longest)

    if not command.lines:
        problems.add(("lines",), "EMPTY")
    if len(command.lines) > MOST_LINES:
        problems.add(("lines",), "TOO_MANY_LINES", most=MOST_LINES, count=len(command.lines))
    checked = replace(
        command,
        merchant_code=code("merchant_code"),
        cargo_owner_code=code("cargo_owner_code"),
        warehouse_code=code("warehouse_code"),
        order_number=code("order_number"),
        sales_return_number=optional("sales_return_number"),
        reason=optional("reason", REMARK),
        forward_tracking_number=optional("forward_tracking_number"),
        reverse_tracking_number=optional("reverse_tracking_number"),
        idempotency_key=problems.key(command.idempotency_key),
        lines=tuple(
            NewLine(
                goods_external_id=problems.text(("lines", i, "goods_external_id"), line.goods_external_id, NUMBER),
                quantity=problems.whole_number(("lines", i, "quantity"), line.quantity),
                lot_number=problems.optional_text(("lines", i, "lot_number"), line.lot_number, NUMBER),
            )
            for i, line in enumerate(command.lines)
        ),
    )
    total = sum(line.quantity for line in checked.lines)
    if total > MOST_PIECES:
        problems.add(("lines",), "TOO_LARGE", most=MOST_PIECES, value=total)
    problems.raise_any()
    return checked


async def _parties(work: Work, command: Create) -> tuple[Merchant, CargoOwner, Warehouse]:
    merchant = await work.session.scalar(select(Merchant).where(Merchant.code == command.merchant_code))
    owned = false() if merchant is None else CargoOwner.merchant_id == merchant.id
    owner = await work.session.scalar(select(CargoOwner).where(owned, CargoOwner.code == command.cargo_owner_code))
    run = [] if work.grants.warehouse_ids is None else [Warehouse.id.in_(sorted(work.grants.warehouse_ids))]
    warehouse = await work.session.scalar(select(Warehouse).where(Warehouse.code == command.warehouse_code, *run))
    if merchant is None or owner is None or warehouse is None:
        named = {"merchant_code": merchant, "cargo_owner_code": owner, "warehouse_code": warehouse}
        raise Rejected(
            *(
                NotFound(field=(name,), reason="CODE_NOT_FOUND", value=getattr(command, name))
                for name, row in named.items()
                if row is None
            )
        )
    return merchant, owner, warehouse


async def _goods(work: Work, merchant: Merchant, command: Create) -> list[GoodsItem]:
    """The goods of each line, in order."""
    wanted = sorted({line.goods_external_id for line in command.lines})
    rows = await work.session.scalars(
        select(GoodsItem).where(GoodsItem.merchant_id == merchant.id, GoodsItem.external_id.in_(wanted))
    )
    known = {item.external_id: item for item in rows}
    unknown = [
        NotFound(field=("lines", i, "goods_external_id"), reason="CODE_NOT_FOUND", value=line.goods_external_id)
        for i, line in enumerate(command.lines)
        if line.goods_external_id not in known
    ]
    if unknown:
        raise Rejected(*unknown)
    return [known[line.goods_external_id] for line in command.lines]


async def _existing(work: Work, merchant: Merchant, command: Create) -> ReverseOrder | None:
    """The first order that tells of the same parcel."""
    same_parcel = (
        (ReverseOrder.order_number == command.order_number)
        & (ReverseOrder.cause == CAUSES[command.type])
        & (ReverseOrder.state != ReverseOrderState.CANCELLED)
    )
    same_return = ReverseOrder.sales_return_number == command.sales_return_number
    condition = same_parcel if command.sales_return_number is None else or_(same_parcel, same_return)
    found: ReverseOrder | None = await work.session.scalar(
        select(ReverseOrder)
        .where(ReverseOrder.merchant_id == merchant.id, condition)
        .order_by(ReverseOrder.created_at, ReverseOrder.id)
        .limit(1)
    )
    return found
