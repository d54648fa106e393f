"""graphql-eslint on the schema that is committed, with its presets for schemas and for Relay."""

import pytest

from tests.conformance import npm

ESLINT = npm.MODULES / "eslint" / "bin" / "eslint.js"
CONFIG = npm.HERE / "eslint.config.mjs"


@pytest.mark.usefixtures("modules")
def test_no_finding_in_the_schema() -> None:
    # It looks at nothing outside of the folder that it runs in.
    said = npm.node(ESLINT, "--config", str(CONFIG), "--max-warnings", "0", "schema.graphql", folder=npm.ROOT)
    assert said == ""
