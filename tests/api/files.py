"""Uploads, as clients send them."""

from typing import Any

import httpx

from tests import samples
from tests.client import Api


def as_(api: Api, account: str, locale: str = "en") -> dict[str, str]:
    return {"Authorization": f"Bearer {api.world.tokens[account]}", "Accept-Language": locale}


async def post(
    api: Api,
    document: str,
    data: bytes = samples.PDF,
    *,
    account: str = "provider",
    kind: str = "DOCUMENT",
    name: str = "report.pdf",
    type: str = "application/octet-stream",
    locale: str = "en",
) -> httpx.Response:
    """An upload as clients send it."""
    words = {"kind": kind, "documentId": document}
    return await api.http.post(
        "/evidence", data=words, files={"file": (name, data, type)}, headers=as_(api, account, locale)
    )


async def upload(api: Api, document: str, data: bytes = samples.PDF, **given: Any) -> str:
    """The id of evidence that is new, a second later than whatever was done before."""
    api.world.clock.advance(seconds=1)
    response = await post(api, document, data, **given)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])
