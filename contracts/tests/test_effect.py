"""An event's effect on sharing is in its header, so that a reader fails closed (I24)."""

import pytest
from msgspec.structs import replace

from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentEvent, ConsentRevoked, ParticipantEvent, PartyEvent
from samplan.contracts.documents.samples import golden
from samplan.contracts.effect import Effect, stated_effect
from samplan.contracts.envelope import ReasonCode, Undecodable, decode, encode
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.owners.erasures import ErasureEvent
from samplan.contracts.referral import ReferralEnteredInError
from samplan.contracts.registry import EVENTS

REVOKED = golden(ConsentRevoked.TYPE)


class TestTheEffect:
    def test_is_declared_by_consent_events_and_other_events_that_end_a_sharing(self) -> None:
        of_consents = ConsentEvent | ParticipantEvent | PartyEvent | ErasureEvent
        ending = of_consents | ReferralEnteredInError | SharingEnded
        declared = {name for name, event in EVENTS.items() if event.EFFECT is not None}
        assert declared == {name for name, event in EVENTS.items() if issubclass(event, ending)}

    def test_is_written_where_it_is_declared(self) -> None:
        for type_name in EVENTS:
            envelope, event = decode(*golden(type_name))
            assert stated_effect(encode(envelope, event).headers) is event.EFFECT, type_name

    def test_may_be_missing_in_records_of_an_older_version(self) -> None:
        assert stated_effect(REVOKED.headers) is None
        assert isinstance(decode(*REVOKED)[1], ConsentRevoked)

    @pytest.mark.parametrize("effect", Effect)
    def test_is_read_from_an_otherwise_unreadable_record(self, effect: Effect) -> None:
        headers = [("ce_type", None), ("ce_effect", effect.value.encode())]
        assert stated_effect(headers) is effect

    @pytest.mark.parametrize("values", [[None], [b"\xff"], [b"pauses"], [b"OPENS"], [b"opens", b"ends"]])
    def test_is_none_unless_exactly_one_known_value_is_given(self, values: list[bytes | None]) -> None:
        assert stated_effect([("ce_effect", value) for value in values]) is None

    def test_of_a_later_version_leaves_the_event_readable(self) -> None:
        assert decode(*REVOKED.with_header("ce_effect", b"pauses")) == decode(*REVOKED)

    def test_closes_when_it_reduces_sharing(self) -> None:
        assert {effect for effect in Effect if effect.closes} == {Effect.NARROWS, Effect.ENDS}


class TestARevocation:
    def test_with_an_unknown_reason_reads_as_withdrawn(self) -> None:
        envelope, event = decode(*REVOKED.with_data(reason="moved_abroad"))
        plain_envelope, plain = decode(*REVOKED)
        assert isinstance(plain, ConsentRevoked)
        assert (envelope, event) == (plain_envelope, replace(plain, reason=RevocationReason.WITHDRAWN))

    @pytest.mark.parametrize("reason", [7, None, ["withdrawn"]])
    def test_with_a_reason_that_is_not_text_is_unreadable(self, reason: object) -> None:
        with pytest.raises(Undecodable) as refusal:
            decode(*REVOKED.with_data(reason=reason))
        assert refusal.value.reason is ReasonCode.INVALID_DATA
