"""Evidence: files are attached to documents by POST /evidence, shown by GraphQL, and downloaded by signed links."""

import asyncio
import hashlib
import re
import struct
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from structlog.testing import capture_logs

from domain.evidence import EvidenceKind
from domain.permissions import SYSTEM
from domain.reverse_orders import ReverseType
from models import Event, Evidence, ReverseOrder, Upload
from services import evidence as use_cases
from services.documents import lock_one
from services.evidence import attaching
from services.installation import secret_key
from services.objects import Objects, StoreDown
from services.verify import verify
from services.work import Work, perform
from tests import samples
from tests.api.files import as_, post, upload
from tests.api.inbound import anomaly, case, do, lines, note, refused, stock_order, timeline
from tests.api.inbound import read as document
from tests.api.operations import DESTROY, ERRORS, codes
from tests.client import SETTINGS, Api
from tests.world import World

TYPES = {
    "a.pdf": "application/pdf",
    "a.png": "image/png",
    "a.jpg": "image/jpeg",
    "a.webp": "image/webp",
    "a.heic": "image/heic",
    "a.mp4": "video/mp4",
    "a.mov": "video/quicktime",
    "a.webm": "video/webm",
}
FILES = {
    "a.pdf": samples.PDF,
    "a.png": samples.PNG,
    "a.jpg": samples.JPEG,
    "a.webp": samples.WEBP,
    "a.heic": samples.HEIC,
    "a.mp4": samples.MP4,
    "a.mov": samples.MOV,
    "a.webm": samples.WEBM,
}
BOUNDARY = "the-boundary"
EVIDENCE = """{ id kind fileName mimeType sizeBytes sha256 uploadedBy { id name role } uploadedAt url }"""
OF_ORDER = f"""query($id: ID!) {{ reverseOrder(by: {{id: $id}}) {{ version updatedAt evidence {EVIDENCE}
  destruction {{ destroyedAt certificate {EVIDENCE} }} }} }}"""
DESTROYED = f"""mutation($input: ReportDestroyedInput!) {{ reportDestroyed(input: $input) {{
  reverseOrder {{ id state version destruction {{ destroyedAt certificate {{ id kind }} }}
    availableActions {{ action enabled }} }} {ERRORS} }} }}"""
DISPOSED = f"""mutation($input: DisposeReturnInput!) {{ disposeReturn(input: $input) {{
  returnOrder {{ id state version certificate {{ id }} sourceCase {{ state }} }} {ERRORS} }} }}"""


def error(response: httpx.Response) -> tuple[int, str, list[str] | None]:
    """The one error that a refusal tells of."""
    (told,) = response.json()["errors"]
    assert told["message"]
    return response.status_code, told["extensions"]["code"], told["extensions"].get("field")


def stored(api: Api) -> list[Path]:
    folder = Path(unquote(urlsplit(str(api.settings.object_store_url)).path))
    return [path for path in folder.rglob("*") if path.is_file()]


async def recorded(world: World) -> list[int]:
    """How many pieces of evidence there are, and events, and files that are on their way."""
    async with world.database.read(primary=True) as session:
        return [
            await session.scalar(select(func.count()).select_from(model)) or 0 for model in (Evidence, Event, Upload)
        ]


async def shown(api: Api, account: str, order: str) -> Any:
    return (await api.data(account, OF_ORDER, id=order))["reverseOrder"]


def served(world: World, **changes: Any) -> AbstractAsyncContextManager[Api]:
    """The API under other settings."""
    return Api.of(world, replace(SETTINGS, **changes))


# ───────────────────────── what is taken ─────────────────────────


async def test_a_file_is_attached_and_told_of(api: Api) -> None:
    order = await api.world.order()
    before = await shown(api, "merchant-a", order)
    first = await upload(api, order, kind="DOCUMENT", name="报告 1.pdf", type="application/pdf")
    second = await upload(api, order, samples.JPEG, account="merchant-a", kind="PHOTO", name="IMG_1.JPG")
    after = await shown(api, "merchant-a", order)
    assert (after["version"], after["updatedAt"]) == (before["version"], before["updatedAt"])
    paper, photo = after["evidence"]
    assert [paper["id"], photo["id"]] == [first, second]
    assert re.fullmatch("vd_[0-9a-f]{32}", first)
    assert {name: paper[name] for name in ("kind", "fileName", "mimeType", "sizeBytes", "sha256")} == {
        "kind": "DOCUMENT",
        "fileName": "报告 1.pdf",
        "mimeType": "application/pdf",
        "sizeBytes": len(samples.PDF),
        "sha256": hashlib.sha256(samples.PDF).hexdigest(),
    }
    assert (paper["uploadedBy"]["name"], photo["uploadedBy"]["role"]) == ("provider", "MERCHANT")
    assert (photo["fileName"], photo["mimeType"]) == ("IMG_1.JPG", "image/jpeg")
    assert paper["uploadedAt"] < photo["uploadedAt"]
    node = f"query($id: ID!) {{ node(id: $id) {{ __typename id ... on Evidence {EVIDENCE} }} }}"
    assert (await api.data("merchant-a", node, id=first))["node"] == {"__typename": "Evidence", **paper}
    query = """query($id: ID!) { reverseOrder(by: {id: $id}) { state timeline { nodes {
      action fromState toState changes actor { name } } } } }"""
    found = (await api.data("merchant-a", query, id=order))["reverseOrder"]
    _, came, _ = found["timeline"]["nodes"]
    assert (came["action"], came["fromState"], came["toState"]) == (None, found["state"], found["state"])
    assert came["changes"] == {
        "evidenceId": first,
        "evidenceKind": "DOCUMENT",
        "fileName": "报告 1.pdf",
        "mimeType": "application/pdf",
        "sizeBytes": len(samples.PDF),
        "sha256": paper["sha256"],
    }
    assert await verify(api.world.database) == []


