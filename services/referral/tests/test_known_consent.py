"""Our own view of a consent, and when it carries an enrolment (R-06, C-06)."""

from datetime import date
from typing import Any

import pytest
from services.referral.tests.examples import (
    CARE,
    CONSENT,
    CONSENT_UNTIL,
    INSURANCE,
    JUNE_1,
    JUNE_15,
    JUNE_16,
    KEEPER,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    STATE,
)

from referral.consents.consent_in_force import consent_in_force
from referral.consents.known_consent import ConsentEnd, ConsentNotInForce, KnownConsent
from samplan.contracts.codes import Agency
from samplan.testing.given import fact, given

MENTIONED = fact(KnownConsent.Mentioned, occurred_on=JUNE_15)
GRANTED = fact(
    KnownConsent.GrantNoted,
    agencies=(STATE, KEEPER, CARE),
    valid_until=CONSENT_UNTIL,
    occurred_on=JUNE_15,
)
COVERED = fact(
    KnownConsent.CoverageNoted, referral_id=REFERRAL, participant_id=PARTICIPANT, occurred_on=JUNE_15
)
REVOKED = fact(KnownConsent.EndNoted, reason=ConsentEnd.REVOKED, occurred_on=JUNE_16)
IN_FORCE = (MENTIONED, GRANTED, COVERED)
NEEDED = frozenset({STATE, KEEPER})
COVERAGE = (REFERRAL, PARTICIPANT, JUNE_15)
ANOTHER = (OTHER_REFERRAL, PARTICIPANT, JUNE_15)
GRANT = ((STATE, KEEPER, CARE), CONSENT_UNTIL, JUNE_15)


class TestNotes:
    def test_are_taken_once(self) -> None:
        given(MENTIONED).when(KnownConsent.note_grant, *GRANT).then(GRANTED)
        given(MENTIONED, GRANTED).when(KnownConsent.note_grant, *GRANT).then_nothing()
        given(MENTIONED, GRANTED).when(KnownConsent.note_coverage, *COVERAGE).then(COVERED)
        given(MENTIONED, COVERED).when(
            KnownConsent.note_coverage, REFERRAL, PARTICIPANT, JUNE_15
        ).then_nothing()
        given(MENTIONED, GRANTED).when(KnownConsent.note_end, ConsentEnd.REVOKED, JUNE_16).then(REVOKED)
        given(MENTIONED, REVOKED).when(KnownConsent.note_end, ConsentEnd.EXPIRED, JUNE_16).then_nothing()

    def test_add_further_referrals(self) -> None:
        outcome = given(MENTIONED, COVERED).when(
            KnownConsent.note_coverage, OTHER_REFERRAL, PARTICIPANT, JUNE_15
        )
        assert outcome.aggregate.referral_ids == (REFERRAL, OTHER_REFERRAL)


class TestConsentInForce:
    @pytest.mark.parametrize("on", [JUNE_15, CONSENT_UNTIL])
    def test_names_consent_and_participant_from_its_first_to_its_last_day(self, on: date) -> None:
        consent = given(*IN_FORCE, id=CONSENT).aggregate(KnownConsent)
        assert consent_in_force([consent], NEEDED, on) == (CONSENT, PARTICIPANT)

    @pytest.mark.parametrize(
        ("facts", "needed", "on", "reason", "missing"),
        [
            ((MENTIONED,), NEEDED, JUNE_16, "no_consent", ["af", "malmo-ifo"]),
            ((MENTIONED, GRANTED, COVERED, REVOKED), NEEDED, JUNE_16, "revoked", ["af", "malmo-ifo"]),
            ((MENTIONED, GRANTED), NEEDED, JUNE_16, "no_consent", ["af", "malmo-ifo"]),
            (IN_FORCE, NEEDED, JUNE_1, "not_on_that_date", ["af", "malmo-ifo"]),
            (
                (MENTIONED, GRANTED, COVERED),
                NEEDED,
                date(2022, 6, 15),
                "not_on_that_date",
                ["af", "malmo-ifo"],
            ),
            (IN_FORCE, NEEDED | {INSURANCE}, JUNE_16, "agency_not_named", ["fk"]),
        ],
    )
    def test_says_what_is_missing(
        self, facts: tuple[Any, ...], needed: frozenset[Agency], on: date, reason: str, missing: list[str]
    ) -> None:
        consent = given(*facts, id=CONSENT).aggregate(KnownConsent)
        with pytest.raises(ConsentNotInForce) as refused:
            consent_in_force([consent], needed, on)
        assert refused.value.details == {"reason": reason, "missing": missing}

    def test_is_refused_when_no_consent_is_known(self) -> None:
        with pytest.raises(ConsentNotInForce) as refused:
            consent_in_force([], NEEDED, JUNE_16)
        assert refused.value.details["reason"] == "no_consent"

    def test_lets_a_later_grant_heal_a_refusal(self) -> None:
        refusal = fact(KnownConsent.EndNoted, reason=ConsentEnd.REFUSED, occurred_on=JUNE_15)
        refused = given(MENTIONED, refusal, id=OTHER_REFERRAL).aggregate(KnownConsent)
        granted = given(*IN_FORCE, id=CONSENT).aggregate(KnownConsent)
        assert consent_in_force([refused, granted], NEEDED, JUNE_16) == (CONSENT, PARTICIPANT)
