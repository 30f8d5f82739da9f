"""What the tests of reading and fetching share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()