@pytest.mark.parametrize("name", FILES)
async def test_types_are_told_by_content(api: Api, name: str) -> None:
    order = await api.world.order()
    kind = "VIDEO" if TYPES[name].startswith("video") else "DOCUMENT" if name == "a.pdf" else "PHOTO"
    for type in (TYPES[name], "application/octet-stream"):
        assert (await post(api, order, FILES[name], kind=kind, name=name, type=type)).status_code in (200, 201)
    assert (await post(api, order, FILES[name], kind=kind, name="no extension")).status_code == 200
    (evidence,) = (await shown(api, "merchant-a", order))["evidence"]
    assert evidence["mimeType"] == TYPES[name]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("PHOTO", {"a.jpg", "a.png", "a.webp", "a.heic"}),
        ("VIDEO", {"a.mp4", "a.mov", "a.webm"}),
        ("DOCUMENT", {"a.pdf", "a.jpg", "a.png", "a.webp", "a.heic"}),
        ("CERTIFICATE", {"a.pdf", "a.jpg", "a.png", "a.webp", "a.heic"}),
    ],
)
async def test_each_kind_admits_its_types(api: Api, kind: str, names: set[str]) -> None:
    order = await api.world.order()
    for name, data in FILES.items():
        response = await post(api, order, data, kind=kind, name=name)
        if name in names:
            assert response.status_code == 201
        else:
            assert error(response) == (400, "INVALID", ["file"])
    assert len(stored(api)) == len(names)


async def test_every_kind_of_document_has_evidence(api: Api) -> None:
    order = await stock_order(api)
    here = await note(api, order, at="RECEIVING")
    found = await case(api, here, "BARCODE_WRONG", lines=lines([("MA-G1", 1)]))
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PROBLEM_ITEMS")
    ticket = await do(api, "merchant-a", "openTicket", category="OTHER", subjectId=here["id"], body="?")
    documents = {
        "reverseOrder": await api.world.order(),
        "stockOrder": order["id"],
        "deliveryNote": here["id"],
        "exceptionCase": found["id"],
        "returnOrder": resolved["spawned"][0]["id"],
        "workTicket": ticket["id"],
    }
    for field, id in documents.items():
        evidence = await upload(api, id, account="merchant-a")
        query = f"query($id: ID!) {{ {field}(by: {{id: $id}}) {{ evidence {{ id }} }} }}"
        assert (await api.data("operator", query, id=id))[field]["evidence"] == [{"id": evidence}]
        partner = await api.data("partner", query, id=id)
        assert partner[field] == (None if field == "workTicket" else {"evidence": [{"id": evidence}]})
        node = (await api.data("partner", "query($id: ID!) { node(id: $id) { id } }", id=evidence))["node"]
        assert node == (None if field == "workTicket" else {"id": evidence})
    assert await verify(api.world.database) == []


async def test_the_same_file_is_attached_once(api: Api) -> None:
    order, other = await api.world.order(), await api.world.order()
    first = await upload(api, order)
    before = await recorded(api.world)
    again = await post(api, order, account="merchant-a", name="another name.pdf")
    assert (again.status_code, again.json()) == (200, {"id": first})
    assert await recorded(api.world) == before
    assert len(stored(api)) == 1
    # Of another kind, or on another document, it is other evidence.
    assert len({first, await upload(api, order, kind="CERTIFICATE"), await upload(api, other)}) == 3


async def test_the_same_file_many_times_at_once_is_attached_once(world: World) -> None:
    async with served(world, uploads_at_once=20) as api:
        order = await world.order()
        responses = await asyncio.gather(*(post(api, order) for _ in range(8)))
        assert len({response.json()["id"] for response in responses}) == 1
        assert sorted(response.status_code for response in responses) == [200] * 7 + [201]
        assert (await recorded(world))[0] == len(stored(api)) == 1
        assert await verify(world.database) == []


async def test_the_file_lies_under_ids_and_nothing_else(api: Api) -> None:
    order = await api.world.order()
    id = await upload(api, order, name="../../../etc/cron.d/x.pdf")
    (path,) = stored(api)
    assert (path.parent.name, path.name) == (api.world.ids["MA"].hex, id.removeprefix("vd_"))
    assert path.read_bytes() == samples.PDF


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\Users\\me\\x.pdf", "x.pdf"),
        ("/etc/x.pdf", "x.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\x1b[31m\x7f.pdf", "a[31m.pdf"),
        ("\u202efdp.pdf", "fdp.pdf"),
        ("a\u2028b.pdf", "ab.pdf"),
        ("  销毁凭证（一）.PDF ", "销毁凭证（一）.PDF"),
        ("n" * 300 + ".pdf", "n" * 95 + "….pdf"),
        ('"; x="y.pdf', '"; x="y.pdf'),
        ("%2e%2e%2fx.pdf", "%2e%2e%2fx.pdf"),
    ],
)
async def test_names_are_for_reading(api: Api, given: str, expected: str) -> None:
    order = await api.world.order()
    response = await raw(api, form(order, name=given))
    assert response.status_code == 201, response.text
    (evidence,) = (await shown(api, "merchant-a", order))["evidence"]
    assert evidence["fileName"] == expected
    download = await api.http.get(evidence["url"])
    assert download.status_code == 200
    disposition = download.headers["content-disposition"]
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == expected
    assert re.fullmatch(r"""attachment; filename="[ -~]+"; filename\*=UTF-8''[\w.~%!-]+""", disposition)


