"""Who may know what: the rules of the circle, one by one."""

from datetime import date
from itertools import permutations

import pytest
from libs.privacy.tests.circle_examples import (
    JUNE_1,
    MAY_1,
    MAY_2,
    MAY_3,
    NARROW,
    PARTICIPANT,
    WIDE,
    asked,
    blocked,
    circle,
    granted,
    revoked,
    rule,
)

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.consent import (
    AgencyLeft,
    BlockLifted,
    ConsentNarrowed,
    ConsentRenewed,
    GrantAcknowledged,
    ParticipantDeceased,
    party_id_of,
)
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Allowed, Asked, Denied, Rule, may_know, may_publish


class TestMayKnow:
    def test_a_consent_in_force_allows_the_agencies_that_it_names_and_says_which_it_is(self) -> None:
        assert may_know(circle(granted()), asked()) == Allowed(rule=Rule.CONSENT, version=1, consent_id=WIDE)

    @pytest.mark.parametrize(
        ("events", "question", "expected"),
        [
            ((), asked(), Rule.NO_CONSENT),
            ((granted(),), asked(Agency.FK), Rule.NOT_NAMED),
            ((granted(),), asked(on=date(2022, 4, 30)), Rule.NOT_IN_FORCE),
            ((granted(),), asked(on=date(2023, 1, 1)), Rule.NOT_IN_FORCE),
            ((granted(), revoked()), asked(on=MAY_1), Rule.NOT_IN_FORCE),
            ((granted(),), asked(purpose=ConsentPurpose.RESEARCH), Rule.OTHER_PURPOSE),
            ((granted(),), asked(what="planning.something_else"), Rule.NOT_SHARED),
            ((granted(kind=ConsentKind.MEDIA),), asked(), Rule.NO_CONSENT),
            ((granted(purpose=ConsentPurpose.FOLLOW_UP),), asked(), Rule.NO_CONSENT),
            ((granted(), blocked()), asked(), Rule.BLOCKED),
        ],
    )
    def test_denies_by_the_rule_that_came_closest(
        self, events: tuple[ContractEvent, ...], question: Asked, expected: Rule
    ) -> None:
        assert may_know(circle(*events), question) == Denied(rule=expected)

    def test_an_owner_knows_its_own_records_after_every_end(self) -> None:
        deceased = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=4, occurred_on=MAY_3)
        everything_ended = circle(granted(), revoked(), blocked(Agency.AF), deceased)

        assert rule(everything_ended, asked(Agency.AF)) is Rule.OWN_RECORD

    def test_of_two_consents_the_narrow_one_still_allows_when_the_wide_one_ends(self) -> None:
        """K6"""
        narrow = granted(NARROW, 2, agencies=(Agency.AF, Agency.MALMO_IFO))
        found = circle(granted(), narrow, revoked(version=3))

        assert may_know(found, asked(Agency.MALMO_IFO)) == Allowed(
            rule=Rule.CONSENT, version=3, consent_id=NARROW
        )
        assert not isinstance(may_know(found, asked(Agency.REGION_SKANE)), Allowed)

    def test_a_renewal_goes_on_without_a_gap(self) -> None:
        """K1"""
        renewed = ConsentRenewed(
            consent_id=WIDE,
            participant_id=PARTICIPANT,
            valid_until=date(2023, 12, 31),
            circle_version=2,
            occurred_on=date(2022, 12, 17),
        )

        assert rule(circle(granted(), renewed), asked(on=date(2023, 1, 1))) is Rule.CONSENT

    def test_a_narrowed_consent_names_the_remaining_agencies_alone(self) -> None:
        narrowed = ConsentNarrowed(
            consent_id=WIDE,
            participant_id=PARTICIPANT,
            agencies=(Agency.AF, Agency.MALMO_IFO),
            circle_version=2,
            occurred_on=MAY_2,
        )

        assert rule(circle(granted(), narrowed), asked()) is Rule.NOT_NAMED
        assert rule(circle(granted(), narrowed), asked(Agency.MALMO_IFO)) is Rule.CONSENT

    def test_an_agency_that_left_the_programme_loses_its_grants_after_its_last_day(self) -> None:
        left = AgencyLeft(
            party_id=party_id_of("malmokraften", Agency.REGION_SKANE),
            programme="malmokraften",
            agency=Agency.REGION_SKANE,
            occurred_on=MAY_2,
        )

        assert rule(circle(granted(), left), asked(on=MAY_2)) is Rule.CONSENT
        assert rule(circle(granted(), left), asked(on=MAY_3)) is Rule.AGENCY_HAS_LEFT

    def test_an_agency_that_joined_again_is_served_by_a_later_consent(self) -> None:
        left = AgencyLeft(
            party_id=party_id_of("malmokraften", Agency.REGION_SKANE),
            programme="malmokraften",
            agency=Agency.REGION_SKANE,
            occurred_on=MAY_2,
        )

        assert rule(circle(left, granted(occurred_on=MAY_3)), asked(on=MAY_3)) is Rule.CONSENT

    def test_a_lifted_block_denies_no_longer(self) -> None:
        lifted = BlockLifted(
            participant_id=PARTICIPANT, agency=Agency.REGION_SKANE, circle_version=4, occurred_on=MAY_3
        )

        assert rule(circle(granted(), blocked(), lifted), asked()) is Rule.CONSENT

    def test_a_granting_agency_sees_an_owners_records_once_the_owner_has_acknowledged(self) -> None:
        """I27"""
        self_serving = granted(granted_by=Agency.REGION_SKANE)
        acknowledged = GrantAcknowledged(
            consent_id=WIDE, participant_id=PARTICIPANT, owner=Agency.AF, circle_version=2, occurred_on=MAY_2
        )

        assert rule(circle(self_serving), asked()) is Rule.NOT_ACKNOWLEDGED
        assert rule(circle(self_serving), asked(Agency.MALMO_IFO)) is Rule.CONSENT
        assert rule(circle(self_serving, acknowledged), asked()) is Rule.CONSENT
        assert rule(circle(self_serving, acknowledged), asked(owner=Agency.FK)) is Rule.NOT_ACKNOWLEDGED


