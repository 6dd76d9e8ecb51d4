"""I4, I20: no exact figure is shown before the inbox has received what was in the topics when it started."""

import pytest
from httpx2 import Response

from reporting.questions import FIGURES
from samplan.bus.reading.catch_up import report_behind
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PATHS = [f"/v1/internal/programmes/malmokraften/{figure.path}" for figure in FIGURES]
TOLD = ["/v1/programmes", "/sv/malmokraften", "/v1/status", "/v1/api-info", "/openapi.json", "/health/live"]


class TestWhileItIsCatchingUp:
    @pytest.fixture
    def behind(self, service: ServiceUnderTest) -> ServiceUnderTest:
        report_behind(service.database)
        return service

    @pytest.mark.parametrize("path", [*PATHS, *(f"{path}.csv" for path in PATHS)])
    def test_its_figures_answer_503(self, behind: ServiceUnderTest, path: str) -> None:
        assert is_catching_up(asked(behind, path))
        assert asked(behind, path).json()["code"] == "catching_up"

    def test_it_is_not_ready(self, behind: ServiceUnderTest) -> None:
        answer = behind.client.get("/health/ready")
        assert (answer.status_code, answer.json()["missing"]) == (503, ["inbox is catching up"])

    @pytest.mark.parametrize("path", TOLD)
    def test_it_still_shows_what_no_revocation_can_change(self, behind: ServiceUnderTest, path: str) -> None:
        assert behind.get(path).status_code == 200


def asked(service: ServiceUnderTest, path: str) -> Response:
    token = service.token("finsam")
    answer: Response = service.client.get(path, headers={"Authorization": f"Bearer {token}"})
    return answer


def is_catching_up(answer: Response) -> bool:
    return (answer.status_code, answer.headers.get("Retry-After")) == (503, "5")
