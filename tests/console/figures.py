"""The console's figures, a line each: `python -m tests.console.figures`, with `--write` into docs/console.md too. Exit 1
where one falls short.

As whoever uses it meets it: a server of its own with 2,000 orders, Chromium, no network in between. Each line is a name,
what was measured, what is wanted, and whether it is met.
"""

import gzip
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import click
from playwright.sync_api import Browser, Page, Response

from benchmarks import pages
from tests.console import chromium
from tests.console.looking import looking
from tests.console.screens import SCREENS
from tests.console.served import Served
from tests.console.watch import Watch

ORDERS, LOADED = 2_000, 1_000
PATHS = sorted({screen.path for screen in SCREENS})
ACCOUNT = "operator"
# As the server's own are packed, and what most proxies use.
LEVEL = 6

# When the first row was there, since somebody went to the page.
FIRST_ROW = """
  window.firstRow = new Promise((found) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('tr[data-id]')) return
      observer.disconnect()
      requestAnimationFrame(() => found(performance.now()))
    }).observe(document, { childList: true, subtree: true })
  })
"""

# After the frame was painted in which something was changed.
PAINTED = """
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = done
    port2.postMessage(null)
  }))
"""

LOAD = f"""async () => {{
  const frame = document.querySelector('section[tabindex="0"]')
  while (frame.scrollHeight < {LOADED} * 40) {{
    frame.scrollTop = frame.scrollHeight
    await new Promise((next) => setTimeout(next, 50))
  }}
}}"""

SELECT = f"""async (times) => {{
  {PAINTED}
  const waits = []
  const boxes = [...document.querySelectorAll('tr[data-id] input[type=checkbox]')].slice(0, times)
  for (const box of boxes) {{
    await painted()
    const start = performance.now()
    box.click()
    await painted()
    if (!box.checked) throw new Error('not selected')
    waits.push(performance.now() - start)
  }}
  return waits
}}"""

# A fling over everything that is loaded: how many frames there were, and in how many a row was missing.
SCROLL = f"""async () => {{
  {PAINTED}
  const frame = document.querySelector('section[tabindex="0"]')
  const {{ left, top, height, width }} = frame.getBoundingClientRect()
  const isFull = () => [0.2, 0.4, 0.6, 0.8, 0.95].every((part) =>
    document.elementFromPoint(left + width / 2, top + height * part)?.closest('tr[data-id]'))
  let frames = 0
  let blank = 0
  const end = {LOADED} * 40 - height
  for (frame.scrollTop = 0; frame.scrollTop < end - 1; frame.scrollTop = Math.min(end, frame.scrollTop + 500)) {{
    await painted()
    frames += 1
    if (!isFull()) blank += 1
  }}
  return [frames, blank]
}}"""


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    most: float
    unit: str

    @property
    def is_met(self) -> bool:
        return self.value <= self.most

    @property
    def verdict(self) -> str:
        return "ok" if self.is_met else "short"

    @property
    def measured(self) -> str:
        return f"{self.value:,.0f}{self.unit}"

    @property
    def target(self) -> str:
        return f"{self.most:,.0f}{self.unit}"

    def __str__(self) -> str:
        return f"{self.name} {self.measured} ≤{self.target} {self.verdict}"


@dataclass
class Bench:
    served: Served
    browser: Browser
    watch: Watch

    @contextmanager
    def page(self) -> Iterator[Page]:
        """Of a browser that was never here, signed in."""
        context = self.browser.new_context(**chromium.options(self.served.url))
        try:
            self.watch.follow(context)
            self.served.sign_in(context, ACCOUNT)
            yield context.new_page()
        finally:
            context.close()


def scripts(bench: Bench, path: str) -> float:
    """Kilobytes of all scripts that a browser fetches until the page is there, packed with gzip.

    The workbench's chart comes after that.
    """
    found: list[Response] = []
    with bench.page() as page:
        page.on("response", lambda response: found.append(response))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        fetched = [each for each in found if "javascript" in each.headers.get("content-type", "")]
        assert len(fetched) > 1, "no scripts were fetched"
        return sum(len(gzip.compress(each.body(), LEVEL)) for each in fetched) / 1024


def first_rows(bench: Bench) -> float:
    """Milliseconds from going to the list until its rows are there, when the browser knows the scripts: the median."""
    waits = []
    with bench.page() as page:
        page.add_init_script(FIRST_ROW)
        for _ in range(6):
            page.goto("/reverse")
            waits.append(float(page.evaluate("window.firstRow")))
            page.wait_for_load_state("networkidle")
    return statistics.median(waits[1:])


def full_list(page: Page) -> None:
    """A thousand rows, fetched by scrolling to them."""
    page.goto("/reverse")
    page.locator("tr[data-id]").first.wait_for()
    page.evaluate(LOAD)
    page.wait_for_load_state("networkidle")


def selecting(bench: Bench) -> float:
    """Milliseconds from a click on a row's box until it was painted as selected, in the list of a thousand rows: the 95th percentile."""
    with bench.page() as page:
        full_list(page)
        waits = page.evaluate(SELECT, 30)
    return float(statistics.quantiles(waits, n=20)[-1])


def scrolling(bench: Bench) -> float:
    """Frames with a row missing, in a fling over a thousand rows."""
    with bench.page() as page:
        full_list(page)
        frames, blank = page.evaluate(SCROLL)
    assert frames > LOADED * 40 / 500 - 10, f"only {frames} frames"
    return float(blank)


def figures(bench: Bench) -> Iterator[Figure]:
    measured: list[tuple[str, Callable[[], float], float, str]] = [
        *((f"scripts:{path}", partial(scripts, bench, path), 220, "KB") for path in PATHS),
        ("warm-first-rows", lambda: first_rows(bench), 1_000, "ms"),
        ("selecting-a-row", lambda: selecting(bench), 100, "ms"),
        ("blank-frames", lambda: scrolling(bench), 0, ""),
        ("requests-to-other-hosts", lambda: len(bench.watch.elsewhere), 0, ""),
    ]
    for name, measure, most, unit in measured:
        yield Figure(name, measure(), most, unit)


def table(measured: Sequence[Figure]) -> list[str]:
    told = f"{datetime.now(UTC):%Y-%m-%d}, with {ORDERS:,} orders on SQLite. {pages.machine()}."
    rows = [f"| {each.name} | {each.measured} | ≤ {each.target} | {each.verdict} |" for each in measured]
    return [told, "", "| figure | measured | target | |", "|---|---|---|---|", *rows]


@click.command()
@click.option("--write", is_flag=True, help="Write them into docs/console.md too.")
def main(write: bool) -> None:
    """Measure the console in Chromium."""
    measured = []
    with looking(ORDERS) as (served, browser):
        bench = Bench(served, browser, Watch(served.url))
        for figure in figures(bench):
            click.echo(figure)
            measured.append(figure)
        for finding in bench.watch.wrong:
            click.echo(f"wrong in a page: {finding}", err=True)
    if write:
        pages.write(pages.DOCS / "console.md", "figures", table(measured))
    sys.exit(1 if bench.watch.wrong or not all(figure.is_met for figure in measured) else 0)


if __name__ == "__main__":
    main()
