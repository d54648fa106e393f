"""A case is resolved: what the rule says is done, each effect once, in one transaction. The preview is the same code."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import exception_cases, resolutions
from domain.batches import Key
from domain.deadlines import Spans
from domain.delivery_notes import DeliveryNoteState
from domain.documents import PREFIXES, Action, DocumentKind, LinkRelation
from domain.errors import DomainError
from domain.exception_cases import CompensationState, ExceptionCaseState
from domain.ids import decode_as
from domain.permissions import Role, Viewer
from domain.resolutions import Consequences, Decided, NewNoteEffect, NewOrderEffect, Piece, Pieces, Resolution, Rule
from domain.return_orders import ReturnOrderState, enter_term
from domain.stock_orders import Note, StockOrderOrigin, accept_term, mode_of, resupply_kind
from models import DeliveryNote, ExceptionCase, ExceptionCaseLine, ReturnOrder, StockOrder
from services import cases, delivery_notes, return_orders, stock_orders, work_tickets
from services.documents import Step, act, link, lock_one, move
from services.exception_cases import decided
from services.scope import visible
from services.work import Work


@dataclass(frozen=True)
class Resolve(Step):
    resolution: Resolution = field(kw_only=True)


def foresee(
    case: ExceptionCase,
    resolution: Resolution,
    note: DeliveryNote,
    contents: stock_orders.Contents,
    findings: "Findings",
) -> Consequences:
    """What resolving would do; the first reason against it, raised. `contents` are those of the note's order."""
    exception_cases.check(case, Action.RESOLVE)
    assert case.order_kind is not None  # a case on a note
    pieces = [Piece(line.goods_item_id, line.declared_quantity) for line in contents.lines_of(note)]
    seen = resolutions.consequences(
        resolutions.rule_of(case.type, case.subtype, case.order_kind, resolution),
        note_state=note.state,
        note=pieces,
        found=findings.own,
        mode=mode_of(case.order_kind),
        decided=findings.decided,
    )
    resolutions.check_reinstated(seen, note.state, pieces, contents.left)
    return seen


@dataclass(frozen=True)
class Findings:
    """The goods that a case is about, and other cases of its note that were resolved."""

    own: list[Piece]
    decided: list[Decided]

    @classmethod
    async def of(cls, session: AsyncSession, case: ExceptionCase) -> Self:
        """In one statement. What a cancelled return order would have taken is still there."""
        given_up = select(ReturnOrder.id).where(
            _same(ExceptionCase, "id", ReturnOrder, "source_case_id"), ReturnOrder.state == ReturnOrderState.CANCELLED
        )
        resolved = and_(ExceptionCase.resolution.is_not(None), ~given_up.exists())
        statement = (
            select(ExceptionCaseLine, ExceptionCase.type, ExceptionCase.resolution)
            .join(ExceptionCase, _same(ExceptionCaseLine, "exception_case_id", ExceptionCase))
            .where(
                ExceptionCase.merchant_id == case.merchant_id,
                ExceptionCase.delivery_note_id == case.delivery_note_id,
                or_(ExceptionCase.id == case.id, resolved),
            )
            .order_by(ExceptionCaseLine.exception_case_id, ExceptionCaseLine.position)
        )
        own, others = [], defaultdict(list)
        for line, type, resolution in await session.execute(statement):
            piece = Piece(line.goods_item_id, line.quantity)
            if line.exception_case_id == case.id:
                own.append(piece)
            else:
                others[line.exception_case_id, type, resolution].append(piece)
        decided = [
            Decided(rule, found)
            for (_, type, resolution), found in others.items()
            for rule in resolutions.listed_rules(type, resolution)
        ]
        return cls(own, decided)


