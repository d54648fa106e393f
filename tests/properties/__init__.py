"""Properties that hold for whatever hypothesis thinks of. TEST_EFFORT multiplies how much it tries."""

import os
from typing import Any

from hypothesis import HealthCheck, settings

EFFORT = float(os.environ.get("TEST_EFFORT", "1"))

# A busy machine is no finding: neither slow examples nor slow data fail a test.
settings.register_profile(
    "properties", deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck)
)


def trying(examples: int, **options: Any) -> settings:
    """Settings of a test that is slow: about this many examples, more with more effort."""
    return settings(settings.get_profile("properties"), max_examples=max(1, round(examples * EFFORT)), **options)