# ───────────────────────── what is refused ─────────────────────────


def part(name: str, data: bytes, *, file: str | None = None, type: str | None = None) -> bytes:
    quoted = None if file is None else file.replace("\\", "\\\\").replace('"', '\\"')
    head = f'Content-Disposition: form-data; name="{name}"' + ("" if quoted is None else f'; filename="{quoted}"')
    head += "" if type is None else f"\r\nContent-Type: {type}"
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + data + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


def form(document: str, data: bytes = samples.PDF, name: str = "a.pdf", kind: str = "DOCUMENT") -> bytes:
    return part("kind", kind.encode()) + part("documentId", document.encode()) + part("file", data, file=name) + END


async def raw(
    api: Api,
    body: bytes | AsyncIterator[bytes],
    type: str = f"multipart/form-data; boundary={BOUNDARY}",
    **headers: str,
) -> httpx.Response:
    return await api.http.post(
        "/evidence", content=body, headers={**as_(api, "provider"), "Content-Type": type, **headers}
    )


BAD_FILES: dict[str, tuple[bytes, str, str, str]] = {
    "empty": (b"", "DOCUMENT", "a.pdf", ""),
    "text": (b"hello", "DOCUMENT", "a.pdf", ""),
    "SVG with a script": (samples.SVG, "PHOTO", "a.svg", "image/svg+xml"),
    "SVG called a picture": (samples.SVG, "PHOTO", "a.png", "image/png"),
    "HTML": (samples.HTML, "DOCUMENT", "a.html", "text/html"),
    "HTML called a PDF": (samples.HTML, "DOCUMENT", "a.pdf", "application/pdf"),
    "zip": (samples.ZIP, "DOCUMENT", "a.zip", "application/zip"),
    "zip bomb": (samples.ZIP_BOMB, "DOCUMENT", "a.pdf", "application/pdf"),
    "gzip": (samples.GZIP, "DOCUMENT", "a.gz", "application/gzip"),
    "GIF": (samples.GIF, "PHOTO", "a.gif", "image/gif"),
    "Matroska": (samples.MATROSKA, "VIDEO", "a.webm", "video/webm"),
    "audio": (samples.boxed(b"M4A ", b"isom"), "VIDEO", "a.mp4", "video/mp4"),
    "AVIF": (samples.boxed(b"avif", b"mif1"), "PHOTO", "a.heic", "image/heic"),
    "a PNG called a JPEG": (samples.PNG, "PHOTO", "a.jpg", ""),
    "a PNG sent as a JPEG": (samples.PNG, "PHOTO", "a.png", "image/jpeg"),
    "a PDF called a program": (samples.PDF, "DOCUMENT", "a.pdf.exe", ""),
    "a PDF sent as HTML": (samples.PDF, "DOCUMENT", "a.pdf", "text/html"),
    "a page before a PDF": (samples.HTML + samples.PDF, "DOCUMENT", "a.pdf", "application/pdf"),
    "half a PDF": (samples.PDF[:100], "DOCUMENT", "a.pdf", "application/pdf"),
    "no picture in a PNG": (samples.PNG[:16] + bytes(8) + samples.PNG[24:], "PHOTO", "a.png", "image/png"),
    "nothing in a PNG": (samples.PNG[:8] + bytes(40), "PHOTO", "a.png", "image/png"),
    "more in a WebP than there is": (samples.WEBP[:20], "PHOTO", "a.webp", "image/webp"),
    "a box larger than the video": (struct.pack(">I", 4096) + samples.MP4[4:], "VIDEO", "a.mp4", "video/mp4"),
    "no second marker in a JPEG": (b"\xff\xd8\xff" + bytes(50), "PHOTO", "a.jpg", "image/jpeg"),
}


@pytest.mark.parametrize("what", BAD_FILES)
async def test_files_that_are_refused(api: Api, what: str) -> None:
    data, kind, name, type = BAD_FILES[what]
    order = await api.world.order()
    before = await recorded(api.world)
    assert error(await post(api, order, data, kind=kind, name=name, type=type)) == (400, "INVALID", ["file"])
    assert stored(api) == []
    assert await recorded(api.world) == before


def _forms(order: str) -> dict[str, tuple[bytes, list[str] | None]]:
    kind, id, file = part("kind", b"PHOTO"), part("documentId", order.encode()), part("file", samples.PNG, file="a.png")
    return {
        "no kind": (id + file + END, ["kind"]),
        "an empty kind": (part("kind", b"") + id + file + END, ["kind"]),
        "an unknown kind": (part("kind", b"SELFIE") + id + file + END, ["kind"]),
        "no document": (kind + file + END, ["documentId"]),
        "no file": (kind + id + END, ["file"]),
        "a file that is text": (kind + id + part("file", samples.PNG[:150].hex()[:150].encode()) + END, ["file"]),
        "a file that was not chosen": (kind + id + part("file", b"", file="") + END, ["file"]),
        "a name that is nothing": (kind + id + part("file", samples.PNG, file="../..") + END, ["file"]),
        "a name that cannot be seen": (kind + id + part("file", samples.PNG, file="\x00\u200b") + END, ["file"]),
        "two files": (kind + id + file + file + END, None),
        "a word twice": (kind + kind + id + file + END, None),
        "another word": (kind + id + file + part("more", b"1") + END, None),
        "many words": (part("kind", b"PHOTO") * 500 + id + file + END, None),
        "a long word": (part("kind", b"P" * 201) + id + file + END, None),
        "a very long word": (part("kind", b"P" * 3_000_000) + id + file + END, None),
        "a part without a name": (kind + id + file.replace(b'name="file"; ', b"") + END, None),
        "a part without a head": (f"--{BOUNDARY}\r\n\r\n".encode() + END, None),
        "no end": (kind + id + file[:-50], None),
        "another boundary": (kind.replace(BOUNDARY.encode(), b"other") + END, None),
        "no form at all": (b"\x00" * 1000, None),
        "many heads": (b"--" + BOUNDARY.encode() + b"\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n\r\n" + END, None),
        "a long head": (b"--" + BOUNDARY.encode() + b"\r\nX-A: " + b"b" * 1_000_000 + b"\r\n\r\n\r\n" + END, None),
    }


