"""C-06: the participant's circle on the business date decides what rests on a consent; R-06, I27."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.referral.tests.examples import (
    BEA,
    CARE,
    CONSENT,
    CONSENT_UNTIL,
    JUNE_16,
    KEEPER,
    OTHER_REFERRAL,
    PARTICIPANT,
    REVOKED,
    STATE,
    covered,
    granted,
)
from services.referral.tests.intake import Case, Intake

from chassis.decisions.journal import from_stored
from referral.enrolment.participant_enrolled import ParticipantEnrolled
from samplan.contracts.codes import ConsentKind, ConsentPurpose, RevocationReason
from samplan.contracts.consent import BlockSet, ConsentRenewed, ConsentRevoked
from samplan.privacy.circle.reading_again import read_again_what_was_missed
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ELSEWHERE = "/klippan/consent/77aa0e21"
SECOND = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f602")
SOMEBODY_ELSE = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae8")
BLOCKED = BlockSet(participant_id=PARTICIPANT, agency=STATE, circle_version=2, occurred_on=JUNE_16)
IN_ERROR = ConsentRevoked(
    consent_id=CONSENT,
    participant_id=PARTICIPANT,
    reason=RevocationReason.ENTERED_IN_ERROR,
    occurred_on=JUNE_16,
)
RENEWED = ConsentRenewed(
    consent_id=CONSENT,
    participant_id=PARTICIPANT,
    valid_until=date(2023, 6, 14),
    circle_version=2,
    occurred_on=JUNE_16,
)


def why_not(intake: Intake, case: Case) -> Any:
    answer = intake.enrol(case)
    return answer.status_code, answer.json().get("reason")


def enrolment(intake: Intake) -> ParticipantEnrolled:
    events = [from_stored(one) for one in intake.service.database.notifications(0, 1000)]
    [found] = [event for event in events if isinstance(event, ParticipantEnrolled)]
    return found


class TestEnrolment:
    @pytest.mark.parametrize(
        "terms",
        [
            {"kind": ConsentKind.MEDIA},
            {"kind": ConsentKind.REGISTER},
            {"purpose": ConsentPurpose.MEDIA},
            {"purpose": ConsentPurpose.FOLLOW_UP},
        ],
        ids=str,
    )
    def test_rests_on_a_waiver_of_secrecy_for_coordination_alone(
        self, intake: Intake, terms: dict[str, Any]
    ) -> None:
        """K3."""
        case = intake.met()
        intake.service.receive(granted(case.id, **terms))
        assert why_not(intake, case) == (409, "no_consent")

    def test_asks_todays_circle_and_not_that_of_the_day_it_is_dated(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id))
        intake.service.today(date(2022, 6, 15))
        assert date(2022, 6, 15) > CONSENT_UNTIL
        assert why_not(intake, case) == (409, "not_in_force")
        intake.service.receive(RENEWED)
        assert intake.enrol(case).status_code == 200

    def test_is_dated_no_earlier_than_the_grant(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id, occurred_on=date(2021, 6, 17)))
        assert why_not(intake, case) == (409, "not_in_force")
        intake.service.receive(
            granted(case.id, consent_id=SECOND, occurred_on=date(2021, 6, 17), covers_earlier=True)
        )
        assert intake.enrol(case).status_code == 200

    def test_is_refused_while_an_agency_needed_is_blocked(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id), BLOCKED)
        assert why_not(intake, case) == (409, "blocked")

    def test_waits_for_no_acknowledgement(self, intake: Intake) -> None:
        """C-15."""
        case = intake.met(BEA, STATE)
        intake.service.receive(granted(case.id, granted_by=STATE))
        assert intake.enrol(case).status_code == 200

    def test_rests_on_one_of_several_consents(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id), granted(case.id, consent_id=SECOND), REVOKED)
        assert intake.enrol(case).status_code == 200
        assert enrolment(intake).consent_id == SECOND

    def test_is_published_with_the_version_of_the_circle(self, stored_intake: Intake) -> None:
        """K9: a reader refuses it once a later version has closed it."""
        case = stored_intake.met()
        stored_intake.service.receive(granted(case.id, circle_version=4))
        assert stored_intake.enrol(case).status_code == 200
        assert enrolment(stored_intake).published_under == 4

    def test_is_published_without_one_where_the_consent_service_numbers_none(self, intake: Intake) -> None:
        intake.enrolled()
        assert enrolment(intake).published_under is None


class TestAStudyVisit:
    def test_is_told_while_the_consent_is_in_force(self, intake: Intake) -> None:
        case = intake.visiting()
        assert intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20").status_code == 200
        assert intake.published()[-1] == "StudyVisitFollowedUp"

    def test_is_told_to_nobody_once_it_has_ended_and_stays_the_owners(self, intake: Intake) -> None:
        """C-06, C-09."""
        case = intake.visiting()
        intake.service.receive(REVOKED)
        before = intake.published()
        follow_up = intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
        ended = intake.step(case, "study-visit/end", end="participation_ended", occurredOn="2016-09-22")
        assert (follow_up.status_code, ended.status_code) == (200, 200)
        assert intake.published() == before

    def test_ends_for_its_owner_behind_a_parked_record_and_is_told_to_nobody(self, intake: Intake) -> None:
        case = intake.visiting()
        intake.service.receive_raw("finsam.consent.v1", str(CONSENT).encode(), b"{not json")
        before = intake.published()
        ended = intake.step(case, "study-visit/end", end="participation_ended", occurredOn="2016-09-30")
        assert (ended.status_code, intake.published()) == (200, before)


class TestAnotherConsentTopic:
    """I27."""

    def test_links_no_referral_by_a_consent_that_it_has_not_granted(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(OTHER_REFERRAL))
        intake.service.receive(covered(case.id), source=ELSEWHERE)
        assert why_not(intake, case) == (409, "no_consent")

    def test_moves_no_referral_to_somebody_else(self, stored_intake: Intake) -> None:
        case = stored_intake.met()
        stored_intake.service.receive(granted(case.id))
        forged = granted(case.id, consent_id=SECOND, participant_id=SOMEBODY_ELSE)
        stored_intake.service.receive(forged, source=ELSEWHERE)
        assert stored_intake.enrol(case).status_code == 200
        assert enrolment(stored_intake).participant_id == PARTICIPANT

    def test_adds_no_agency_to_a_consent(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id, agencies=(KEEPER, CARE)))
        wider = granted(case.id, agencies=(KEEPER, CARE, STATE))
        intake.service.receive(wider, source=ELSEWHERE)
        assert why_not(intake, case) == (409, "not_named")

    def test_ends_a_consent(self, intake: Intake) -> None:
        case = intake.met()
        intake.service.receive(granted(case.id))
        intake.service.receive(REVOKED, source=ELSEWHERE)
        assert why_not(intake, case) == (409, "not_in_force")


class TestTheParticipantOfAReferral:
    def test_stays_the_same_once_enrolled(self, intake: Intake) -> None:
        case = intake.visiting()
        intake.service.receive(IN_ERROR)
        other = granted(
            case.id, consent_id=SECOND, participant_id=SOMEBODY_ELSE, occurred_on=date(2016, 7, 1)
        )
        intake.service.receive(other)
        intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
        answer = intake.step(
            case, "study-visit/end", end="enrolled", registeredOn="2016-09-20", occurredOn="2016-09-22"
        )
        assert (answer.status_code, answer.json()["reason"]) == (409, "not_in_force")

    def test_is_the_next_one_where_the_first_was_somebody_else(self, intake: Intake) -> None:
        """Until it is enrolled."""
        case = intake.met()
        intake.service.receive(granted(case.id), IN_ERROR)
        intake.service.receive(granted(case.id, consent_id=SECOND, participant_id=SOMEBODY_ELSE))
        assert intake.enrol(case).status_code == 200
        assert enrolment(intake).participant_id == SOMEBODY_ELSE


class TestAStoreOfVersion010:
    """I8, I17: it has noted consents without circles."""

    def test_reads_its_consents_again(self, stored_intake: Intake) -> None:
        service, case = stored_intake.service, stored_intake.met()
        records = service.receive(granted(case.id))
        with service.database.transaction() as tx:
            for table in ("circles", "circle_consents", "circle_granters", "circle_marks"):
                tx.execute(f"DELETE FROM {table}")  # noqa: S608  # names of this test
            tx.execute("UPDATE covered_referrals SET participant_id = NULL")
        service.redeliver(records)
        assert why_not(stored_intake, case) == (409, "no_consent")
        assert _started(service) == 1
        service.redeliver(records)
        assert stored_intake.service.database.query("SELECT * FROM parked") == []
        assert len(service.database.query("SELECT * FROM covered_referrals")) == 1


def _started(service: ServiceUnderTest) -> int:
    with service.database.transaction() as tx:
        return read_again_what_was_missed(service.process.application.work(tx))
