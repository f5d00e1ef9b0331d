"""One reading process for all hostile files, as one import has."""

from __future__ import annotations

import pytest

from annotator.exchange.isolation import Workshop


@pytest.fixture(scope="module")
def workshop():
    with Workshop() as shop:
        yield shop
