"""A merchant's own address book."""

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from domain.batches import Key
from domain.errors import NotFound, Rejected
from domain.reverse_orders import PostalAddress
from models import Address, Merchant
from services.idempotency import Call, dump_key, load_key, recall, remember
from services.validation import Problems
from services.work import Work


@dataclass(frozen=True)
class Create:
    label: str
    address: PostalAddress
    is_default: bool = False
    idempotency_key: str | None = None


async def create(work: Work, command: Create) -> Key:
    """An entry; a new default takes the place of the old one. Of several merchants, the first by its code."""
    problems = Problems()
    call = Call.of(problems, "createAddress", command)
    checked = replace(
        command,
        label=problems.text(("label",), command.label),
        address=problems.address(("address",), command.address),
    )
    problems.raise_any()
    ours = select(Merchant.id).where(Merchant.id.in_(sorted(work.grants.merchant_ids or ())))
    merchant_id = await work.session.scalar(ours.order_by(Merchant.code).limit(1).with_for_update())
    if (answer := await recall(work, call)) is not None:
        return load_key(answer)
    if merchant_id is None:
        raise Rejected(NotFound(field=()))
    if checked.is_default:
        others = update(Address).where(Address.merchant_id == merchant_id, Address.is_default)
        await work.session.execute(others.values(is_default=False))
    entry = Address(
        merchant_id=merchant_id,
        id=work.new_id(),
        label=checked.label,
        is_default=checked.is_default,
        address=checked.address.as_json(),
        created_at=work.now,
    )
    work.add(entry)
    remember(work, call, dump_key((merchant_id, entry.id)))
    return (merchant_id, entry.id)