@pytest.mark.parametrize("what", _forms(""))
async def test_forms_that_are_refused(api: Api, what: str) -> None:
    order = await api.world.order()
    before = await recorded(api.world)
    body, field = _forms(order)[what]
    response = await raw(api, body)
    assert error(response) == (400, "INVALID", field)
    assert stored(api) == []
    assert await recorded(api.world) == before


@pytest.mark.parametrize(
    ("type", "headers"),
    [
        ("application/json", {}),
        ("", {}),
        ("application/x-www-form-urlencoded", {}),
        (f"multipart/form-data; boundary={BOUNDARY}", {"Content-Encoding": "gzip"}),
    ],
)
async def test_bodies_that_are_no_form(api: Api, type: str, headers: dict[str, str]) -> None:
    order = await api.world.order()
    assert error(await raw(api, form(order), type, **headers)) == (415, "INVALID", None)


@pytest.mark.parametrize("type", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; x=y"])
async def test_a_form_without_a_boundary(api: Api, type: str) -> None:
    order = await api.world.order()
    assert error(await raw(api, form(order), type)) == (400, "INVALID", None)


async def test_refusals_are_in_the_readers_language(api: Api) -> None:
    order = await api.world.order()
    told = {}
    for locale in ("en", "zh-CN"):
        response = await post(api, order, samples.SVG, kind="PHOTO", name="a.svg", locale=locale)
        told[locale] = response.json()["errors"][0]["message"]
    assert "Photo" in told["en"]
    assert "照片" in told["zh-CN"]


async def test_files_that_are_too_large(world: World) -> None:
    most = 100_000
    async with served(world, upload_bytes=most) as api:
        order = await world.order()
        full = samples.PNG + bytes(most - len(samples.PNG))
        await upload(api, order, full, kind="PHOTO", name="a.png")
        before = await recorded(world)
        over = await post(api, order, full + b"\0", kind="PHOTO", name="a.png")
        assert error(over) == (413, "INVALID", ["file"])
        assert str(most) in over.json()["errors"][0]["message"]
        assert error(await post(api, order, full * 3, kind="PHOTO")) == (413, "INVALID", ["file"])
        assert await recorded(world) == before
        assert len(stored(api)) == 1


async def test_twenty_mebibytes_are_taken(api: Api) -> None:
    order = await api.world.order()
    size = 20 * 1024 * 1024
    id = await upload(api, order, samples.MP4 + bytes(size - len(samples.MP4)), kind="VIDEO", name="a.mp4")
    (evidence,) = (await shown(api, "merchant-a", order))["evidence"]
    assert (evidence["id"], evidence["sizeBytes"]) == (id, size)
    tail = await api.http.get(evidence["url"], headers={"Range": f"bytes={size - 5}-"})
    assert (tail.status_code, tail.content) == (206, bytes(5))


async def test_a_body_that_says_it_is_too_large_is_not_read(world: World) -> None:
    async with served(world, upload_bytes=1000) as api:
        read = 0

        async def body() -> AsyncIterator[bytes]:
            nonlocal read
            read += 1
            yield b"x"

        response = await raw(api, body(), **{"Content-Length": "50000"})
        assert error(response) == (413, "INVALID", ["file"])
        assert response.headers["connection"] == "close"


async def test_a_body_without_a_length_is_counted(world: World) -> None:
    async with served(world, upload_bytes=1000) as api:
        order = await world.order()

        async def body() -> AsyncIterator[bytes]:
            yield form(order, samples.PNG, "a.png", "PHOTO").removesuffix(END)
            for _ in range(100):
                yield bytes(1000)

        assert error(await raw(api, body())) == (413, "INVALID", ["file"])
        assert stored(api) == []


async def test_a_body_that_does_not_come(world: World) -> None:
    async with served(world, upload_span=timedelta(seconds=0.2)) as api:
        order = await world.order()

        async def body() -> AsyncIterator[bytes]:
            yield form(order)[:200]
            await asyncio.sleep(30)
            yield b""

        response = await raw(api, body())
        assert error(response) == (408, "INVALID", None)
        assert response.headers["connection"] == "close"
        assert stored(api) == []


async def test_a_user_sends_only_so_many_a_minute(world: World) -> None:
    async with served(world, uploads_a_minute=3) as api:
        order = await world.order()
        statuses = [(await post(api, order)).status_code for _ in range(3)]
        assert statuses == [201, 200, 200]
        refusal = await post(api, order)
        assert error(refusal) == (429, "RATE_LIMITED", None)
        assert 0 < int(refusal.headers["retry-after"]) <= 60
        # Others may still, and what it asks for in GraphQL is counted by itself.
        assert (await post(api, order, account="merchant-a")).status_code == 200
        assert (await shown(api, "provider", order))["evidence"]


async def test_only_so_many_are_taken_at_once(world: World) -> None:
    async with served(world, uploads_at_once=1) as api:
        order = await world.order()
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow() -> AsyncIterator[bytes]:
            body = form(order)
            yield body[:100]
            begun.set()
            await go_on.wait()
            yield body[100:]

        first = asyncio.create_task(raw(api, slow()))
        await begun.wait()
        refusal = await post(api, order)
        assert error(refusal) == (503, "OVERLOADED", None)
        assert refusal.headers["retry-after"]
        go_on.set()
        assert (await first).status_code == 201
        assert (await post(api, order)).status_code == 200


# ───────────────────────── who may ─────────────────────────


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("merchant-a", 201),
        ("merchant-ab", 201),
        ("provider", 201),
        ("operator", 201),
        ("partner", (403, "FORBIDDEN", None)),
        ("narrow-partner", (403, "FORBIDDEN", None)),
        ("merchant-b", (404, "NOT_FOUND", ["documentId"])),
        ("other-provider", (404, "NOT_FOUND", ["documentId"])),
        ("read-only", (403, "FORBIDDEN", None)),
    ],
)
async def test_who_may_attach(api: Api, account: str, expected: Any) -> None:
    order = await api.world.order()
    before = await recorded(api.world)
    response = await post(api, order, account=account)
    if expected == 201:
        assert response.status_code == 201
        return
    assert error(response) == expected
    assert stored(api) == []
    assert await recorded(api.world) == before


