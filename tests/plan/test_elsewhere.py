"""A document that lies in another warehouse than the viewer's is shown nowhere, whoever refers to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from models import ExceptionCase, ReturnOrder, Warehouse
from tests.plan.pair import Asking, Pair

# Each twice: as JSON of the database's, and put together in Python, which knows what a state is called.
LINKS = """{ exceptionCases(first: 100) { nodes {
  links { relation document { __typename number } } told: links { document { __typename number stateLabel } }
  spawned { __typename number } toldSpawned: spawned { __typename number stateLabel }
} } }"""
SUBJECTS = """{ workTickets(first: 100) { nodes {
  subject { __typename number } told: subject { __typename number stateLabel }
} } }"""
# Where the provider has nothing to do.
ELSEWHERE = "W003"


def shown(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, list):
        for item in part:
            yield from shown(item)
    elif isinstance(part, dict):
        if "__typename" in part:
            yield part["__typename"], part["number"]
        yield from shown(list(part.values()))


@pytest.mark.parametrize(("query", "model"), [(LINKS, ReturnOrder), (SUBJECTS, ExceptionCase)])
def test_what_lies_elsewhere_is_hidden(own_pair: Pair, query: str, model: Any) -> None:
    def seen_by(account: str) -> set[tuple[str, str]]:
        return set(shown(own_pair.data(Asking(account, query))))

    theirs, everything = seen_by("provider"), seen_by("operator")
    name = model.__name__
    assert {document for document in theirs if document[0] == name}
    elsewhere = select(Warehouse.id).where(Warehouse.code == ELSEWHERE).scalar_subquery()
    own_pair.execute(update(model).values(warehouse_id=elsewhere))
    assert seen_by("provider") == {document for document in theirs if document[0] != name}
    assert seen_by("operator") == everything
