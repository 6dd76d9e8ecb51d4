from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    GRANT,
    KEEPER,
    NOBODYS,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    REFERRAL,
    SEPTEMBER_1,
    grant,
    look_up,
    person,
)

from chassis.decisions.work import Application
from consent.number_replacements.number_replacement import Standing
from consent.participant_log.log_of_participant import log_of
from consent.replacing.replace_number import ReplaceNumber
from samplan.contracts.codes import ConsentPurpose
from samplan.privacy.circle.may_know import Rule
from samplan.privacy.disclosure_log import Disclosure
from samplan.privacy.linked_persons import ReplacementReason
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

LOOK_UP = {"personnummer": NUMBER, "purpose": "coordination"}
PAGE = {"Accept": "text/html"}


def entries(desk: Application, participant_id: UUID) -> list[Disclosure]:
    with desk.reading() as work:
        return [one.disclosure for one in log_of(participant_id, KEEPER, work)]


class TestDisclosuresMade:
    def test_says_to_whom_when_for_what_under_which_consent_and_by_which_rule(
        self, desk: Application
    ) -> None:
        consent = desk.execute(grant())
        desk.execute(look_up())
        assert entries(desk, consent.participant_id) == [
            Disclosure(
                disclosed_on=DAY_AFTER,
                participant_id=consent.participant_id,
                agency=CARE,
                role="system",
                purpose=ConsentPurpose.COORDINATION,
                what="consent.participant_id",
                consent_id=consent.id,
                rule=Rule.CONSENT.value,
                circle_version=1,
            )
        ]

    def test_has_the_newest_first(self, desk: Application) -> None:
        participant_id = desk.execute(grant()).participant_id
        desk.execute(look_up())
        desk.execute(look_up(by=CITY, occurred_on=SEPTEMBER_1))
        assert [entry.agency for entry in entries(desk, participant_id)] == [CITY, CARE]

    def test_has_the_disclosures_under_each_id_of_the_participant(self, desk: Application) -> None:
        old, new = person(NUMBER), person(OTHER_NUMBER)
        first = desk.execute(grant())
        other = desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=new))
        desk.execute(look_up())
        desk.execute(look_up(personnummer=new))
        link: dict[str, Any] = {"old_number": old, "new_number": new, "reason": ReplacementReason.CORRECTED}
        desk.execute(ReplaceNumber(standing=Standing.NEW, **link, by=KEEPER, occurred_on=SEPTEMBER_1))
        found = {entry.consent_id for entry in entries(desk, other.participant_id)}
        assert found == {first.id, other.id}


class TestShowLog:
    def test_names_the_agency_in_full_and_nothing_of_what_it_learnt(self, service: ServiceUnderTest) -> None:
        participant = disclosed(service)
        text = log(service, participant, "af").text
        assert '<td><div><bdi lang="sv" dir="ltr">Region Skåne, primärvården</bdi></div></td>' in text
        assert "Myndigheten är namngiven i ett samtycke" in text
        assert "Lämnade av Samordningsförbundet" in text
        assert participant not in text

    @pytest.mark.parametrize(("agency", "status"), [("af", 200), ("finsam", 200), ("fk", 404)])
    def test_is_for_agencies_in_a_consent_in_force_and_the_keeper(
        self, service: ServiceUnderTest, agency: str, status: int
    ) -> None:
        assert log(service, disclosed(service), agency).status_code == status

    def test_is_for_the_keeper_alone_once_the_consent_is_over(self, service: ServiceUnderTest) -> None:
        participant = disclosed(service)
        service.today(SEPTEMBER_1.replace(year=2021))
        assert log(service, participant, "af").status_code == 404
        assert log(service, participant, "finsam").status_code == 200

    def test_is_not_for_an_agency_in_a_consent_to_something_else(self, service: ServiceUnderTest) -> None:
        follow_up = {**GRANT, "purpose": "follow_up"}
        place = service.post("/v1/consents", follow_up, agency="malmo-ifo").headers["location"]
        assert log(service, service.get(place).json()["participantId"], "af").status_code == 404

    def test_is_empty_for_an_unknown_participant_and_says_so(self, service: ServiceUnderTest) -> None:
        answer = log(service, str(NOBODYS), "finsam")
        assert answer.status_code == 200
        assert "Inget är registrerat." in answer.text

    def test_waits_while_the_consent_may_be_over(self, service: ServiceUnderTest) -> None:
        participant = disclosed(service)
        service.receive_raw(
            "malmo-ifo.referral.v1", str(REFERRAL).encode(), b"{not json", [("ce_effect", b"ends")]
        )
        assert [log(service, participant, agency).status_code for agency in ("af", "finsam")] == [503, 200]


def disclosed(service: ServiceUnderTest) -> str:
    """The id of a participant who was looked up by primary care."""
    service.post("/v1/consents", GRANT, agency="malmo-ifo")
    answer = service.post("/v1/participant-lookups", LOOK_UP, agency="region-skane")
    return str(answer.json()["participantId"])


def log(service: ServiceUnderTest, participant: str, agency: str) -> Any:
    return service.get(f"/v1/participants/{participant}/log", agency=agency, headers=PAGE)
