"""C-11, I16: a look-up is decided by the circle, and logged in a chain that shows edits and cuts."""

from datetime import date
from uuid import UUID

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import (
    CARE,
    CITY,
    DAY_AFTER,
    GRANTED_ON,
    KEEPER,
    OTHER_REFERRAL,
    OUTSIDER,
    PROGRAMME,
    grant,
    look_up,
    open_emergency_access,
)
from structlog.testing import capture_logs
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.commands import Command
from chassis.decisions.disclosure_checks import own_logs
from chassis.decisions.work import Application
from consent.consent import Office
from consent.lookups.disclosure import DisclosureMade
from consent.lookups.look_up_participant import ParticipantNotFound
from consent.participant_log.log_of_participant import log_of
from consent.participants.blocks import LiftBlock, SetBlock
from consent.participants.deceased_participants import ParticipantHasDied
from consent.participants.emergency_access import CloseEmergencyAccess
from consent.participants.record_death import RecordDeath
from consent.parties.join_and_leave import LeaveProgramme
from consent.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Rule


@pytest.fixture
def participant(desk: Application) -> UUID:
    """A participant who has named af, the city and care."""
    found: UUID = desk.execute(grant()).participant_id
    return found


def block(participant: UUID, agency: Agency = CARE) -> SetBlock:
    return SetBlock(participant_id=participant, agency=agency, by=Agency.AF, occurred_on=GRANTED_ON)


def rules(desk: Application, participant: UUID) -> list[tuple[Agency, Rule]]:
    with desk.reading() as work:
        told = [one.disclosure for one in log_of(participant, KEEPER, work)]
    return [(made.agency, Rule(made.rule)) for made in told]


class TestALookUp:
    def test_is_answered_by_the_circle(self, desk: Application, participant: UUID) -> None:
        denials: tuple[Command[Office], ...] = (
            block(participant),
            RecordDeath(participant_id=participant, by=Agency.AF, occurred_on=DAY_AFTER),
        )
        desk.execute(look_up())
        for denial in denials:
            desk.execute(denial)
            with pytest.raises(ParticipantNotFound):
                desk.execute(look_up())
            lifted = LiftBlock(participant_id=participant, agency=CARE, by=Agency.AF, occurred_on=GRANTED_ON)
            desk.execute(lifted)
        assert rules(desk, participant) == [(CARE, Rule.CONSENT)]

    @pytest.mark.usefixtures("participant")
    def test_is_refused_after_the_agency_has_left(self, desk: Application) -> None:
        leaves = LeaveProgramme(programme=PROGRAMME, agency=CARE, by=KEEPER, occurred_on=DAY_AFTER)
        desk.execute(leaves)
        desk.execute(look_up())
        with pytest.raises(ParticipantNotFound):
            desk.execute(look_up(occurred_on=date(2020, 2, 19)))

    def test_is_answered_under_emergency_access_without_a_consent(
        self, desk: Application, participant: UUID
    ) -> None:
        opened_at = open_emergency_access(desk, participant, OUTSIDER)
        found = desk.execute(look_up(by=OUTSIDER, at=opened_at))
        assert (found.participant_id, found.consent_id) == (participant, None)
        closed = CloseEmergencyAccess(
            participant_id=participant, agency=OUTSIDER, by=OUTSIDER, occurred_on=DAY_AFTER
        )
        desk.execute(closed)
        with pytest.raises(ParticipantNotFound):
            desk.execute(look_up(by=OUTSIDER, at=opened_at))
        told = [(OUTSIDER, Rule.EMERGENCY_ACCESS)]
        assert rules(desk, participant) == told * 2, "the opening and the look-up"

    def test_is_answered_to_the_agency_that_recorded_the_grant(
        self, desk: Application, participant: UUID
    ) -> None:
        assert desk.execute(look_up(by=CITY)).participant_id == participant

    @pytest.mark.usefixtures("participant")
    def test_is_refused_the_keeper_whom_no_consent_names(self, desk: Application) -> None:
        with pytest.raises(ParticipantNotFound):
            desk.execute(look_up(by=KEEPER))

    def test_leaves_its_anchor_outside_the_database(self, service: Desk) -> None:
        service.process.application.execute(grant())
        with capture_logs() as lines:
            service.post(
                "/v1/participant-lookups", {"personnummer": "19121212-1212", "purpose": "coordination"}
            )
        [line] = [line for line in lines if line["event"] == "disclosed"]
        assert line["anchor"].startswith("1:")


def broken_at(desk: Application) -> int | None:
    with desk.reading() as work:
        own, _ = own_logs(DisclosureMade)(desk.database, work)
    return own.broken_at


class TestTheLog:
    @pytest.fixture
    def written(self, desk: Application) -> Application:
        desk.execute(grant())
        for agency in (CARE, CITY, CARE):
            desk.execute(look_up(by=agency))
        assert broken_at(desk) is None
        return desk

    @pytest.mark.parametrize(
        ("change", "position"),
        [
            ("UPDATE disclosure_entries SET entry = REPLACE(entry, 'malmo-ifo', 'fk') WHERE position = 2", 2),
            ("DELETE FROM disclosure_entries WHERE position = 2", 2),
            ("DELETE FROM disclosure_entries WHERE position = 3", 3),
            ("DELETE FROM disclosure_entries", 1),
        ],
    )
    def test_shows_where_it_was_edited_or_cut(self, written: Application, change: str, position: int) -> None:
        with written.database.transaction() as tx:
            tx.execute(change)
        assert broken_at(written) == position

    def test_is_verified_by_an_operator(self, service: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        application = service.process.application
        application.execute(grant())
        application.execute(look_up())
        for name in ("data_dir", "programmes_dir", "peer_keys_dir"):
            monkeypatch.setenv(name.upper(), str(getattr(service.settings, name)))
        monkeypatch.setenv("DEVELOPMENT", "on")
        whole = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures"])
        with application.database.transaction() as tx:
            tx.execute("DELETE FROM disclosure_entries")
        cut = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures"])
        assert (whole.exit_code, whole.output[:23]) == (0, "own log: whole up to 1:")
        assert (cut.exit_code, cut.output.splitlines()[0]) == (1, "own log: broken at 1")


def test_no_consent_is_granted_for_a_participant_who_has_died(desk: Application, participant: UUID) -> None:
    desk.execute(RecordDeath(participant_id=participant, by=Agency.AF, occurred_on=DAY_AFTER))
    with pytest.raises(ParticipantHasDied):
        desk.execute(grant(referral_id=OTHER_REFERRAL))
