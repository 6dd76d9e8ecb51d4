"""More blocks, fewer agencies and earlier ends never allow more (C-12)."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from libs.privacy.tests.circle_examples import (
    NARROW,
    PARTICIPANT,
    WIDE,
    circle,
    granted,
)
from msgspec.structs import replace

from samplan.contracts.access import openings
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.consent import ConsentExpired
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.privacy.circle.may_know import Allowed, Asked, may_know

AGENCIES = st.frozensets(st.sampled_from(Agency), max_size=5)
DAYS = st.dates(date(2022, 4, 1), date(2022, 7, 1))
QUESTIONS = st.builds(
    Asked,
    what=st.sampled_from(sorted(openings())),
    agency=st.sampled_from(Agency),
    purpose=st.sampled_from(ConsentPurpose),
    owner=st.none() | st.sampled_from(Agency),
    on=DAYS,
    composed_of=st.frozensets(st.sampled_from(Agency), max_size=2),
)
GRANTS = st.builds(
    granted,
    consent_id=st.sampled_from((WIDE, NARROW)),
    agencies=st.lists(st.sampled_from(Agency), min_size=1, unique=True).map(tuple),
    kind=st.sampled_from(ConsentKind),
    purpose=st.sampled_from(ConsentPurpose),
    valid_until=DAYS,
    occurred_on=DAYS,
    granted_by=st.none() | st.sampled_from(Agency),
)
CIRCLES = st.lists(GRANTS, max_size=3).map(lambda events: circle(*events))


many = settings(max_examples=2 * settings().max_examples)
"""Twice as many examples as of another property."""


def is_allowed(found: Circle, question: Asked) -> bool:
    return isinstance(may_know(found, question), Allowed)


@given(CIRCLES, AGENCIES, QUESTIONS)
@many
def test_more_blocks_never_allow_more(found: Circle, blocks: frozenset[Agency], question: Asked) -> None:
    closed = replace(found, blocked=found.blocked | blocks)

    assert is_allowed(found, question) or not is_allowed(closed, question)


@given(CIRCLES, AGENCIES, QUESTIONS)
@many
def test_fewer_agencies_never_allow_more(found: Circle, gone: frozenset[Agency], question: Asked) -> None:
    consents = tuple(
        replace(one, terms=one.terms and replace(one.terms, agencies=one.terms.agencies - gone))
        for one in found.consents
    )

    assert is_allowed(found, question) or not is_allowed(replace(found, consents=consents), question)


@given(CIRCLES, DAYS, QUESTIONS)
@many
def test_an_earlier_end_never_allows_more(found: Circle, end: date, question: Asked) -> None:
    consents = tuple(
        replace(one, terms=one.terms and replace(one.terms, valid_until=min(end, one.terms.valid_until)))
        for one in found.consents
    )

    assert is_allowed(found, question) or not is_allowed(replace(found, consents=consents), question)
    ended = circle_after(found, ConsentExpired(consent_id=WIDE, participant_id=PARTICIPANT, occurred_on=end))
    assert is_allowed(found, question) or not is_allowed(ended, question)