async def test_what_may_not_be_seen_answers_as_what_is_not_there(api: Api) -> None:
    foreign = await api.world.order(merchant="MB", warehouse="W3")
    answers = set()
    for id in (foreign, "ro_" + "0" * 32, "ro_1", "nonsense", "ec" + foreign[2:], "us_" + "0" * 32, "ro_" + "é" * 9):
        response = await post(api, id)
        assert error(response) == (404, "NOT_FOUND", ["documentId"])
        answers.add(response.text)
    assert len(answers) == 1
    # Nor does it matter what the file is: that is looked at first.
    assert error(await post(api, foreign, samples.SVG)) == (400, "INVALID", ["file"])


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}, {"Cookie": "backhaul=x"}])
async def test_nobody_may_attach(api: Api, headers: dict[str, str]) -> None:
    order = await api.world.order()
    type = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    response = await api.http.post("/evidence", content=form(order), headers={**headers, **type})
    assert error(response) == (401, "UNAUTHENTICATED", None)
    assert response.headers["www-authenticate"] == "Bearer"


async def test_other_methods(api: Api) -> None:
    order = await api.world.order()
    id = await upload(api, order)
    for method, path in (
        ("GET", "/evidence"),
        ("PUT", "/evidence"),
        ("POST", f"/evidence/{id}"),
        ("DELETE", f"/evidence/{id}"),
    ):
        response = await api.http.request(method, path, headers=as_(api, "operator"))
        assert response.status_code == 405, (method, path)


# ───────────────────────── downloading ─────────────────────────


async def link(api: Api, data: bytes = samples.PDF, account: str = "merchant-a", **given: Any) -> str:
    order = await api.world.order()
    await upload(api, order, data, **given)
    (evidence,) = (await shown(api, account, order))["evidence"]
    return str(evidence["url"])


async def test_a_link_gives_the_file_and_nothing_to_run(api: Api) -> None:
    url = await link(api, name="凭证 1.pdf")
    response = await api.http.get(url)
    assert (response.status_code, response.content) == (200, samples.PDF)
    assert {name: response.headers[name] for name in response.headers if name in EXPECTED_HEADERS} == {
        **EXPECTED_HEADERS,
        "content-length": str(len(samples.PDF)),
        "etag": f'"{hashlib.sha256(samples.PDF).hexdigest()}"',
    }
    head = await api.http.head(url)
    assert (head.status_code, head.content) == (200, b"")
    same = {"content-type", "content-length", "etag", "content-disposition", "cache-control"}
    assert {name: head.headers[name] for name in same} == {name: response.headers[name] for name in same}
    api.world.clock.advance(seconds=100)
    assert (await api.http.get(url)).headers["cache-control"] == "private, max-age=200"
    known = await api.http.get(url, headers={"If-None-Match": response.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")


EXPECTED_HEADERS = {
    "content-type": "application/pdf",
    "content-length": "",
    "content-disposition": "attachment; filename=\"__ 1.pdf\"; filename*=UTF-8''%E5%87%AD%E8%AF%81%201.pdf",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=300",
    "accept-ranges": "bytes",
    "etag": "",
}


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-0", 206, 0, 1),
        ("bytes=10-19", 206, 10, 20),
        ("bytes=100-", 206, 100, 264),
        ("bytes=-10", 206, 254, 264),
        ("bytes=-10000", 206, 0, 264),
        ("bytes=200-10000", 206, 200, 264),
        ("bytes=264-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=999999999999999999-", 416, 0, 0),
        ("bytes=0-1,5-6", 200, 0, 264),
        ("bytes=9-5", 200, 0, 264),
        ("bytes=-", 200, 0, 264),
        ("bytes=a-b", 200, 0, 264),
        ("lines=1-2", 200, 0, 264),
    ],
)
async def test_a_part_of_a_file(api: Api, asked: str, status: int, start: int, end: int) -> None:
    data = samples.boxed(b"isom", b"isom", size=244)
    data = data[:20] + bytes(range(244))
    url = await link(api, struct.pack(">I", 20) + data[4:], kind="VIDEO", name="a.mp4")
    data = struct.pack(">I", 20) + data[4:]
    response = await api.http.get(url, headers={"Range": asked})
    assert response.status_code == status
    assert response.content == data[start:end]
    if status == 206:
        assert response.headers["content-range"] == f"bytes {start}-{end - 1}/264"
        assert response.headers["content-length"] == str(end - start)
    if status == 416:
        assert response.headers["content-range"] == "bytes */264"
    if status == 206:
        other = await api.http.get(url, headers={"Range": asked, "If-Range": '"another"'})
        assert (other.status_code, other.content) == (200, data)
        same = await api.http.get(url, headers={"Range": asked, "If-Range": response.headers["etag"]})
        assert same.status_code == 206


