"""The body of a request, kept no longer than it may be, and waited for no longer than it may take."""

import asyncio
from datetime import timedelta
from typing import Final

from starlette.requests import ClientDisconnect, Request

from web.transport import BadRequest

LET_GO_BY: Final = 16 * 1024 * 1024


async def read(request: Request, most: int, within: timedelta) -> bytes:
    """Of one that is too large the rest is let go by, within reason: who is cut off does not read the answer."""
    body, size = bytearray(), 0
    try:
        async with asyncio.timeout(within.total_seconds()):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= most:
                    body += chunk
                elif size > LET_GO_BY:
                    break
    except TimeoutError:
        raise BadRequest(408, "the body took too long to come", Connection="close") from None
    except ClientDisconnect:
        raise BadRequest(400, "the body ended early", Connection="close") from None
    if size > most:
        raise BadRequest(413, f"at most {most} bytes")
    return bytes(body)
