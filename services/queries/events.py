"""The feed of events: all that have their place, oldest first, and who may follow which."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true

from domain.documents import PREFIXES, DocumentKind
from domain.errors import Invalid
from domain.ids import decode_id
from domain.permissions import Grants
from models import Event
from services.queries.filters import At
from services.queries.listing import Listing
from services.queries.paging import MOST, Fetch
from services.scope import visible

EVENTS = Listing("events", Event, {}, unsorted=("SEQ", False), unique="SEQ")
IN_ORDER = EVENTS.ordering()


def of_kinds(kinds: Collection[DocumentKind] | None) -> Callable[[At], ColumnElement[bool]]:
    """Those of documents of these kinds, of all without any; only such as have their place."""
    about = true() if kinds is None else Event.subject_kind.in_(sorted(kinds))
    return lambda _: and_(Event.seq.is_not(None), about)


async def documents(
    models: Mapping[DocumentKind, Any], fetch: Fetch, grants: Grants, texts: Sequence[str]
) -> set[UUID]:
    """What ids speak of; Invalid names the first that is no document's, or of none that may be seen."""
    if len(texts) > MOST:
        raise Invalid(field=("ids",), reason="TOO_MANY_IDS", most=MOST, count=len(texts))
    of_prefix = {PREFIXES[kind]: model for kind, model in models.items()}
    decoded = [decode_id(text) for text in texts]
    asked: dict[str, set[UUID]] = defaultdict(set)
    for prefix, id in filter(None, decoded):
        asked[prefix].add(id)
    seen: set[tuple[str, UUID]] = set()
    for prefix in asked.keys() & of_prefix.keys():
        model = of_prefix[prefix]
        rows = await fetch(select(model.id).where(visible(model, grants), model.id.in_(sorted(asked[prefix]))))
        seen.update((prefix, id) for (id,) in rows)
    for place, named in enumerate(decoded):
        if named not in seen:
            raise Invalid(field=("ids", place), reason="NO_SUCH_DOCUMENT")
    return {id for _, id in seen}