async def test_a_link_is_good_for_a_while(world: World) -> None:
    async with served(world, link_span=timedelta(seconds=60)) as api:
        url = await link(api)
        world.clock.advance(seconds=59)
        assert (await api.http.get(url)).status_code == 200
        world.clock.advance(seconds=2)
        assert error(await api.http.get(url)) == (403, "FORBIDDEN", None)


async def test_each_answer_has_a_fresh_link(api: Api) -> None:
    order = await api.world.order()
    await upload(api, order)
    first = (await shown(api, "merchant-a", order))["evidence"][0]["url"]
    api.world.clock.advance(seconds=200)
    second = (await shown(api, "merchant-a", order))["evidence"][0]["url"]
    api.world.clock.advance(seconds=200)
    assert first != second
    assert [(await api.http.get(url)).status_code for url in (first, second)] == [403, 200]


async def test_links_that_are_not_ours(api: Api) -> None:
    url, other = await link(api), await link(api, samples.PNG, kind="PHOTO", name="a.png")
    path, _, query = url.partition("?")
    other_path = other.partition("?")[0]
    expires, _, signature = query.removeprefix("expires=").partition("&signature=")
    altered = [
        path,
        f"{path}?expires={expires}",
        f"{path}?signature={signature}",
        f"{path}?expires={int(expires) + 1}&signature={signature}",
        f"{path}?expires=0{expires}&signature={signature}",
        f"{path}?expires=%2B{expires}&signature={signature}",
        f"{path}?expires={expires}&signature={signature[:-1]}",
        f"{path}?expires={expires}&signature={signature}A",
        f"{path}?expires={expires}&signature={signature.swapcase()}",
        f"{path}?expires={expires}&signature=%C3%A9",
        f"{path}?expires=&signature=",
        f"{path}?expires=never&signature={signature}",
        f"{other_path}?{query}",
        f"{path.upper().replace('/EVIDENCE/VD', '/evidence/vd')}?{query}",
        f"/evidence/vd_{'0' * 32}?{query}",
        f"/evidence/nonsense?{query}",
    ]
    told = set()
    for altered_url in altered:
        response = await api.http.get(altered_url)
        assert error(response) == (403, "FORBIDDEN", None), altered_url
        told.add(response.text)
    assert len(told) == 1
    assert (await api.http.get(f"/evidence/..%2F..%2Fetc%2Fpasswd?{query}")).status_code == 404
    assert (await api.http.get(url)).status_code == 200


async def test_a_good_link_to_nothing(api: Api) -> None:
    secret = await _secret(api)
    url = use_cases.link(secret, api.world.ids["MA"], api.world.clock.now + timedelta(minutes=1))
    assert error(await api.http.get(url)) == (404, "NOT_FOUND", None)


async def _secret(api: Api) -> bytes:
    async with api.world.database.read(primary=True) as session:
        return (await secret_key(session)).encode()


async def test_a_file_that_was_lost_is_told_of(api: Api) -> None:
    url = await link(api)
    (path,) = stored(api)
    path.unlink()
    for method in ("GET", "HEAD"):
        response = await api.http.request(method, url)
        assert response.status_code == 410
    with capture_logs() as logged:
        assert error(await api.http.get(url)) == (410, "NOT_FOUND", None)
    told = [(line["log_level"], line["event"]) for line in logged]
    assert ("error", "a file is missing in the object store") in told


# ───────────────────────── when something fails ─────────────────────────