class TestMayPublish:
    @staticmethod
    def rule(found: Circle, occurred_on: date, today: date, owner: Agency = Agency.AF) -> Rule:
        what = "samplan.planning.TrackChosen.v1"
        return may_publish(found, what, owner=owner, occurred_on=occurred_on, today=today).rule

    def test_asks_todays_circle_and_not_that_of_the_facts_day(self) -> None:
        """K5"""
        assert self.rule(circle(granted()), JUNE_1, today=JUNE_1) is Rule.CONSENT
        assert self.rule(circle(granted()), JUNE_1, today=date(2023, 1, 1)) is Rule.NO_CONSENT
        assert self.rule(circle(granted(), revoked()), MAY_1, today=MAY_3) is Rule.NO_CONSENT

    def test_withholds_earlier_facts_unless_the_consent_covers_them(self) -> None:
        """C-07"""
        earlier = date(2022, 4, 1)

        assert self.rule(circle(granted()), earlier, today=MAY_3) is Rule.NO_CONSENT
        assert self.rule(circle(granted(covers_earlier=True)), earlier, today=MAY_3) is Rule.CONSENT

    def test_publishes_nothing_that_only_the_owner_or_a_blocked_agency_could_read(self) -> None:
        two = granted(agencies=(Agency.AF, Agency.REGION_SKANE))

        assert self.rule(circle(two), MAY_2, today=MAY_3) is Rule.CONSENT
        assert self.rule(circle(two, blocked()), MAY_2, today=MAY_3) is Rule.NO_CONSENT


class TestOrderOfArrival:
    def test_a_grant_that_is_read_again_undoes_no_narrowing(self) -> None:
        narrowed = ConsentNarrowed(
            consent_id=WIDE,
            participant_id=PARTICIPANT,
            agencies=(Agency.AF,),
            circle_version=2,
            occurred_on=MAY_2,
        )

        assert rule(circle(granted(), narrowed, granted()), asked()) is Rule.NOT_NAMED

    def test_every_order_of_arrival_gives_the_same_answer(self) -> None:
        events = (granted(), granted(NARROW, 2), blocked(version=3), revoked(NARROW, 4))
        found = {circle(*order) for order in permutations(events)}

        assert len(found) == 1

    def test_an_ending_that_arrives_before_its_grant_never_reopens(self) -> None:
        assert circle(revoked(), granted()) == circle(granted(), revoked())

    def test_a_repeated_event_changes_nothing(self) -> None:
        events = (granted(), blocked(), revoked(version=4))

        assert circle(*events, *events) == circle(*events)
