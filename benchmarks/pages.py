"""The parts of documentation that commands write, each between two marks of its page."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.contenders import ROOT

DOCS = ROOT / "docs"


def write(page: Path, part: str, lines: Iterable[str]) -> None:
    """Between `<!-- part: begin -->` and its end, which must be there; what stands around them is people's."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    written = "\n".join([begin, "", *lines, "", end])
    text, found = re.subn(f"{begin}.*{end}", lambda _: written, page.read_text("utf-8"), flags=re.DOTALL)
    assert found == 1, f"{page} has no part {part}"
    page.write_text(text, "utf-8")


def machine() -> str:
    """What it was measured on."""
    with Path("/proc/cpuinfo").open() as file:
        model = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB"
