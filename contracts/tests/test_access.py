"""The access table holds every published event once, and every kind of consent."""

from samplan.contracts.access import open_events, openings, purposes_of
from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.registry import EVENTS


def test_every_published_event_is_opened_by_a_consent_or_open_for_a_reason() -> None:
    listed = {what for what in openings() if what.startswith("samplan.")}

    assert listed | open_events().keys() == EVENTS.keys()
    assert not listed & open_events().keys()


def test_every_kind_of_consent_has_a_purpose() -> None:
    assert all(purposes_of(kind) for kind in ConsentKind)


def test_a_waiver_of_secrecy_is_never_for_research_or_media() -> None:
    assert not purposes_of(ConsentKind.SECRECY_WAIVER) & {ConsentPurpose.RESEARCH, ConsentPurpose.MEDIA}


def test_what_a_consent_opens_is_of_a_purpose_that_its_kind_can_have() -> None:
    pairs = {pair for pairs in openings().values() for pair in pairs}

    assert all(pair.purpose in purposes_of(pair.kind) for pair in pairs)
