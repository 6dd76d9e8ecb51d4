"""On each kind of database: the one place where a personnummer meets a participant id (C-14)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError
from services.consent.tests.examples import (
    CARE,
    CIRCLE,
    CITY,
    DAY_AFTER,
    KEEPER,
    LAST_DAY,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    OUTSIDER,
    PROGRAMME,
    SEPTEMBER_1,
    cover,
    grant,
    look_up,
    person,
    refuse,
    revoke,
    settings_in,
)

from chassis.decisions.domain import DomainEvent, NotFound
from chassis.decisions.work import Application
from consent.consent import Consent
from consent.consent.refusals import EndDateOutOfRange, NoConsentRule
from consent.covering.cover_referral import ReferralCovered
from consent.expiring.expire_consents import ConsentExpired, ExpireConsents
from consent.granting.grant_consent import ConsentAlreadyInForce, NotAParty
from consent.lookups.disclosure import DisclosureMade
from consent.lookups.look_up_participant import ParticipantNotFound
from consent.participants.identities import IndexKeyChanged
from consent.participants.participant import ParticipantRegistered
from consent.service import SERVICE
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import ConsentKind, ConsentPurpose

pytestmark = pytest.mark.slow

Recorded = Callable[[type[DomainEvent]], list[Any]]


class TestGrantConsent:
    def test_makes_the_participant_at_the_first_consent(self, desk: Application, recorded: Recorded) -> None:
        consent = desk.execute(grant())
        (registered,) = recorded(ParticipantRegistered)
        assert registered.originator_id == consent.participant_id
        assert consent.participant_id.version == 4

    def test_finds_the_participant_at_a_later_one(self, desk: Application, recorded: Recorded) -> None:
        first = desk.execute(grant())
        second = desk.execute(grant(referral_id=OTHER_REFERRAL, by=CARE, occurred_on=SEPTEMBER_1))
        assert second.id != first.id
        assert second.participant_id == first.participant_id
        assert len(recorded(ParticipantRegistered)) == 1

    def test_knows_the_participant_by_either_spelling_of_the_number(self, desk: Application) -> None:
        first = desk.execute(grant())
        second = desk.execute(grant(referral_id=OTHER_REFERRAL, personnummer=person("191212121212")))
        assert second.participant_id == first.participant_id

    def test_gives_two_persons_two_ids(self, desk: Application) -> None:
        other = grant(referral_id=OTHER_REFERRAL, personnummer=person(OTHER_NUMBER))
        assert desk.execute(grant()).participant_id != desk.execute(other).participant_id

    def test_makes_one_participant_of_two_first_consents_at_once(
        self, desk: Application, recorded: Recorded
    ) -> None:
        def give(number: int) -> UUID:
            for _ in range(10):
                try:
                    consent: Consent = desk.execute(grant(referral_id=UUID(int=number)))
                except IntegrityError:
                    continue
                return consent.participant_id
            raise AssertionError("never got through")

        with ThreadPoolExecutor(4) as pool:
            contexts = [copy_context() for _ in range(8)]
            ids = set(pool.map(lambda context, n: context.run(give, n), contexts, range(1, 9)))
        assert len(ids) == 1
        assert len(recorded(ParticipantRegistered)) == 1

    def test_is_refused_while_the_referral_has_such_a_consent(self, desk: Application) -> None:
        first = desk.execute(grant())
        with pytest.raises(ConsentAlreadyInForce) as refusal:
            desk.execute(grant(occurred_on=SEPTEMBER_1, valid_until=LAST_DAY))
        assert refusal.value.details == {"consentId": str(first.id)}

    def test_is_refused_for_its_terms_before_anything_is_said_of_the_referral(
        self, desk: Application
    ) -> None:
        desk.execute(grant())
        with pytest.raises(EndDateOutOfRange):
            desk.execute(grant(valid_until=date(2021, 2, 18)))

    def test_never_bundles_another_kind_with_it(self, desk: Application) -> None:
        first = desk.execute(grant())
        second = desk.execute(grant(kind=ConsentKind.REGISTER, purpose=ConsentPurpose.FOLLOW_UP))
        assert (first.kind, second.kind) == (ConsentKind.SECRECY_WAIVER, ConsentKind.REGISTER)

    def test_may_be_given_again_once_the_first_was_revoked(self, desk: Application) -> None:
        first = desk.execute(grant())
        desk.execute(revoke(first.id))
        again = desk.execute(grant(occurred_on=SEPTEMBER_1, valid_until=LAST_DAY))
        assert again.participant_id == first.participant_id

    def test_is_recorded_by_an_agency_that_it_names(self, desk: Application) -> None:
        with pytest.raises(NotAParty):
            desk.execute(grant(by=OUTSIDER))
        assert desk.execute(grant(by=CARE)).agencies == CIRCLE

    @pytest.mark.parametrize(
        ("programme", "on"), [("unheard-of", DAY_AFTER), (PROGRAMME, date(2019, 12, 31))]
    )
    def test_is_refused_without_a_rule_in_force(self, desk: Application, programme: str, on: date) -> None:
        with pytest.raises(NoConsentRule):
            desk.execute(grant(programme=programme, occurred_on=on))

    def test_stores_nothing_when_it_is_refused(self, desk: Application, store: Database) -> None:
        with pytest.raises(NotAParty):
            desk.execute(grant(by=OUTSIDER))
        assert store.last_notification_id() == 0
        assert store.query("SELECT participant_id FROM identities") == []

    def test_gives_no_participant_a_second_id_under_another_key(
        self, desk: Application, store: Database, tmp_path: Path
    ) -> None:
        desk.execute(grant())
        (tmp_path / "keys" / "finsam-consent-index.key").unlink()
        under_another = SERVICE.application(settings_in(tmp_path), store)
        with pytest.raises(IndexKeyChanged):
            under_another.execute(grant(referral_id=OTHER_REFERRAL))


class TestRefuseConsent:
    def test_makes_no_participant(self, desk: Application, recorded: Recorded) -> None:
        desk.execute(refuse())
        assert recorded(ParticipantRegistered) == []


class TestCoverReferral:
    def test_links_a_referral_by_another_agency_in_the_consent(self, desk: Application) -> None:
        consent = desk.execute(grant())
        assert OTHER_REFERRAL in desk.execute(cover(consent.id)).consent.referral_ids

    def test_does_it_once(self, desk: Application, recorded: Recorded) -> None:
        consent = desk.execute(grant())
        desk.execute(cover(consent.id))
        desk.execute(cover(consent.id))
        assert len(recorded(ReferralCovered)) == 1

    @pytest.mark.parametrize("changes", [{"by": OUTSIDER}, {"personnummer": person(OTHER_NUMBER)}])
    def test_finds_no_consent_for_a_stranger_or_for_another_person(
        self, desk: Application, changes: dict[str, Any]
    ) -> None:
        consent = desk.execute(grant())
        desk.execute(grant(referral_id=UUID(int=1), personnummer=person(OTHER_NUMBER)))
        with pytest.raises(NotFound):
            desk.execute(cover(consent.id, **changes))


class TestRevokeConsent:
    @pytest.mark.parametrize("by", [CARE, KEEPER])
    def test_goes_through_any_agency_in_it_and_through_the_keeper(self, desk: Application, by: Any) -> None:
        consent = desk.execute(grant())
        assert desk.execute(revoke(consent.id, by=by)).consent.has_ended

    def test_finds_no_consent_for_a_stranger(self, desk: Application) -> None:
        consent = desk.execute(grant())
        with pytest.raises(NotFound):
            desk.execute(revoke(consent.id, by=OUTSIDER))


class TestExpireConsents:
    def test_ends_what_is_past_its_last_day_and_nothing_twice(
        self, desk: Application, recorded: Recorded
    ) -> None:
        desk.execute(grant())
        later = grant(referral_id=OTHER_REFERRAL, occurred_on=SEPTEMBER_1, valid_until=date(2021, 8, 31))
        desk.execute(later)
        passed = ExpireConsents(as_of=date(2021, 2, 17))
        assert [desk.execute(passed), desk.execute(passed)] == [1, 0]
        assert [event.occurred_on for event in recorded(ConsentExpired)] == [date(2021, 2, 17)]

    def test_leaves_a_revoked_consent_alone(self, desk: Application) -> None:
        desk.execute(revoke(desk.execute(grant()).id))
        assert desk.execute(ExpireConsents(as_of=date(2022, 1, 1))) == 0


class TestLookUpParticipant:
    def test_tells_an_agency_in_the_consent_and_records_it(
        self, desk: Application, recorded: Recorded
    ) -> None:
        consent = desk.execute(grant())
        disclosure = desk.execute(look_up())
        assert (disclosure.participant_id, disclosure.consent_id) == (consent.participant_id, consent.id)
        (made,) = recorded(DisclosureMade)
        assert (made.to, made.purpose, made.occurred_on) == (CARE, ConsentPurpose.COORDINATION, DAY_AFTER)

    @pytest.mark.parametrize(
        "changes",
        [
            {"by": OUTSIDER},
            {"by": KEEPER},
            {"personnummer": person(OTHER_NUMBER)},
            {"purpose": ConsentPurpose.RESEARCH},
            {"occurred_on": date(2021, 2, 17)},
            {"occurred_on": date(2020, 2, 16)},
        ],
        ids=["an agency outside", "the keeper", "a stranger", "another purpose", "too late", "too early"],
    )
    def test_finds_no_participant_otherwise_and_records_nothing(
        self, desk: Application, recorded: Recorded, changes: dict[str, Any]
    ) -> None:
        desk.execute(grant())
        with pytest.raises(ParticipantNotFound):
            desk.execute(look_up(**changes))
        assert recorded(DisclosureMade) == []

    def test_finds_no_participant_once_the_consent_was_revoked(self, desk: Application) -> None:
        desk.execute(revoke(desk.execute(grant()).id, by=CITY))
        with pytest.raises(ParticipantNotFound):
            desk.execute(look_up(occurred_on=DAY_AFTER))