async def resolve(work: Work, command: Resolve) -> Key:
    held: list[tuple[DeliveryNote, StockOrder]] = []

    async def lock(work: Work, _: Any, id: str) -> Any:
        """The case with its note and the note's order; a case on a reverse order has none."""
        own = ExceptionCase.id == decode_as(PREFIXES[ExceptionCase.kind], id)
        joined = _with_note(own, visible(ExceptionCase, work.grants))
        options = {"populate_existing": True}
        row = (await work.session.execute(joined.with_for_update().execution_options(**options))).one_or_none()
        if row is None:
            return await lock_one(work, ExceptionCase, id)
        held.append((row[1], row[2]))
        return row[0]

    async def do(case: ExceptionCase) -> None:
        exception_cases.check(case, Action.RESOLVE)
        note, order = held[0]
        contents = await stock_orders.contents(work.session, order)
        findings = await Findings.of(work.session, case)
        seen = foresee(case, command.resolution, note, contents, findings)
        await _Execution(work, case, note, order, contents, seen).run()

    return await act(work, "resolveCase", command, ExceptionCase, do, lock=lock)


def _with_note(*conditions: Any) -> Any:
    """Cases that are on a note, each with it and the note's order."""
    return (
        select(ExceptionCase, DeliveryNote, StockOrder)
        .join(DeliveryNote, _same(ExceptionCase, "delivery_note_id", DeliveryNote))
        .join(StockOrder, _same(DeliveryNote, "stock_order_id", StockOrder))
        .where(*conditions)
    )


def _same(here: Any, column: str, there: Any, key: str = "id") -> Any:
    return and_(there.merchant_id == here.merchant_id, getattr(there, key) == getattr(here, column))


@dataclass
class _Execution:
    """One resolution being carried out."""

    work: Work
    case: ExceptionCase
    note: DeliveryNote
    order: StockOrder
    contents: stock_orders.Contents
    seen: Consequences
    made: list[Any] = field(default_factory=list)
    supplements: list[Note] = field(default_factory=list)

    async def run(self) -> None:
        if self.seen.note_action is not None:
            number = {"exceptionCase": self.case.number}
            move(self.work, self.note, self.seen.note_action, self.seen.note_state, number)
            if self.seen.note_action is Action.REINSTATE:
                # What the case waits for, as for a note that it made.
                self.note.source_case_id = self.case.id
            else:
                await cases.close_if_done(self.work, self.note.merchant_id, self.note.source_case_id)
        self._return()
        self._supply()
        if self.seen.rule.opens_ticket:
            self.made.append(work_tickets.open_about(self.work, self.case, self.seen.rule.opens_ticket))
        for document in self.made:
            link(self.work, self.case, LinkRelation.SPAWNED, document)
        await stock_orders.advance(self.work, self.order, self.contents, *self.supplements)
        self._decide()

    def _return(self) -> None:
        scope = self.seen.rule.return_scope
        if scope is not None:
            order = return_orders.add(self.work, self.case, scope, self.seen.return_order)
            link(self.work, order, LinkRelation.RETURNS, self.note)
            self.made.append(order)

    def _supply(self) -> None:
        rule, order = self.seen.rule, self.order
        if rule.new_stock_order is NewOrderEffect.MERCHANT_ACCEPTS:
            self._order(StockOrderOrigin.RESUPPLY)
        elif rule.new_stock_order is NewOrderEffect.AUTO_ACCEPTED:
            order = self._order(StockOrderOrigin.AUTO_SUPPLEMENT)
        if rule.new_delivery_note is not None:
            self._note(order, relabelled=rule.new_delivery_note is NewNoteEffect.WAREHOUSE_RELABEL_AND_RECEIVE)

    def _order(self, origin: StockOrderOrigin) -> StockOrder:
        """A new order like the note's. What is there already is shipped with the note that is made with it."""
        order = stock_orders.add(
            self.work,
            pieces=self.seen.new_stock_order,
            origin=origin,
            order_kind=resupply_kind(self.order.mode),
            merchant_id=self.order.merchant_id,
            cargo_owner_id=self.order.cargo_owner_id,
            warehouse_id=self.order.warehouse_id,
            source_case_id=self.case.id,
        )
        link(self.work, order, LinkRelation.RESUPPLIES, self.order)
        self.made.append(order)
        return order

    def _note(self, order: StockOrder, *, relabelled: bool) -> None:
        note = delivery_notes.add(
            self.work,
            order,
            self.seen.new_delivery_note,
            state=DeliveryNoteState.ARRIVED,
            logistics=self.note.logistics,
            cartons=[{"mark": None, "relabelled": True}] if relabelled else [],
            tracking_numbers=[],
            supplement_of=self.note,
            source_case_id=self.case.id,
        )
        link(self.work, note, LinkRelation.SUPPLEMENTS, self.note)
        self.made.append(note)
        if order is self.order:
            declared = {piece.goods_item_id: piece.quantity for piece in self.seen.new_delivery_note}
            self.supplements.append(Note(note.state, declared, {}, supplements=True))
        else:
            stock_orders.ship_whole(self.work, order)

    def _decide(self) -> None:
        rule, seen = self.seen.rule, self.seen
        columns = decided(self.work)
        if seen.case_state is not ExceptionCaseState.CLOSED:
            columns["closed_at"] = None
        if seen.compensation is not None:
            columns |= {"compensation_state": CompensationState.DUE, "compensation_basis": seen.compensation}
        changes = {
            "resolution": rule.resolution.value,
            "scheme": rule.scheme.value,
            # Without tickets, which partners do not know of.
            "spawned": [document.number for document in self.made if document.kind is not DocumentKind.WORK_TICKET],
            "compensationBasis": seen.compensation,
        }
        move(
            self.work,
            self.case,
            Action.RESOLVE,
            seen.case_state,
            changes,
            resolution=rule.resolution,
            scheme=rule.scheme,
            **columns,
        )


