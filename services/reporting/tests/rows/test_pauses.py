"""A pause of the intake, as of any day, whichever of its events comes first."""

from services.reporting.tests.other_outcomes import counted, paused, resumed

from samplan.contracts.codes import Sex
from samplan.testing.harness import ServiceUnderTest

FUNNEL = "/v1/internal/programmes/malmokraften/funnel"


def pauses_on(service: ServiceUnderTest, as_of: str) -> list[tuple[str, str | None]]:
    headers = {"Authorization": f"Bearer {service.token('finsam')}"}
    answer = service.client.get(FUNNEL, params={"asOf": as_of}, headers=headers).json()
    return [(one["firstDay"], one["lastDay"]) for one in answer["pauses"]]


def test_is_told_as_it_was_on_the_day(service: ServiceUnderTest) -> None:
    service.receive(resumed())
    service.receive(paused())
    assert pauses_on(service, "2020-03-16") == []
    assert pauses_on(service, "2020-05-31") == [("2020-03-17", None)]
    assert pauses_on(service, "2020-06-01") == [("2020-03-17", "2020-05-31")]


def test_counts_people_without_consent_once_by_year_and_sex(service: ServiceUnderTest) -> None:
    events = [counted(1, Sex.WOMAN, 2020), counted(2, Sex.WOMAN, 2020), counted(3, Sex.MAN, 2021)]
    received = [service.receive(event) for event in events]
    service.redeliver(received[0])
    headers = {"Authorization": f"Bearer {service.token('finsam')}"}
    answer = service.client.get("/v1/internal/anonymous-participation", headers=headers).json()
    assert [(one["year"], one["people"]["women"], one["people"]["men"]) for one in answer["years"]] == [
        (2020, 2, 0),
        (2021, 0, 1),
    ]
    assert service.client.get("/v1/internal/anonymous-participation").status_code == 401
