"""Each service's OpenAPI document, and thousands of generated requests: valid, odd and hostile."""

import importlib
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.service.service import Service
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[2] / "programmes"
EXAMPLES = extent(1, in_ci=8)
"""Of valid and of invalid requests, for each operation."""
ENDLESS = "/v1/changes"  # server-sent events, which have their own suite


def service_named(name: str) -> Service:
    service: Service = importlib.import_module(f"{name}.service").SERVICE
    return service


def without_background(app: ASGIApp) -> ASGIApp:
    """Schemathesis starts an app and never stops it: its background work would log into later tests."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for done in ("lifespan.startup.complete", "lifespan.shutdown.complete"):
            await receive()
            await send({"type": done})

    return asked


def exercise(operation: Any, mode: GenerationMode, running: ServiceUnderTest) -> None:
    # A domain rule may refuse what the schema allows; readers ignore unknown query parameters.
    excluded = [positive_data_acceptance, *([negative_data_rejection] if operation.method == "get" else [])]

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers_as_described(case: Any) -> None:
        headers = {
            "Authorization": f"Bearer {running.token('af')}",
            "Idempotency-Key": str(uuid4()),
            "If-Match": '"1"',
        }
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    # An operation without input has no invalid input.
    with suppress(Unsatisfiable):
        answers_as_described()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["referral", "consent", "planning", "reporting", "steering"])
def test_every_operation_answers_as_its_service_describes_it(name: str, tmp_path: Path) -> None:
    with ServiceUnderTest(service_named(name), tmp_path, programmes_dir=PROGRAMMES) as running:
        app = without_background(running.process.app)
        document = schemathesis.openapi.from_asgi("/openapi.json", app).exclude(path=ENDLESS)
        for operation in document.get_all_operations():
            assert isinstance(operation, Ok)
            for mode in GenerationMode:
                exercise(operation.ok(), mode, running)
