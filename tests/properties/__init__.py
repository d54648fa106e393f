"""Properties that hold for whatever hypothesis thinks of. TEST_EFFORT multiplies how much it tries."""

import os
from typing import Any

from hypothesis import settings

EFFORT = float(os.environ.get("TEST_EFFORT", "1"))

settings.register_profile("properties", deadline=None, database=None, print_blob=True)


def trying(examples: int, **options: Any) -> settings:
    """Settings of a test that is slow: about this many examples, more with more effort."""
    return settings(settings.get_profile("properties"), max_examples=max(1, round(examples * EFFORT)), **options)
