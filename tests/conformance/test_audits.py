"""graphql-http's audits of a server: GraphQL over HTTP, sentence by sentence."""

import json
import sys

import pytest

from tests.conformance import npm
from tests.conformance.servers import Served

AUDITS = 61


@pytest.mark.usefixtures("modules")
def test_all_of_them_pass(served: Served) -> None:
    audits = json.loads(npm.node("audits.mjs", given=served.given()))
    for audit in audits:
        sys.stdout.write(f"{audit['status']:6} {audit['id']} {audit['name']}\n")
    assert [audit for audit in audits if audit["status"] != "ok"] == []
    assert len({audit["id"] for audit in audits}) == len(audits) == AUDITS
