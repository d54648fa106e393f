"""Evidence in a bucket: against a server of others that speaks S3."""

import os
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace

import httpx
import pytest

from tests import samples
from tests.api.files import post, upload
from tests.client import SETTINGS, Api
from tests.server_process import ROOT
from tests.world import World

PROGRAM = ROOT / ".venv-conformance" / "bin" / "moto_server"
BUCKET = "evidence"
URL = """query($id: ID!) { reverseOrder(by: {id: $id}) { evidence { url } } }"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    if not PROGRAM.exists():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no S3 server: `make test` brings one")
    with subprocess.Popen([PROGRAM, "-H", "127.0.0.1", "-p", "0"], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        with closing(server.stderr):
            try:
                running = (re.search(r"Running on (http://[\d.:]+)", line) for line in server.stderr)
                yield next(found[1] for found in running if found)
            finally:
                server.terminate()


@pytest.fixture
async def api(world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    for name, value in {
        "AWS_ENDPOINT": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "id",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    async with httpx.AsyncClient() as http:
        assert (await http.put(f"{endpoint}/{BUCKET}")).status_code == 200
    async with Api.of(world, replace(SETTINGS, object_store_url=f"s3://{BUCKET}/some/prefix")) as api:
        yield api


async def keys(endpoint: str) -> list[str]:
    async with httpx.AsyncClient() as http:
        return re.findall("<Key>(.*?)</Key>", (await http.get(f"{endpoint}/{BUCKET}?list-type=2")).text)


async def url_of(api: Api, order: str) -> str:
    (evidence,) = (await api.data("merchant-a", URL, id=order))["reverseOrder"]["evidence"]
    return str(evidence["url"])


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_files_in_a_bucket(api: Api, endpoint: str) -> None:
    before = await keys(endpoint)
    order = await api.world.order()
    # In several parts, as S3 takes what is larger than one of them.
    data = samples.MP4 + bytes(12 * 1024 * 1024)
    id = await upload(api, order, data, kind="VIDEO", name="a.mp4")
    (key,) = set(await keys(endpoint)) - set(before)
    assert key == f"some/prefix/{api.world.ids['MA'].hex}/{id.removeprefix('vd_')}"
    assert (await post(api, order, data, kind="VIDEO", name="a.mp4")).json() == {"id": id}
    assert len(await keys(endpoint)) == len(before) + 1

    url = await url_of(api, order)
    assert (await api.http.get(url)).content == data
    part = await api.http.get(url, headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.content) == (206, data[4:12])
    assert (await api.http.head(url)).headers["content-length"] == str(len(data))

    async with httpx.AsyncClient() as http:
        await http.delete(f"{endpoint}/{BUCKET}/{key}")
    assert (await api.http.get(url)).status_code == 410
    assert (await api.http.head(url)).status_code == 410


@pytest.mark.parametrize("backend", ["sqlite"])
async def test_a_bucket_that_is_not_there(api: Api) -> None:
    async with Api.of(api.world, replace(SETTINGS, object_store_url="s3://another-one")) as elsewhere:
        order = await api.world.order()
        response = await post(elsewhere, order)
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (503, "UNAVAILABLE")
        assert (await api.data("merchant-a", URL, id=order))["reverseOrder"]["evidence"] == []
