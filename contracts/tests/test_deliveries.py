"""What is delivered is on the topic of one owner and one recipient, and on no other."""

import pytest
from msgspec.structs import replace

from samplan.contracts.documents.samples import golden
from samplan.contracts.envelope import ReasonCode, Undecodable, decode, encode
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.plans import TrackChosen
from samplan.contracts.registry import delivery_channel

ENDED = golden(SharingEnded.TYPE)
TO_THE_CITY = f"/af/{delivery_channel('planning', 'malmo-ama')}/3f9a1c20"


def test_an_end_is_on_the_topic_to_its_recipient() -> None:
    envelope, event = decode(*ENDED)
    assert dict(encode(envelope, event).headers)["ce_factid"] == (envelope.fact_id or "").encode()
    assert ENDED.topic == "af.planning.to-malmo-ama.v1"


@pytest.mark.parametrize("channel", ["planning", "deliveries", "consent.to-malmo-ama", "planning.to-unknown"])
def test_an_end_is_written_to_no_other_topic(channel: str) -> None:
    envelope, event = decode(*ENDED)
    with pytest.raises(ValueError, match="does not write"):
        encode(replace(envelope, source=f"/af/{channel}/3f9a1c20"), event)


def test_an_event_of_the_service_is_delivered_as_it_is() -> None:
    envelope, event = decode(*golden(TrackChosen.TYPE))
    delivered = encode(replace(envelope, source=TO_THE_CITY), event)
    assert decode("af.planning.to-malmo-ama.v1", *delivered)[1] == event


def test_an_event_of_another_service_is_not_believed_there() -> None:
    topic, key, value, headers = golden("samplan.referral.ReferralSubmitted.v1")
    envelope, _ = decode(topic, key, value, headers)
    source = f"{TO_THE_CITY}"
    moved = [(name, source.encode() if name == "ce_source" else text) for name, text in headers]
    moved = [(n, f"{source}:{envelope.sequence}".encode() if n == "ce_id" else text) for n, text in moved]
    with pytest.raises(Undecodable) as refusal:
        decode("af.planning.to-malmo-ama.v1", key, value, moved)
    assert refusal.value.reason is ReasonCode.WRONG_PRODUCER
