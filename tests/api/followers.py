"""Who follows what happens, over a WebSocket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from services.events import sequence
from tests.client import Api
from tests.web.conversation import Conversation
from web.socket import PROTOCOL

FIELDS = """
  cursor
  event { id seq at hash action fromState toState subjectKind changes actor { id name role } subject { number } }
  document { id number version ... on ReverseOrder { state } }
"""
CHANGES = f"""subscription($after: String, $kinds: [DocumentKind!], $ids: [ID!]) {{
  changes(after: $after, kinds: $kinds, ids: $ids) {{ {FIELDS} }}
}}"""


@dataclass
class Follower:
    conversation: Conversation

    async def change(self) -> Any:
        """The next one, or the code of the error that the stream ends with."""
        message = await self.conversation.hear()
        if message["type"] == "error":
            return message["payload"][0]["extensions"]["code"]
        assert "errors" not in message["payload"], message["payload"]["errors"]
        return message["payload"]["data"]["changes"]

    async def changes(self, count: int) -> list[Any]:
        return [await self.change() for _ in range(count)]


LAST = "{ events(last: 1) { pageInfo { endCursor } } }"


async def last_cursor(api: Api, account: str) -> Any:
    """Of what happened so far, where something did."""
    await sequence(api.world.database)
    return (await api.data(account, LAST))["events"]["pageInfo"]["endCursor"]


@asynccontextmanager
async def following(api: Api, account: str, query: str = CHANGES, **variables: Any) -> AsyncIterator[Follower]:
    async with Conversation.opened(api.app, [PROTOCOL]) as conversation:
        payload = {"authorization": f"Bearer {api.world.tokens[account]}"}
        await conversation.say({"type": "connection_init", "payload": payload})
        await conversation.hear()
        asked = {"query": query, "variables": variables}
        await conversation.say({"id": "1", "type": "subscribe", "payload": asked})
        yield Follower(conversation)
