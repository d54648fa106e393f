"""Writes a step of an order as if its use case had been called at that time.

The use cases themselves would ask the database a dozen times for each order; here it is asked for nothing. The guards
are the domain's own, at each step, and a test has the use cases do the same and compares the rows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from domain import reverse_orders
from domain.documents import Action
from domain.ids import document_number, encode_id
from domain.permissions import SYSTEM, Actor, Role
from domain.reverse_orders import (
    CAUSES,
    DECIDED_TYPES,
    MACHINE,
    WAITING_STATES,
    CustomsOutcome,
    PickupMethod,
    PostalAddress,
    ReverseOrderState,
    collect_term,
    content_hash,
    instruction_term,
)
from models import DestructionConfirmation, Handover, ReverseOrder, ReverseOrderLine
from services.demo import words
from services.demo.courses import Origin
from services.demo.exhibits import Exhibits
from services.demo.moments import SYSTEM_CONFIRMS_AFTER, whole_milliseconds
from services.demo.parties import Shop, Site
from services.dispositions import Disposition
from services.documents import move
from services.evidence import EVIDENCE_IDS
from services.evidence import add as attach_to
from services.reverse_orders import once, registration
from services.work import Work

# Not random, so that examples can name some.
_ORDER_NUMBERS = 310_000_000_000
# Between a certificate and the report that names it.
_PAPERWORK = timedelta(minutes=5)


@dataclass(frozen=True)
class Scene:
    """Who acts in a consignment, and what its orders share: one pickup, and the batch if they are several."""

    work: Work
    random: Random
    shop: Shop
    site: Site
    operator: Actor
    pickup: Disposition | None
    batch_id: UUID | None
    exhibits: Exhibits

    def create(self, origin: Origin, at: datetime, serial: int) -> ReverseOrder:
        work, random = self.work, self.random
        self._set(Action.CREATE, at)
        state = WAITING_STATES[origin.type]
        due = None if state is ReverseOrderState.AWAITING_DECISION else instruction_term(at, work.spans.instruction)
        id = work.new_id()
        lines = self._lines(id)
        order = ReverseOrder(
            merchant_id=self.shop.merchant.id,
            id=id,
            number=document_number("RO", at, id),
            version=1,
            cargo_owner_id=random.choice(self.shop.owners).id,
            warehouse_id=self.site.warehouse.id,
            service_provider_id=self.site.warehouse.service_provider_id,
            created_at=at,
            updated_at=at,
            order_number=str(_ORDER_NUMBERS + serial * 977),
            sales_return_number=f"XT{at:%y%m%d}{serial:07}" if random.random() < 0.7 else None,
            type=origin.type,
            cause=CAUSES[origin.type],
            state=state,
            business_model=random.choices(words.BUSINESS_MODELS, words.BUSINESS_MODEL_SHARES)[0],
            total_quantity=sum(line.quantity for line in lines),
            forward_tracking_number=parcel(random)[1],
            reverse_tracking_number=parcel(random)[1] if random.random() < 0.6 else None,
            reason=random.choice(words.REASONS[origin.type]) if random.random() < 0.8 else None,
            instruction_due_soon_at=due.due_soon_at if due else None,
            instruction_due_at=due.due_at if due else None,
        )
        work.add(order, *lines)
        changes = {"type": order.type.value, "orderNumber": order.order_number, "reason": order.reason}
        work.record(order, Action.CREATE, version=1, from_state=None, to_state=state, changes=changes)
        return order

    def _lines(self, order_id: UUID) -> list[ReverseOrderLine]:
        size = self.random.choices((1, 2, 3, 4, 5), (45, 25, 15, 10, 5))[0]
        return [
            ReverseOrderLine(
                merchant_id=item.merchant_id,
                id=self.work.new_id(),
                reverse_order_id=order_id,
                position=position,
                product_id=item.product_id,
                goods_item_id=item.id,
                quantity=self.random.choices((1, 2, 3, 6, 12), (50, 25, 12, 8, 5))[0],
                lot_number=f"L{self.random.randrange(10**6):06}" if self.random.random() < 0.5 else None,
            )
            for position, item in enumerate(self.random.sample(self.shop.goods, size))
        ]

    def decide(self, order: ReverseOrder, outcome: CustomsOutcome, at: datetime) -> None:
        self._set(Action.DECIDE_CUSTOMS_OUTCOME, at)
        decided = DECIDED_TYPES[outcome]
        due = instruction_term(at, self.work.spans.instruction)
        self._move(
            order,
            Action.DECIDE_CUSTOMS_OUTCOME,
            {"outcome": outcome.value, "type": decided.value},
            to=WAITING_STATES[decided],
            type=decided,
            instruction_due_soon_at=due.due_soon_at,
            instruction_due_at=due.due_at,
        )

    def act(self, order: ReverseOrder, action: Action, at: datetime) -> None:
        self._set(action, at)
        if action is Action.CONFIRM_HANDLING and at - order.updated_at >= SYSTEM_CONFIRMS_AFTER:
            self.work.actor = SYSTEM
        match action:
            case Action.REGISTER_PICKUP:
                self._register_pickup(order)
            case Action.CONFIRM_DESTRUCTION:
                self._confirm_destruction(order)
            case Action.REPORT_PICKED_UP:
                self._report_picked_up(order)
            case Action.REPORT_FORWARDED:
                self._report_forwarded(order)
            case Action.REPORT_DESTROYED:
                self._report_destroyed(order)
            case Action.REPORT_DELIVERED:
                self._move(order, action, {}, handling_due_at=self._confirmed_by(at))
            case Action.CANCEL:
                self._move(order, action, {"reason": self.random.choice(words.CANCEL_REASONS)})
            case _:
                self._move(order, action, {})

    def _set(self, action: Action, at: datetime) -> None:
        roles = MACHINE.roles(action)
        self.work.now = at
        if Role.MERCHANT in roles:
            self.work.actor = self.shop.actor
        else:
            self.work.actor = self.site.staff if Role.SERVICE_PROVIDER in roles else self.operator

    def _register_pickup(self, order: ReverseOrder) -> None:
        pickup, work = self.pickup, self.work
        assert pickup is not None  # its course has a method
        submission = pickup.submission()
        digest = content_hash(submission)
        expected = pickup.expected_pickup_at
        collect = collect_term(work.now, expected, work.spans.collect) if expected else None
        self._move(
            order,
            Action.REGISTER_PICKUP,
            {**submission, "contentHash": digest, "batchId": self._batch},
            pickup_method=pickup.method,
            instructed_at=work.now,
            collect_due_soon_at=collect.due_soon_at if collect else None,
            collect_due_at=collect.due_at if collect else None,
        )
        work.add(registration(work, order, pickup, digest=digest, batch_id=self.batch_id))

    def _confirm_destruction(self, order: ReverseOrder) -> None:
        self._move(order, Action.CONFIRM_DESTRUCTION, {"batchId": self._batch}, instructed_at=self.work.now)
        self.work.add(DestructionConfirmation(batch_id=self.batch_id, **once(self.work, order)))

    def _report_picked_up(self, order: ReverseOrder) -> None:
        assert self.pickup is not None  # registered
        name = self.pickup.contact_name
        now = self.work.now
        due = self._confirmed_by(now)
        self._move(order, Action.REPORT_PICKED_UP, {"verifiedName": name}, collected_at=now, handling_due_at=due)
        self.work.add(Handover(verified_name=name, **once(self.work, order)))

    def _report_destroyed(self, order: ReverseOrder) -> None:
        """The certificate comes a little earlier."""
        work, at = self.work, self.work.now
        work.now = at - min(_PAPERWORK, whole_milliseconds((at - order.updated_at) / 2))
        lines = ["CERTIFICATE OF DESTRUCTION", f"Order: {order.order_number}", f"Pieces: {order.total_quantity}"]
        proof = self.exhibits.certificate(work, order.merchant_id, encode_id("ro", order.id), lines)
        attach_to(work, order, proof)
        work.now = at
        self._move(
            order,
            Action.REPORT_DESTROYED,
            {"certificateEvidenceId": encode_id(EVIDENCE_IDS, proof.id)},
            certificate_id=proof.id,
            destroyed_at=at,
            handling_due_at=self._confirmed_by(at),
        )

    def _confirmed_by(self, at: datetime) -> datetime:
        """When the system confirms by itself that the order was handled."""
        return at + self.work.spans.confirm_handling

    def _report_forwarded(self, order: ReverseOrder) -> None:
        carrier, number = parcel(self.random)
        self._move(order, Action.REPORT_FORWARDED, {"carrier": carrier, "trackingNumber": number})
        self.work.add(Handover(carrier=carrier, tracking_number=number, **once(self.work, order)))

    @property
    def _batch(self) -> str | None:
        return encode_id("bt", self.batch_id) if self.batch_id else None

    def _move(
        self,
        order: ReverseOrder,
        action: Action,
        changes: dict[str, Any],
        *,
        to: ReverseOrderState | None = None,
        **columns: Any,
    ) -> None:
        move(self.work, order, action, reverse_orders.check(order, action, to=to), changes, **columns)


def plan_pickup(random: Random, shop: Shop, method: PickupMethod | None, expected_at: datetime) -> Disposition | None:
    """Somebody of the merchant's who comes, or an address: mostly one of its book."""
    match method:
        case PickupMethod.SELF_PICKUP:
            remark = _maybe(random, words.PICKUP_REMARKS)
            return Disposition(method, person(random), phone(random), expected_pickup_at=expected_at, remark=remark)
        case PickupMethod.FORWARD:
            address = random.choice(shop.book) if random.random() < 0.7 else _address(random)
            remark = _maybe(random, words.FORWARD_REMARKS)
            return Disposition(method, address.recipient, address.phone, address=address, remark=remark)
    return None


def _address(random: Random) -> PostalAddress:
    region, city, district, postal_code = random.choice(words.PLACES)
    return PostalAddress(
        recipient=person(random),
        phone=phone(random),
        country="CN",
        region=region,
        city=city,
        district=district,
        line1=f"示例路 {random.randint(1, 300)} 号",
        postal_code=postal_code,
    )


def person(random: Random) -> str:
    return random.choice(words.SURNAMES) + random.choice(words.GIVEN_NAMES)


def phone(random: Random) -> str:
    return f"+861380013{random.randrange(10**4):04}"


def parcel(random: Random) -> tuple[str, str]:
    """A carrier and a number of its kind."""
    carrier, letters = random.choice(words.CARRIERS)
    return carrier, f"{letters}{random.randrange(10**12):012}"


def _maybe(random: Random, choices: tuple[str, ...]) -> str | None:
    return random.choice(choices) if random.random() < 0.5 else None
