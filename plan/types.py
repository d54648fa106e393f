"""What plans are made of."""

from collections.abc import Callable
from typing import Any

from schema.context import Context

Reader = Callable[[Any], Any]
"""Makes JSON of a row's values, or of a Python value."""

Binder = Callable[[Context], Reader]
"""Makes the reader for one request: its language, its moment, who asks."""