async def test_a_store_that_is_down(world: World, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder")
    """What may have come is looked for again when the store is back."""
    async with served(world, object_store_url=(tmp_path / "taken" / "objects").as_uri()) as api:
        order = await world.order()
        before = await recorded(world)
        refusal = await post(api, order)
        assert error(refusal) == (503, "UNAVAILABLE", None)
        assert refusal.headers["retry-after"]
        assert await recorded(world) == [*before[:2], 1]


def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bucket on a machine that does not answer."""
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")


async def test_a_store_that_went_down_gives_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "objects"
    async with served(world, object_store_url=store.as_uri()) as api:
        url = await link(api)
    async with served(world, object_store_url="s3://bucket") as api:
        pytest.MonkeyPatch().setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
        assert error(await api.http.get(url)) == (503, "UNAVAILABLE", None)


async def test_a_row_that_cannot_be_written_leaves_no_file(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    order = await api.world.order()
    before = await recorded(api.world)

    monkeypatch.setattr(attaching, "attach", _killed)
    assert error(await post(api, order))[:2] == (500, "INTERNAL")
    assert stored(api) == []
    assert await recorded(api.world) == before


async def test_a_document_that_went_out_of_sight_meanwhile_leaves_no_file(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await api.world.order()

    async def gone(*_: Any) -> None:
        return None

    monkeypatch.setattr(attaching, "lock_one", gone)
    assert error(await post(api, order)) == (404, "NOT_FOUND", ["documentId"])
    assert stored(api) == []


async def test_what_somebody_was_killed_in_is_cleared_away(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour later; what became evidence meanwhile stays."""
    world = api.world
    order = await world.order()
    objects = Objects(str(api.settings.object_store_url))
    with monkeypatch.context() as killed:
        killed.setattr(attaching, "attach", _killed)
        killed.setattr(Objects, "remove", _killed)
        assert error(await post(api, order))[0] == 500
    (left,) = stored(api)
    await upload(api, order, samples.JPEG, kind="PHOTO", name="a.jpg")
    before = await recorded(world)
    world.clock.advance(minutes=59)
    assert await use_cases.clear(world.database, objects, world.clock) == 0
    world.clock.advance(minutes=1)
    assert await use_cases.clear(world.database, objects, world.clock) == 1
    assert await recorded(world) == [*before[:2], 0]
    assert len(stored(api)) == 1
    assert left not in stored(api)
    assert await use_cases.clear(world.database, objects, world.clock) == 0


async def _killed(*_: Any) -> Any:
    raise DBAPIError("INSERT", {}, Exception("broken"))


async def test_the_unique_key_is_the_last_guard(world: World, tmp_path: Path) -> None:
    """Two that did not see each other: the second one begins again, and finds the first."""
    order = await world.order()
    content = use_cases.Content("application/pdf", 10, "0" * 64)
    tries = 0

    async def twice(work: Work, _: None) -> Any:
        nonlocal tries
        tries += 1
        command = use_cases.Attach(order, EvidenceKind.PHOTO, "a.pdf", content, work.new_id())
        found = await use_cases.attach(work, command)
        if tries == 1:
            row = await lock_one(work, ReverseOrder, order)
            use_cases.add(work, row, replace(command, id=work.new_id()))
            await work.flush()
        return found

    await perform(world.database, twice, None, actor=SYSTEM, clock=world.clock)
    assert tries == 2
    assert (await recorded(world))[0] == 1


# ───────────────────────── what partners read ─────────────────────────


async def test_partners_read_evidence_masked(api: Api) -> None:
    order = await api.world.order()
    id = await upload(api, order, kind="CERTIFICATE", name="张三 13800138000.pdf")
    await upload(api, order, samples.JPEG, kind="PHOTO", name="张三.jpeg")
    certificate, photo = (await shown(api, "partner", order))["evidence"]
    assert certificate == {
        "id": id,
        "kind": "CERTIFICATE",
        "fileName": "certificate.pdf",
        "mimeType": "application/pdf",
        "sizeBytes": len(samples.PDF),
        "sha256": "***",
        "uploadedBy": {"id": None, "name": "Service provider", "role": "SERVICE_PROVIDER"},
        "uploadedAt": certificate["uploadedAt"],
        "url": None,
    }
    assert photo["fileName"] == "photo.jpg"
    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { timeline { nodes { changes } } } viewer { maskedFields } }"
    answer = await api.data("partner", query, id=order)
    changes = answer["reverseOrder"]["timeline"]["nodes"][1]["changes"]
    assert (changes["fileName"], changes["sha256"]) == ("***", "***")
    assert {"Evidence.fileName", "Evidence.sha256", "Evidence.url"} <= set(answer["viewer"]["maskedFields"])


async def test_evidence_is_seen_where_its_document_is(api: Api) -> None:
    id = await upload(api, await api.world.order(warehouse="W2"))
    node = "query($id: ID!) { node(id: $id) { id } }"
    seen = {account for account in api.world.tokens if (await api.data(account, node, id=id))["node"]}
    assert seen == {"merchant-a", "merchant-ab", "provider", "operator", "partner", "read-only"}


# ───────────────────────── certificates ─────────────────────────


async def condemned(api: Api) -> str:
    order = await api.world.order(ReverseType.DESTRUCTION)
    await api.data("merchant-a", DESTROY, input={"id": order, "confirm": True})
    return order


async def report(api: Api, account: str = "provider", **input: Any) -> Any:
    return (await api.data(account, DESTROYED, input=input))["reportDestroyed"]


async def enabled(api: Api, id: str) -> set[str]:
    query = "query($id: ID!) { reverseOrder(by: {id: $id}) { availableActions { action enabled } } }"
    actions = (await api.data("provider", query, id=id))["reverseOrder"]["availableActions"]
    return {action["action"] for action in actions if action["enabled"]}


async def test_a_destruction_is_proved(api: Api) -> None:
    order = await condemned(api)
    assert await enabled(api, order) == {"REPORT_DESTROYED"}
    proof = await upload(api, order, kind="CERTIFICATE")
    payload = await report(api, id=order, certificateEvidenceId=proof, expectedVersion=2)
    assert payload["userErrors"] == []
    answer = payload["reverseOrder"]
    assert (answer["state"], answer["version"]) == ("DESTROYED", 3)
    assert answer["destruction"]["certificate"] == {"id": proof, "kind": "CERTIFICATE"}
    assert answer["destruction"]["destroyedAt"] is not None
    assert await enabled(api, order) == set()
    seen = (await shown(api, "merchant-a", order))["destruction"]["certificate"]
    assert (await api.http.get(seen["url"])).content == samples.PDF
    query = """query($id: ID!) { reverseOrder(by: {id: $id}) { timeline { nodes { action changes } } } }"""
    last = (await api.data("merchant-a", query, id=order))["reverseOrder"]["timeline"]["nodes"][-1]
    assert last == {"action": "REPORT_DESTROYED", "changes": {"certificateEvidenceId": proof}}
    handled = "mutation($input: ConfirmHandlingInput!) { confirmHandling(input: $input) { userErrors { code } } }"
    assert (await api.data("merchant-a", handled, input={"id": order}))["confirmHandling"]["userErrors"] == []
    assert await verify(api.world.database) == []


