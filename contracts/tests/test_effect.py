"""What an event does to a sharing stands in its header, so that a reader fails closed (I24)."""

import pytest
from msgspec.structs import replace

from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentEvent, ConsentRevoked
from samplan.contracts.effect import Effect, stated_effect
from samplan.contracts.envelope import ReasonCode, Undecodable, decode, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ReferralEnteredInError
from samplan.contracts.registry import EVENTS
from samplan.contracts.samples import golden

REVOKED = golden(ConsentRevoked.TYPE)


class TestTheEffect:
    @pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.TYPE)
    def test_is_declared_by_every_consent_event_and_by_what_else_ends_a_sharing(
        self, event: type[ContractEvent]
    ) -> None:
        assert (event.EFFECT is not None) == issubclass(event, ConsentEvent | ReferralEnteredInError)

    @pytest.mark.parametrize("type_name", EVENTS)
    def test_is_written_where_it_is_declared(self, type_name: str) -> None:
        envelope, event = decode(*golden(type_name))
        assert stated_effect(encode(envelope, event).headers) is event.EFFECT

    def test_may_be_missing_in_what_an_older_program_wrote(self) -> None:
        assert stated_effect(REVOKED.headers) is None
        assert isinstance(decode(*REVOKED)[1], ConsentRevoked)

    @pytest.mark.parametrize("effect", Effect)
    def test_is_read_whatever_else_cannot_be(self, effect: Effect) -> None:
        headers = [("ce_type", None), ("ce_effect", effect.value.encode())]
        assert stated_effect(headers) is effect

    @pytest.mark.parametrize("values", [[None], [b"\xff"], [b"pauses"], [b"OPENS"], [b"opens", b"ends"]])
    def test_is_not_known_unless_it_is_stated_once_and_plainly(self, values: list[bytes | None]) -> None:
        assert stated_effect([("ce_effect", value) for value in values]) is None

    def test_that_came_later_costs_no_event(self) -> None:
        assert decode(*REVOKED.with_header("ce_effect", b"pauses")) == decode(*REVOKED)

    def test_closes_when_less_may_be_shared_afterwards(self) -> None:
        assert {effect for effect in Effect if effect.closes} == {Effect.NARROWS, Effect.ENDS}


class TestARevocation:
    def test_for_a_reason_that_came_later_ends_the_consent_all_the_same(self) -> None:
        envelope, event = decode(*REVOKED.with_data(reason="moved_abroad"))
        plain_envelope, plain = decode(*REVOKED)
        assert isinstance(plain, ConsentRevoked)
        assert (envelope, event) == (plain_envelope, replace(plain, reason=RevocationReason.WITHDRAWN))

    @pytest.mark.parametrize("reason", [7, None, ["withdrawn"]])
    def test_for_what_is_no_code_cannot_be_read(self, reason: object) -> None:
        with pytest.raises(Undecodable) as refusal:
            decode(*REVOKED.with_data(reason=reason))
        assert refusal.value.reason is ReasonCode.INVALID_DATA
