"""C-14: consents are found by either id of a person whose number was replaced, by those whom they name."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    GRANT,
    KEEPER,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    OUTSIDER,
    SEPTEMBER_1,
    grant,
    look_up,
    person,
    revoke,
)

from chassis.decisions.work import Application
from consent.number_replacements.number_replacement import NumberReplacement, Standing
from consent.register.consents_in_force import consents_for_participant
from consent.replacing.replace_number import ReplaceNumber
from consent.replacing.undo_replacement import UndoReplacement
from samplan.contracts.codes import Agency
from samplan.privacy.linked_persons import ReplacementReason
from samplan.testing.harness import ServiceUnderTest

OLD, NEW = person(NUMBER), person(OTHER_NUMBER)
THIRD_NUMBER, STRANGER = "19850615-9824", Agency.KLIPPAN


def link(standing: Standing = Standing.OLD, **changes: Any) -> ReplaceNumber:
    reason = ReplacementReason.CORRECTED
    asked = {"old_number": OLD, "new_number": NEW, "reason": reason, "by": KEEPER, "occurred_on": SEPTEMBER_1}
    return ReplaceNumber(standing=standing, **{**asked, **changes})


def found(desk: Application, agency: Agency, participant_id: UUID, on: date = DAY_AFTER) -> set[UUID]:
    with desk.reading() as work:
        rows = consents_for_participant(work, agency, participant_id, on)
    return {UUID(row["consent_id"]) for row in rows}


class TestConsentsOfALinkedParticipant:
    """Asked for by either id, an agency finds those that name it."""

    @pytest.fixture
    def ids(self, desk: Application) -> dict[UUID, UUID]:
        """The consents by participant: the old number's names the circle, the new one's an outsider too."""
        given = (
            grant(),
            grant(referral_id=OTHER_REFERRAL, personnummer=NEW, agencies=(CARE, OUTSIDER), by=CARE),
        )
        return {consent.participant_id: consent.id for consent in map(desk.execute, given)}

    def test_are_apart_until_they_are_linked(self, desk: Application, ids: dict[UUID, UUID]) -> None:
        for participant, consent in ids.items():
            assert found(desk, CARE, participant) == {consent}

    @pytest.mark.parametrize("standing", Standing)
    def test_are_found_by_either_id(
        self, desk: Application, ids: dict[UUID, UUID], standing: Standing
    ) -> None:
        desk.execute(link(standing))
        for participant in ids:
            assert found(desk, CARE, participant) == {*ids.values()}

    def test_are_found_through_several_links(self, desk: Application, ids: dict[UUID, UUID]) -> None:
        old, new = ids
        desk.execute(link())
        desk.execute(link(Standing.NEW, new_number=person(THIRD_NUMBER)))
        third = desk.execute(look_up(personnummer=person(THIRD_NUMBER))).participant_id
        assert third not in ids
        for participant in (old, new, third):
            assert found(desk, CARE, participant) == {*ids.values()}

    def test_are_apart_again_once_the_link_is_undone(self, desk: Application, ids: dict[UUID, UUID]) -> None:
        replacement: NumberReplacement = desk.execute(link())
        desk.execute(UndoReplacement(replacement_id=replacement.id, by=KEEPER, occurred_on=SEPTEMBER_1))
        self.test_are_apart_until_they_are_linked(desk, ids)

    def test_are_those_that_name_the_agency_and_no_others(
        self, desk: Application, ids: dict[UUID, UUID]
    ) -> None:
        (old, of_old), (new, of_new) = ids.items()
        desk.execute(link(Standing.OLD))
        assert found(desk, CITY, old) == {of_old}
        assert found(desk, OUTSIDER, old) == {of_new}
        for agency in (KEEPER, STRANGER):
            assert found(desk, agency, old) == found(desk, agency, new) == set()

    def test_do_not_show_whose_an_id_is_to_an_agency_that_no_consent_has_given_it(
        self, desk: Application, ids: dict[UUID, UUID]
    ) -> None:
        """The city has read the new id on a topic. No consent shows it whose id that is."""
        _, new = ids
        desk.execute(link(Standing.OLD))
        assert found(desk, CITY, new) == set()

    def test_are_followed_from_an_id_under_which_nothing_is_in_force_any_more(
        self, desk: Application, ids: dict[UUID, UUID]
    ) -> None:
        (old, of_old), (_, of_new) = ids.items()
        desk.execute(link(Standing.NEW))
        desk.execute(revoke(of_old, by=CARE, on=DAY_AFTER))
        assert found(desk, CARE, old) == {of_new}


class TestOverHttp:
    def test_a_consent_is_found_by_the_id_that_a_look_up_gives(self, service: ServiceUnderTest) -> None:
        place = service.post("/v1/consents", GRANT, agency=CITY).headers["location"]
        made = service.get(place, agency=CITY).json()
        body = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "new", "reason": "corrected"}
        service.post("/v1/number-replacements", {**body, "occurredOn": "2020-03-01"}, agency=KEEPER)
        asked = {"personnummer": NUMBER, "purpose": "coordination"}
        participant = service.post("/v1/participant-lookups", asked, agency=CARE).json()["participantId"]
        assert participant != made["participantId"]
        [found] = service.get(f"/v1/consents?participantId={participant}&on=2020-03-01", agency=CARE).json()
        assert (found["consentId"], found["participantId"]) == (made["consentId"], made["participantId"])
