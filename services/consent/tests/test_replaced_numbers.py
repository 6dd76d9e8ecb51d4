"""C-14: two participant ids of one person are linked by decision, and it is said which one stands."""

from collections.abc import Callable
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
    SEPTEMBER_1,
    cover,
    grant,
    look_up,
    person,
)

from chassis.decisions.domain import DomainEvent, NotFound
from chassis.decisions.number_replacement import ReplacementUndone
from chassis.decisions.work import Application
from consent.lookups.look_up_participant import ParticipantNotFound
from consent.number_replacements.number_replacement import BeforeTheReplacement, NumberReplacement, Standing
from consent.number_replacements.only_the_keeper import OnlyTheKeeper
from consent.participants.participant import ParticipantRegistered
from consent.replacing.replace_number import AlreadyReplaced, NumberNotKnown, ReplaceNumber
from consent.replacing.undo_replacement import UndoReplacement
from samplan.privacy.linked_persons import ReplacementReason
from samplan.testing.harness import ServiceUnderTest

OLD, NEW = person(NUMBER), person(OTHER_NUMBER)


def replace(standing: Standing = Standing.OLD, **changes: Any) -> ReplaceNumber:
    reason = ReplacementReason.CORRECTED
    asked = {"old_number": OLD, "new_number": NEW, "reason": reason, "by": KEEPER, "occurred_on": SEPTEMBER_1}
    return ReplaceNumber(standing=standing, **{**asked, **changes})


def found(desk: Application, number: Any) -> UUID:
    participant: UUID = desk.execute(look_up(personnummer=number)).participant_id
    return participant


class TestReplacement:
    def test_is_nothing_that_happens_by_itself(self, desk: Application) -> None:
        other = desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=NEW))
        assert desk.execute(grant()).participant_id != other.participant_id

    @pytest.mark.parametrize("standing", Standing)
    def test_finds_the_id_that_stands_by_either_number(self, desk: Application, standing: Standing) -> None:
        ids = {
            Standing.OLD: desk.execute(grant()).participant_id,
            Standing.NEW: desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=NEW)).participant_id,
        }
        assert desk.execute(replace(standing)).standing == ids[standing]
        assert {found(desk, OLD), found(desk, NEW)} == {ids[standing]}

    def test_gives_a_number_not_seen_before_to_the_participant_there_is(self, desk: Application) -> None:
        consent = desk.execute(grant())
        desk.execute(replace())
        assert found(desk, NEW) == consent.participant_id
        again = desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=NEW))
        assert again.participant_id == consent.participant_id

    def test_lets_a_referral_by_the_new_number_be_covered(self, desk: Application) -> None:
        consent = desk.execute(grant())
        with pytest.raises(NotFound):
            desk.execute(cover(consent.id, personnummer=NEW))
        desk.execute(replace())
        assert OTHER_REFERRAL in desk.execute(cover(consent.id, personnummer=NEW)).consent.referral_ids

    def test_moves_no_consent(self, desk: Application) -> None:
        consent = desk.execute(grant())
        desk.execute(replace(Standing.NEW))
        found_by = desk.execute(look_up())
        assert found_by.consent_id == consent.id
        assert found_by.participant_id != consent.participant_id

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"by": CITY}, OnlyTheKeeper),
            ({"old_number": NEW, "new_number": OLD}, NumberNotKnown),
            ({"new_number": OLD}, AlreadyReplaced),
        ],
    )
    def test_is_refused_where_it_makes_no_sense(
        self, desk: Application, changes: dict[str, Any], refusal: type[Exception]
    ) -> None:
        desk.execute(grant())
        with pytest.raises(refusal):
            desk.execute(replace(**changes))

    def test_comes_once(self, desk: Application) -> None:
        desk.execute(grant())
        desk.execute(replace())
        with pytest.raises(AlreadyReplaced):
            desk.execute(replace(Standing.NEW))


class TestUndo:
    def test_gives_each_number_its_own_id_back(
        self, desk: Application, recorded: Callable[[type[DomainEvent]], list[Any]]
    ) -> None:
        consent = desk.execute(grant())
        replacement: NumberReplacement = desk.execute(replace())
        undo = UndoReplacement(replacement_id=replacement.id, by=KEEPER, occurred_on=SEPTEMBER_1)
        desk.execute(undo)
        assert found(desk, OLD) == consent.participant_id
        with pytest.raises(ParticipantNotFound):
            found(desk, NEW)
        other = desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=NEW))
        ids = [event.originator_id for event in recorded(ParticipantRegistered)]
        assert ids == [consent.participant_id, other.participant_id]
        with pytest.raises(ReplacementUndone):
            desk.execute(undo)

    def test_is_for_the_keeper_alone(self, desk: Application) -> None:
        desk.execute(grant())
        replacement: NumberReplacement = desk.execute(replace())
        with pytest.raises(OnlyTheKeeper):
            desk.execute(UndoReplacement(replacement_id=replacement.id, by=CITY, occurred_on=SEPTEMBER_1))

    def test_is_refused_before_the_replacement(self, desk: Application) -> None:
        desk.execute(grant())
        replacement: NumberReplacement = desk.execute(replace())
        with pytest.raises(BeforeTheReplacement):
            desk.execute(UndoReplacement(replacement_id=replacement.id, by=KEEPER, occurred_on=DAY_AFTER))


class TestOverHttp:
    def test_is_recorded_listed_and_undone_by_the_keeper_without_a_number(
        self, service: ServiceUnderTest
    ) -> None:
        service.post("/v1/consents", GRANT, agency=CITY)
        body = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "old", "reason": "corrected"}
        body["occurredOn"] = "2020-03-01"
        path = "/v1/number-replacements"
        assert service.post(path, body, agency=CARE).json()["code"] == "keeper_only"
        made = service.post(path, body, agency=KEEPER)
        undone = service.post(
            f"{path}/{made.json()['replacementId']}/undoing",
            {"occurredOn": "2020-03-01"},
            agency=KEEPER,
            if_match=1,
        )
        assert (made.status_code, undone.status_code) == (201, 200)
        assert service.get(path, agency=KEEPER).json() == [undone.json()]
        assert service.get(path, agency=CARE).status_code == 403
        assert "0017" not in made.text.replace(made.json()["replacementId"], "")

    def test_is_not_published(self, service: ServiceUnderTest) -> None:
        service.post("/v1/consents", GRANT, agency=CITY)
        before = service.published()
        body = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "old", "reason": "corrected"}
        service.post("/v1/number-replacements", {**body, "occurredOn": "2020-03-01"}, agency=KEEPER)
        assert service.published() == before