async def test_a_destruction_is_reported_once_for_each_key(api: Api) -> None:
    order = await condemned(api)
    proof, other = await upload(api, order, kind="CERTIFICATE"), "vd_" + "0" * 32
    given = {"id": order, "certificateEvidenceId": proof, "idempotencyKey": "k"}
    assert [codes(await report(api, **given)) for _ in range(2)] == [[], []]
    assert codes(await report(api, **{**given, "certificateEvidenceId": other})) == [
        ("IDEMPOTENCY_KEY_REUSED", ["idempotencyKey"])
    ]
    assert codes(await report(api, id=order, certificateEvidenceId=proof)) == [("INVALID_STATE", None)]


async def test_certificates_that_prove_nothing(api: Api) -> None:
    order, other = await condemned(api), await condemned(api)
    foreign = await api.world.order(merchant="MB", warehouse="W3")
    photo = await upload(api, order, samples.PNG, kind="PHOTO", name="a.png")
    elsewhere = await upload(api, other, kind="CERTIFICATE")
    unseen = await upload(api, foreign, kind="CERTIFICATE", account="operator")
    field = ["certificateEvidenceId"]
    expected = [
        (photo, "INVALID"),
        (elsewhere, "INVALID"),
        (unseen, "NOT_FOUND"),
        ("vd_" + "0" * 32, "NOT_FOUND"),
        ("nonsense", "NOT_FOUND"),
        (order, "NOT_FOUND"),
    ]
    told = set()
    for id, code in expected:
        # Before the version, and before the state.
        versions: list[dict[str, Any]] = [{}, {"expectedVersion": 99}]
        for version in versions:
            payload = await report(api, id=order, certificateEvidenceId=id, **version)
            assert codes(payload) == [(code, field)], id
            told.add(payload["userErrors"][0]["message"])
    assert len(told) == 3
    waiting = await api.world.order(ReverseType.DESTRUCTION)
    assert codes(await report(api, id=waiting, certificateEvidenceId=elsewhere)) == [("INVALID", field)]
    missing = await report(api, id="ro_" + "0" * 32, certificateEvidenceId="nonsense")
    assert codes(missing) == [("NOT_FOUND", ["id"])]


async def test_what_cannot_be_destroyed(api: Api) -> None:
    going = await api.world.order()
    proof = await upload(api, going, kind="CERTIFICATE")
    assert codes(await report(api, id=going, certificateEvidenceId=proof)) == [("NOT_ELIGIBLE", None)]
    waiting = await api.world.order(ReverseType.DESTRUCTION)
    proof = await upload(api, waiting, kind="CERTIFICATE")
    assert codes(await report(api, id=waiting, certificateEvidenceId=proof)) == [("INVALID_STATE", None)]
    stale = await report(api, id=waiting, certificateEvidenceId=proof, expectedVersion=9)
    assert codes(stale) == [("STALE_VERSION", ["expectedVersion"])]


async def abandoned(api: Api) -> str:
    here = await note(api, await stock_order(api), at="RECEIVING")
    found = await case(api, here, "BARCODE_WRONG", lines=lines([("MA-G1", 5)]))
    resolved = await do(api, "operator", "resolveCase", id=found["id"], resolution="RETURN_PROBLEM_ITEMS")
    id = str(resolved["spawned"][0]["id"])
    await do(api, "merchant-a", "enterReturnMethod", id=id, method={"abandon": {"confirm": True}})
    return id


async def dispose(api: Api, account: str = "provider", **input: Any) -> Any:
    return (await api.data(account, DISPOSED, input=input))["disposeReturn"]


async def test_a_disposal_is_proved_and_closes_its_case(api: Api) -> None:
    order = await abandoned(api)
    proof = await upload(api, order, samples.JPEG, kind="CERTIFICATE", name="scan.jpg")
    photo = await upload(api, order, samples.PNG, kind="PHOTO", name="a.png")
    field = ["certificateEvidenceId"]
    assert codes(await dispose(api, id=order, certificateEvidenceId=photo)) == [("INVALID", field)]
    assert codes(await dispose(api, id=order, certificateEvidenceId="vd_0")) == [("NOT_FOUND", field)]
    payload = await dispose(api, "operator", id=order, certificateEvidenceId=proof, expectedVersion=2)
    assert payload["userErrors"] == []
    assert payload["returnOrder"] == {
        "id": order,
        "state": "DISPOSED",
        "version": 3,
        "certificate": {"id": proof},
        "sourceCase": {"state": "CLOSED"},
    }
    last = (await timeline(api, "merchant-a", "ReturnOrder", order))[-1]
    assert (last["action"], last["changes"]) == ("DISPOSE", {"certificateEvidenceId": proof})
    assert codes(await dispose(api, id=order, certificateEvidenceId=proof)) == [("INVALID_STATE", None)]
    assert await verify(api.world.database) == []


async def test_evidence_of_a_case_on_a_parcel(api: Api) -> None:
    order = await api.world.order()
    found = await anomaly(api, order)
    await upload(api, found["id"], samples.JPEG, kind="PHOTO", name="a.jpg")
    assert (await document(api, "merchant-a", "ExceptionCase", found["id"]))["version"] == 1
    assert await refused(api, "operator", "settleCase", id=found["id"], outcome="x", expectedVersion=1) == []
    assert await verify(api.world.database) == []


# ───────────────────────── a bucket ─────────────────────────


async def test_objects_of_a_bucket_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    _nowhere(monkeypatch)
    with pytest.raises(StoreDown):
        await Objects("s3://bucket/prefix").put("a/b", b"x")
