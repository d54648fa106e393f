"""An object store in a folder that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def object_store() -> Iterator[str]:
    """Its URL."""
    with tempfile.TemporaryDirectory(prefix="backhaul-objects-") as folder:
        yield Path(folder).as_uri()
