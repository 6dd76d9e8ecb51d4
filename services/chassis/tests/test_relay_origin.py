"""`relay origin`: the owner of an event finds the request behind it, which the topic does not tell (K70)."""

import pytest
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

CORRELATION, TRACE = "7b0a9f9e-43f4-4ac9-8f8c-0d2b8d8e9f10", "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture
def request_id(service: ServiceUnderTest) -> str:
    """The id of a request that has opened a plan."""
    said = {"X-Correlation-Id": CORRELATION, "traceparent": f"00-{TRACE}-b7ad6b7169203331-00"}
    answer = service.post("/v1/plans", {"occurredOn": "2020-03-02"}, headers=said)
    assert answer.status_code == 201, answer.text
    return answer.headers["X-Request-Id"]


def origin(service: ServiceUnderTest, sequence: int) -> Result:
    environment = {"DATA_DIR": f"{service.settings.data_dir}", "DEVELOPMENT": "on"}
    return CliRunner().invoke(service_cli(SPECIMEN), ["relay", "origin", f"{sequence}"], env=environment)


def test_names_what_the_caller_has_sent_and_its_request(service: ServiceUnderTest, request_id: str) -> None:
    found = origin(service, 1)
    for said in (CORRELATION, TRACE, request_id):
        assert said in found.stdout


def test_finds_nothing_behind_the_last_event(service: ServiceUnderTest) -> None:
    assert (origin(service, 1).exit_code, "no event 1" in origin(service, 1).stderr) == (1, True)