# ───────────────────────── preview ─────────────────────────


@dataclass(frozen=True)
class PlannedAction:
    action: Action
    role: Role
    document_kind: DocumentKind
    due_at: datetime | None
    penalty_risk: bool


@dataclass(frozen=True)
class Preview:
    """What `resolve` would do now. Lines are as a case keeps them."""

    rule: Rule
    original_note_state: DeliveryNoteState
    new_delivery_note_lines: list[ExceptionCaseLine]
    new_stock_order_lines: list[ExceptionCaseLine]
    return_order_lines: list[ExceptionCaseLine]
    pending_actions: list[PlannedAction]
    compensation: bool


async def preview(
    session: AsyncSession, viewer: Viewer, case_id: str, resolution: Resolution, now: datetime, spans: Spans
) -> Preview | None:
    """None for who may not know, for a case that is not there, and for a resolution that it does not admit."""
    if not viewer.sees_subtypes:
        return None
    own = ExceptionCase.id == decode_as(PREFIXES[ExceptionCase.kind], case_id)
    row = (await session.execute(_with_note(own, visible(ExceptionCase, viewer.grants)))).one_or_none()
    if row is None:
        return None
    case, note, order = row
    contents = await stock_orders.contents(session, order)
    findings = await Findings.of(session, case)
    try:
        seen = foresee(case, resolution, note, contents, findings)
    except DomainError:
        return None
    return _previewed(case, seen, now, spans)


def _previewed(case: ExceptionCase, seen: Consequences, now: datetime, spans: Spans) -> Preview:
    def shown(pieces: Pieces) -> list[ExceptionCaseLine]:
        return [
            ExceptionCaseLine(
                merchant_id=case.merchant_id,
                id=case.id,
                exception_case_id=case.id,
                position=position,
                goods_item_id=piece.goods_item_id,
                quantity=piece.quantity,
            )
            for position, piece in enumerate(pieces)
        ]

    assert case.order_kind is not None  # a case on a note
    due = {
        Action.ENTER_RETURN_METHOD: enter_term(now, spans.return_method).due_at,
        Action.ACCEPT: accept_term(now, mode_of(case.order_kind), spans).due_at,
    }
    return Preview(
        rule=seen.rule,
        original_note_state=seen.note_state,
        new_delivery_note_lines=shown(seen.new_delivery_note),
        new_stock_order_lines=shown(seen.new_stock_order),
        return_order_lines=shown(seen.return_order),
        pending_actions=[
            PlannedAction(left.action, left.role, left.document_kind, due.get(left.action), left.penalty_risk)
            for left in seen.pending
        ],
        compensation=seen.compensation is not None,
    )
