"""The body of a request, read no further than it may be long, and no longer than it may take."""

import asyncio
from datetime import timedelta

from starlette.requests import Request

from web.transport import BadRequest


async def read(request: Request, most: int, within: timedelta) -> bytes:
    too_large = BadRequest(413, f"at most {most} bytes")
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > most:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(within.total_seconds()):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise too_large
    except TimeoutError:
        raise BadRequest(408, "the body took too long to come", Connection="close") from None
    return bytes(body)
