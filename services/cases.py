"""What other documents do to the exception case that made them: the last one that ends closes it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.delivery_notes import MACHINE as NOTES
from domain.documents import Action
from domain.exception_cases import ExceptionCaseState
from domain.permissions import SYSTEM
from domain.return_orders import MACHINE as RETURNS
from domain.stock_orders import ENDED_FOR_RESUPPLY, FAILED
from models import DeliveryNote, ExceptionCase, ReturnOrder, StockOrder
from services.documents import move
from services.work import Work

WAITING = (ExceptionCaseState.AWAITING_MERCHANT, ExceptionCaseState.AWAITING_WAREHOUSE)


async def close_if_done(work: Work, merchant_id: UUID, case_id: UUID | None, *, resupply: Any = None) -> None:
    """Close the case when everything that it made, or brought back, has ended.

    `resupply`: the state in which a resupply order ended.
    """
    if case_id is None:
        return
    own = (ExceptionCase.merchant_id == merchant_id, ExceptionCase.id == case_id)
    case = (await work.session.scalars(select(ExceptionCase).where(*own).with_for_update())).one()
    if case.state in WAITING and await _all_ended(work, case):
        changes = {"resupplyFailed": resupply.value} if resupply in FAILED else {}
        move(work, case, Action.CLOSE, changes=changes, actor=SYSTEM, closed_at=work.now)


async def _all_ended(work: Work, case: ExceptionCase) -> bool:
    returns, resupplies = await _made(work, case, ReturnOrder), await _made(work, case, StockOrder)
    return (
        all(RETURNS.terminal(order.state) for order in returns)
        and all(order.state in ENDED_FOR_RESUPPLY for order in resupplies)
        and all(NOTES.terminal(note.state) for note in await _made(work, case, DeliveryNote))
    )


async def _made(work: Work, case: ExceptionCase, model: Any) -> list[Any]:
    own = (model.merchant_id == case.merchant_id, model.source_case_id == case.id)
    return list(await work.session.scalars(select(model).where(*own)))
