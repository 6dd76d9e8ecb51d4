"""Emergency access: what opens it and what ends it (C-05)."""

from libs.privacy.tests.circle_examples import (
    JUNE_1,
    MAY_2,
    MAY_3,
    NOON,
    ONE,
    PARTICIPANT,
    TWO,
    asked,
    blocked,
    circle,
    rule,
)
from msgspec.structs import replace

from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    AgencyLeft,
    EmergencyAccessClosed,
    EmergencyAccessOpened,
    ParticipantDeceased,
    party_id_of,
)
from samplan.privacy.circle.may_know import Rule


class TestEmergencyAccess:
    OPENED = EmergencyAccessOpened(
        participant_id=PARTICIPANT,
        agency=Agency.FK,
        opened_at=NOON,
        closes_at=TWO,
        circle_version=1,
        occurred_on=MAY_2,
    )

    def test_opens_for_its_hours_without_a_consent(self) -> None:
        opened = circle(self.OPENED)

        assert rule(opened, asked(Agency.FK, at=ONE)) is Rule.EMERGENCY_ACCESS
        assert rule(opened, asked(Agency.FK, at=TWO)) is Rule.NO_CONSENT
        assert rule(opened, asked(Agency.AF, owner=Agency.MALMO_IFO, at=ONE)) is Rule.NO_CONSENT

    def test_ends_when_it_is_closed_early(self) -> None:
        closed = EmergencyAccessClosed(
            participant_id=PARTICIPANT, agency=Agency.FK, circle_version=2, occurred_on=MAY_2
        )

        assert rule(circle(self.OPENED, closed), asked(Agency.FK, at=ONE)) is Rule.NO_CONSENT

    def test_the_programme_says_whether_a_block_beats_it(self) -> None:
        beaten = circle(self.OPENED, blocked(Agency.FK))
        beats = circle(replace(self.OPENED, beats_block=True), blocked(Agency.FK))

        assert rule(beaten, asked(Agency.FK, at=ONE)) is Rule.BLOCKED
        assert rule(beats, asked(Agency.FK, at=ONE)) is Rule.EMERGENCY_ACCESS

    def test_ends_with_the_agencys_last_day_in_the_programme(self) -> None:
        """C-04"""
        left = AgencyLeft(
            party_id=party_id_of("malmokraften", Agency.FK),
            programme="malmokraften",
            agency=Agency.FK,
            occurred_on=MAY_2,
        )
        opened = replace(self.OPENED, programme="malmokraften")
        joined_again = replace(opened, occurred_on=MAY_3)

        assert rule(circle(opened, left), asked(Agency.FK, at=ONE, on=MAY_2)) is Rule.EMERGENCY_ACCESS
        assert rule(circle(opened, left), asked(Agency.FK, at=ONE, on=MAY_3)) is Rule.NO_CONSENT
        assert rule(circle(joined_again, left), asked(Agency.FK, at=ONE, on=JUNE_1)) is Rule.EMERGENCY_ACCESS

    def test_ends_with_a_death(self) -> None:
        """C-16"""
        deceased = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=2, occurred_on=MAY_2)

        assert rule(circle(self.OPENED, deceased), asked(Agency.FK, at=ONE)) is Rule.DECEASED
