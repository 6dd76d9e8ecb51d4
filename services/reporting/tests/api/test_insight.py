"""Exact figures are for agencies of their programme, and for the agency that runs reporting."""

from typing import Any

import pytest

from samplan.testing.harness import ServiceUnderTest

PEOPLE = "/v1/internal/programmes/malmokraften/participants"


def ask(service: ServiceUnderTest, path: str = PEOPLE, agency: str = "af", **claims: Any) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {service.token(agency, **claims)}"}
    answer = service.client.get(path, headers=headers)
    return answer.status_code, answer.json().get("code", "")


class TestExactFigures:
    @pytest.mark.parametrize("path", [PEOPLE, f"{PEOPLE}.csv"])
    def test_are_refused_to_an_agency_outside_the_programme(
        self, service: ServiceUnderTest, path: str
    ) -> None:
        assert ask(service, path, "klippan") == (403, "not_your_programme")

    @pytest.mark.parametrize("agency", ["af", "region-skane", "finsam"])
    def test_are_answered_to_one_in_it_and_to_the_operator(
        self, service: ServiceUnderTest, agency: str
    ) -> None:
        assert ask(service, agency=agency)[0] == 200

    def test_are_only_of_the_programmes_that_the_token_names(self, service: ServiceUnderTest) -> None:
        assert ask(service, programmes=["malmokraften"])[0] == 200
        for agency in ("af", "finsam"):
            assert ask(service, agency=agency, programmes=["forsta-steget"])[0] == 403
        assert ask(service, programmes=[])[0] == 403

    def test_are_for_a_process_leader_and_no_case_officer(self, service: ServiceUnderTest) -> None:
        assert ask(service, person="77ab", role="process_leader")[0] == 200
        assert ask(service, person="3f1c", role="case_officer") == (403, "missing_scope")

    def test_of_an_unknown_programme_are_not_found(self, service: ServiceUnderTest) -> None:
        assert ask(service, PEOPLE.replace("malmokraften", "nowhere"))[0] == 404

    @pytest.mark.parametrize("figure", ["indicators", "after-exit"])
    def test_may_be_asked_for_as_of_the_first_day_of_all(
        self, service: ServiceUnderTest, figure: str
    ) -> None:
        path = PEOPLE.replace("participants", figure)
        assert service.get(f"{path}?asOf=0001-01-01").status_code == 200
