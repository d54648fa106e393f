"""The merchant's instructions, single and batch: register pickup (登记提货), confirm destruction (确认销毁)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain import batches, reverse_orders
from domain.batches import Batch, BatchPolicy, Key
from domain.documents import Action
from domain.errors import BatchNotUniform, ConfirmationRequired, DomainError, Invalid, NotFound, Path, Rejected
from domain.ids import encode_id
from domain.reverse_orders import ReverseOrderState, collect_term, content_hash
from models import DestructionConfirmation, ReverseOrder
from services import batch
from services.batch import Selection
from services.dispositions import SelfPickup
from services.documents import check_version, key_of
from services.idempotency import Call, recall, recall_or, remember
from services.reverse_orders.locking import Found, choose, lock, move_all, once
from services.reverse_orders.pickups import Forward, book_entry, check_pickup, registration
from services.validation import Problems
from services.work import Work


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


async def register_pickup(work: Work, command: RegisterPickup) -> Batch:
    """登记提货, 批量登记提货: insert-only, once for each order."""
    problems = Problems()
    call = Call.of(problems, command.mutation, command)
    checked = check_pickup(problems, command.pickup)
    past = None
    if checked.is_past(work.now):
        past = Invalid(field=("pickup", "self_pickup", "expected_pickup_at"), reason="PAST")
    if past and problems.found:
        problems.found.append(past)
    problems.raise_any()
    chosen = choose(work, command.selection)
    if past:
        # A repetition of a call that was in time then is answered all the same.
        return batch.load(await recall_or(work, call, past))

    found = await lock(work, chosen, book_entry(checked.address_id))
    if (answer := await recall(work, call)) is not None:
        return batch.load(answer)

    plans = {id: checked.with_address(entry) for id, entry in found.entries.items()}

    def refuse(order: ReverseOrder) -> None:
        if plans[order.id] is None:
            raise NotFound(field=("pickup", "forward", "address", "address_id"), reason="ADDRESS_NOT_FOUND")
        check_version(order, command.expected_version)
        reverse_orders.check(order, Action.REGISTER_PICKUP)

    decided = _decide(work, command, found, refuse)
    orders = found.applied(decided)
    if decided.dry_run or not orders:
        return decided

    collect = checked.expected_pickup_at and collect_term(work.now, checked.expected_pickup_at, work.spans.collect)
    changes: dict[UUID, dict[str, Any]] = {}
    for order in orders:
        plan = plans[order.id]
        assert plan is not None  # refused above
        submission = plan.submission()
        digest = content_hash(submission)
        changes[order.id] = {**submission, "contentHash": digest, "batchId": _batch_id(decided)}
        work.add(registration(work, order, plan, digest=digest, batch_id=decided.id))
    await move_all(
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
    call = Call.of(problems, command.mutation, command)
    problems.raise_any()
    chosen = choose(work, command.selection)
    if not command.confirm:
        raise Rejected(ConfirmationRequired(field=("confirm",)))

    found = await lock(work, chosen)
    if (answer := await recall(work, call)) is not None:
        return batch.load(answer)

    def refuse(order: ReverseOrder) -> None:
        check_version(order, command.expected_version)
        reverse_orders.check(order, Action.CONFIRM_DESTRUCTION)

    decided = _decide(work, command, found, refuse)
    orders = found.applied(decided)
    if decided.dry_run or not orders:
        return decided

    work.add(*(DestructionConfirmation(batch_id=decided.id, **once(work, order)) for order in orders))
    changes = {order.id: {"batchId": _batch_id(decided)} for order in orders}
    await move_all(
        work,
        orders,
        Action.CONFIRM_DESTRUCTION,
        ReverseOrderState.AWAITING_DESTRUCTION,
        changes,
        instructed_at=work.now,
    )
    remember(work, call, batch.dump(decided))
    return decided


def _batch_id(decided: Batch) -> str | None:
    return encode_id("bt", decided.id) if decided.id else None


def _decide(work: Work, command: Instruction, found: Found, refuse: Callable[[ReverseOrder], None]) -> Batch:
    """Each item's verdict, before anything is written. A single call's refusal is the whole call's."""
    if found.too_large:
        raise Rejected(found.too_large)
    if len({order.warehouse_id for order in found.orders.values()}) > 1:
        raise Rejected(BatchNotUniform(field=("selection",)))
    verdicts: list[tuple[str, Key | None, DomainError | None]] = []
    for id, value in found.named.items():
        order = found.orders.get(value) if value else None
        if order is None:
            verdicts.append((id, None, NotFound(field=_path_of(command, id))))
        else:
            verdicts.append((id, key_of(order), _verdict(order, refuse)))
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


def _path_of(command: Instruction, id: str) -> Path:
    """Where the caller wrote the id."""
    return ("id",) if command.single else ("selection", "ids", (command.selection.ids or ()).index(id))
