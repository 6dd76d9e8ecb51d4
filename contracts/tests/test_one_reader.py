"""An event for one reader is on that reader's topic, and on no other."""

import msgspec
import pytest
from msgspec.structs import replace

from samplan.contracts.documents.samples import golden
from samplan.contracts.envelope import ReasonCode, Undecodable, decode, encode

REJECTED = golden("samplan.planning.CardRejected.v1")


def test_it_is_on_the_topic_of_that_reader() -> None:
    envelope, event = decode(*REJECTED)
    assert encode(envelope, event).value == msgspec.json.encode(event)
    assert REJECTED.topic == "af.card-rejections-to-malmo-ama.v1"


def test_it_is_written_to_no_other_topic() -> None:
    envelope, event = decode(*REJECTED)
    with pytest.raises(ValueError, match="does not write"):
        encode(replace(envelope, source="/af/card-rejections-to-fk/3f9a1c20"), event)


def test_it_is_not_believed_on_another_topic() -> None:
    with pytest.raises(Undecodable) as refusal:
        decode(*REJECTED.with_data(agency="fk"))
    assert refusal.value.reason is ReasonCode.WRONG_PRODUCER
