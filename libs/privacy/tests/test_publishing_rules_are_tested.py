"""C-06, C-07: a rule of `may_publish` or `may_rest_on` that is taken away or turned changes an answer."""

from collections.abc import Collection, Mapping
from datetime import date
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from libs.privacy.tests.circle_examples import (
    EVERYBODY,
    JUNE_1,
    MAY_1,
    MAY_2,
    MAY_3,
    NARROW,
    PARTICIPANT,
    WIDE,
    YEAR_END,
    blocked,
    circle,
    granted,
    revoked,
)
from libs.privacy.tests.mutating import unseen

from samplan.contracts.codes import Agency, ConsentKind
from samplan.contracts.consent import AgencyLeft, ParticipantDeceased, party_id_of
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle import may_know as original

AF, CITY, CARE = EVERYBODY
APRIL_30, NEXT_YEAR = date(2022, 4, 30), date(2023, 1, 1)
DIED = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=4, occurred_on=MAY_2)
LEFT = AgencyLeft(
    party_id=party_id_of("malmokraften", CARE), programme="malmokraften", agency=CARE, occurred_on=MAY_2
)
TWO = granted(agencies=(AF, CARE))
EARLIER = granted(covers_earlier=True)
BOTH = (WIDE, NARROW)
RESEARCH = granted(kind=ConsentKind.MEDIA)


def publishing(
    *events: ContractEvent,
    owner: Agency = AF,
    on: date = MAY_2,
    today: date = MAY_3,
    what: str = "TrackChosen",
) -> tuple[Any, ...]:
    named = {"owner": owner, "occurred_on": on, "today": today}
    return "may_publish", (circle(*events), f"samplan.planning.{what}.v1"), named


def resting(
    *events: ContractEvent,
    needed: Collection[Agency] = (AF, CARE),
    on: date = MAY_2,
    today: date = MAY_3,
    consents: Collection[UUID] = (WIDE,),
) -> tuple[Any, ...]:
    asked: Mapping[str, Any] = {
        "what": "samplan.referral.ParticipantEnrolled.v2",
        "consents": frozenset(consents),
        "needed": frozenset(needed),
        "occurred_on": on,
        "today": today,
    }
    return "may_rest_on", (circle(*events), asked), {}


ANSWERS: tuple[tuple[tuple[Any, ...], str], ...] = (
    (publishing(TWO), "consent"),
    (publishing(TWO, what="NothingKnown"), "no_consent"),
    (publishing(RESEARCH), "no_consent"),
    (publishing(TWO, DIED), "deceased"),
    (publishing(TWO, owner=Agency.FK), "consent"),
    (publishing(granted(agencies=(AF,))), "no_consent"),
    (publishing(TWO, blocked()), "no_consent"),
    (publishing(granted(), blocked()), "consent"),
    (publishing(TWO, LEFT, today=MAY_2), "consent"),
    (publishing(TWO, LEFT), "no_consent"),
    (publishing(granted(), LEFT), "consent"),
    (publishing(TWO, on=MAY_1), "consent"),
    (publishing(TWO, on=APRIL_30), "no_consent"),
    (publishing(EARLIER, on=APRIL_30), "consent"),
    (publishing(TWO, today=YEAR_END), "consent"),
    (publishing(TWO, today=NEXT_YEAR), "no_consent"),
    (publishing(EARLIER, today=APRIL_30), "no_consent"),
    (publishing(TWO, today=MAY_1, on=MAY_1), "consent"),
    (publishing(TWO, revoked()), "no_consent"),
    (publishing(TWO, granted(NARROW, 2), revoked()), "consent"),
    (resting(granted()), "consent"),
    (resting(), "no_consent"),
    (resting(granted(), consents=(NARROW,)), "no_consent"),
    (resting(RESEARCH), "no_consent"),
    (resting(granted(), DIED), "deceased"),
    (resting(granted(), blocked()), "blocked"),
    (resting(granted(), blocked(CITY)), "consent"),
    (resting(granted(), needed=(AF, Agency.FK)), "not_named"),
    (resting(granted(), revoked()), "not_in_force"),
    (resting(granted(), on=APRIL_30), "not_in_force"),
    (resting(EARLIER, on=APRIL_30), "consent"),
    (resting(granted(), on=MAY_1, today=MAY_1), "consent"),
    (resting(EARLIER, on=APRIL_30, today=APRIL_30), "not_in_force"),
    (resting(granted(), today=YEAR_END), "consent"),
    (resting(granted(), today=NEXT_YEAR), "not_in_force"),
    (resting(granted(), LEFT), "agency_has_left"),
    (resting(granted(), LEFT, today=MAY_2), "consent"),
    (resting(granted(), LEFT, needed=(AF, CITY)), "consent"),
    (resting(granted(occurred_on=JUNE_1), LEFT, on=JUNE_1, today=JUNE_1), "consent"),
    (resting(TWO, granted(NARROW, 2), needed=(AF, CITY), consents=(WIDE, NARROW)), "consent"),
    (
        resting(TWO, granted(NARROW, 2, valid_until=MAY_2), needed=(AF, CITY), consents=(WIDE, NARROW)),
        "not_in_force",
    ),
)
DECIDING = {"may_publish", "may_rest_on", "_rule_of_resting"}


def answered(rules: ModuleType, function: str, args: tuple[Any, ...], named: Mapping[str, Any]) -> str:
    if function == "may_rest_on":
        args = (args[0], rules.Resting(**args[1]))
    decided: str = getattr(rules, function)(*args, **named).rule.value
    return decided


def differs(rules: ModuleType) -> bool:
    """Whether any answer is another one; a rule that is broken altogether counts."""
    try:
        return any(answered(rules, *asked) != rule for asked, rule in ANSWERS)
    except (AttributeError, KeyError, TypeError, ValueError):
        return True


def test_the_answers_are_those_of_the_rules() -> None:
    assert [(asked, rule) for asked, rule in ANSWERS if answered(original, *asked) != rule] == []


@pytest.mark.slow
def test_every_rule_that_is_changed_changes_an_answer() -> None:
    assert unseen(DECIDING, differs) == []
