"""I4: once the participant's last consent has ended, no parked record names them."""

import pytest
from services.referral.tests.examples import CONSENT, PARTICIPANT, REVOKED, granted
from services.referral.tests.intake import Case, Intake
from services.referral.tests.test_closed_subjects import CONSENTS, FOR_LONG, KEY, SECOND

from samplan.bus.reading.parked import discard
from samplan.contracts.consent import ReferralCovered

TOLD = f'{{"participantId": "{PARTICIPANT}", '.encode()


@pytest.fixture
def met(intake: Intake) -> Case:
    """With an unreadable record under a consent in force."""
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=FOR_LONG))
    intake.service.receive_raw(CONSENTS, KEY, TOLD)
    assert names(intake)
    return case


def names(intake: Intake) -> bool:
    rows = intake.service.database.query("SELECT * FROM parked")
    return any(str(PARTICIPANT) in f"{dict(row)}" for row in rows)


@pytest.mark.usefixtures("met")
def test_the_end_of_the_last_consent_leaves_none(intake: Intake) -> None:
    batch = intake.service.receive(REVOKED)
    assert not names(intake)
    rows = intake.service.database.query("SELECT * FROM parked")
    intake.service.redeliver(batch)
    assert intake.service.database.query("SELECT * FROM parked") == rows


def test_while_another_consent_is_in_force_it_is_kept_whole(intake: Intake, met: Case) -> None:
    intake.service.receive(granted(met.id, consent_id=SECOND, valid_until=FOR_LONG), REVOKED)
    assert names(intake)


def test_what_waits_behind_it_is_applied_to_the_same_participant(intake: Intake, met: Case) -> None:
    covered = ReferralCovered(
        consent_id=CONSENT, participant_id=PARTICIPANT, referral_id=met.id, occurred_on=REVOKED.occurred_on
    )
    intake.service.receive(covered)
    intake.service.receive(REVOKED)
    assert not names(intake)
    garbage, waiting = intake.service.parked()
    assert discard(intake.service.database, garbage.id)
    assert intake.service.replay(waiting.id) == 1
    linked = intake.service.database.query("SELECT * FROM circle_consents")
    assert {row["participant_id"] for row in linked} == {str(PARTICIPANT)}
