"""What is composed of several owners' records, as a journey is, has no owner."""

from libs.privacy.tests.circle_examples import (
    MAY_2,
    NOON,
    ONE,
    PARTICIPANT,
    WIDE,
    asked,
    circle,
    granted,
    revoked,
    rule,
)
from msgspec.structs import replace

from samplan.contracts.codes import Agency
from samplan.contracts.consent import EmergencyAccessOpened, GrantAcknowledged
from samplan.privacy.circle.may_know import Rule


class TestWhatIsComposedOfSeveralOwnersRecords:
    JOURNEY = asked(what="reporting.journey", owner=None, composed_of=frozenset({Agency.AF, Agency.FK}))

    def test_is_opened_by_a_consent_and_is_nobodys_own(self) -> None:
        of_an_owner = replace(self.JOURNEY, agency=Agency.AF)
        assert rule(circle(granted()), self.JOURNEY) is Rule.CONSENT
        assert rule(circle(granted(), revoked()), of_an_owner) is Rule.NOT_IN_FORCE

    def test_is_not_opened_by_emergency_access(self) -> None:
        opened = EmergencyAccessOpened(
            participant_id=PARTICIPANT,
            agency=Agency.REGION_SKANE,
            opened_at=NOON,
            closes_at=ONE,
            circle_version=1,
            occurred_on=MAY_2,
        )
        assert rule(circle(opened), replace(self.JOURNEY, at=NOON)) is Rule.NO_CONSENT

    def test_waits_for_each_owner_when_the_grant_serves_its_recorder(self) -> None:
        """I27"""
        self_serving = granted(granted_by=Agency.REGION_SKANE)
        by_af, by_fk = (
            GrantAcknowledged(
                consent_id=WIDE, participant_id=PARTICIPANT, owner=owner, circle_version=2, occurred_on=MAY_2
            )
            for owner in (Agency.AF, Agency.FK)
        )
        assert rule(circle(self_serving, by_af), self.JOURNEY) is Rule.NOT_ACKNOWLEDGED
        assert rule(circle(self_serving, by_af, by_fk), self.JOURNEY) is Rule.CONSENT

    def test_does_not_wait_for_the_recorder_itself(self) -> None:
        own = replace(self.JOURNEY, composed_of=frozenset({Agency.REGION_SKANE}))
        assert rule(circle(granted(granted_by=Agency.REGION_SKANE)), own) is Rule.CONSENT
