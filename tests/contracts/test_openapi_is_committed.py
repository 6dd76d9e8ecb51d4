"""The committed OpenAPI documents, for integrators: `make docs` writes them."""

import importlib
import json
from pathlib import Path

import pytest

from samplan.testing.harness import ServiceUnderTest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["referral", "consent", "planning", "reporting", "steering"])
def test_the_committed_document_is_what_the_service_serves(name: str, tmp_path: Path) -> None:
    service = importlib.import_module(f"{name}.service").SERVICE
    with ServiceUnderTest(service, tmp_path, programmes_dir=ROOT / "programmes") as running:
        served = running.get("/openapi.json").json()
    assert json.loads((ROOT / "docs/openapi" / f"{name}.json").read_text()) == served
