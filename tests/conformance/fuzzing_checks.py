"""What schemathesis makes sure of in every answer; it loads this in its own environment, which has nothing of ours."""

import atexit
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis  # type: ignore[import-not-found, unused-ignore]
from hypothesis import strategies as st
from schemathesis.graphql import nodes  # type: ignore[import-not-found, unused-ignore]

# How often each status and code was answered, so that it can be seen how far the operations came.
seen: Counter[str] = Counter()


def answers_with_codes(_context: Any, response: Any, _case: Any) -> None:
    """JSON, never a 5xx, and a code in every error; none that says that the server is at fault."""
    assert response.status_code < 500, f"{response.status_code}: {response.text[:500]}"
    answer = json.loads(response.content)
    errors = answer.get("errors", [])
    codes = [error.get("extensions", {}).get("code") for error in errors]
    seen.update(codes or _refusals(answer) or ["ok"])
    assert not {None, "INTERNAL", "UNAVAILABLE"} & set(codes), json.dumps(errors, ensure_ascii=False)[:1000]


def _refusals(answer: Any) -> list[str]:
    """The codes of the userErrors, as far as they were asked for."""
    payloads = [payload for payload in (answer.get("data") or {}).values() if isinstance(payload, dict)]
    refused = [error for payload in payloads for error in payload.get("userErrors") or ()]
    return [f"refused {error.get('code', '')}".strip() for error in refused]


schemathesis.check(answers_with_codes)
# Moments and telephone numbers that are some, and some that are none.
moments = st.datetimes().map(lambda moment: f"{moment.isoformat()}Z")
phones = st.sampled_from(["13800138000", "+8613800138000", "+442079460000"])
schemathesis.graphql.scalar("DateTime", (moments | st.text(max_size=5)).map(nodes.String))
schemathesis.graphql.scalar("PhoneNumber", (phones | st.text(max_size=5)).map(nodes.String))
schemathesis.graphql.scalar("JSON", st.integers(-5, 5).map(nodes.Int))


@atexit.register
def tell() -> None:
    Path(os.environ["FUZZING_SEEN"]).write_text(json.dumps(seen))
