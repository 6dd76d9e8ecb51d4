"""C-12: a rule of `may_know` that is taken away or turned round changes an answer below."""

from datetime import date
from types import ModuleType

from libs.privacy.tests.circle_examples import (
    EVERYBODY,
    MAY_1,
    MAY_2,
    MAY_3,
    NARROW,
    NOON,
    ONE,
    PARTICIPANT,
    TWO,
    WIDE,
    YEAR_END,
    asked,
    blocked,
    circle,
    granted,
    revoked,
)
from libs.privacy.tests.mutating import unseen
from msgspec.structs import replace

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.consent import (
    AgencyLeft,
    EmergencyAccessOpened,
    GrantAcknowledged,
    ParticipantDeceased,
    party_id_of,
)
from samplan.privacy.circle import may_know as original
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.may_know import Asked

CARE, AF = Agency.REGION_SKANE, Agency.AF
NEXT_YEAR = date(2023, 1, 1)
DIED = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=4, occurred_on=MAY_2)
YES = GrantAcknowledged(
    consent_id=WIDE, participant_id=PARTICIPANT, owner=AF, circle_version=2, occurred_on=MAY_2
)
OPENED = EmergencyAccessOpened(
    participant_id=PARTICIPANT,
    agency=CARE,
    opened_at=NOON,
    closes_at=TWO,
    programme="malmokraften",
    circle_version=1,
    occurred_on=MAY_2,
)


def left(agency: Agency = CARE, programme: str = "malmokraften", on: date = MAY_2) -> AgencyLeft:
    return AgencyLeft(
        party_id=party_id_of(programme, agency), programme=programme, agency=agency, occurred_on=on
    )


SELF_SERVING = granted(granted_by=CARE)
ANSWERS: tuple[tuple[Circle, Asked, str], ...] = (
    (circle(granted()), asked(), "consent"),
    (circle(granted(), blocked(AF), DIED), asked(AF), "own_record"),
    (circle(granted()), asked(what="planning.something_else"), "not_shared"),
    (circle(granted(), DIED), asked(), "deceased"),
    (circle(OPENED, DIED), asked(at=ONE), "deceased"),
    (circle(granted(), blocked()), asked(), "blocked"),
    (circle(granted(), blocked(Agency.FK)), asked(), "consent"),
    (circle(granted()), asked(purpose=ConsentPurpose.RESEARCH), "other_purpose"),
    (circle(), asked(), "no_consent"),
    (circle(revoked()), asked(), "no_consent"),
    (circle(granted(kind=ConsentKind.MEDIA)), asked(), "no_consent"),
    (circle(granted()), asked(Agency.FK), "not_named"),
    (circle(granted()), asked(on=date(2022, 4, 30)), "not_in_force"),
    (circle(granted()), asked(on=MAY_1), "consent"),
    (circle(granted()), asked(on=YEAR_END), "consent"),
    (circle(granted()), asked(on=NEXT_YEAR), "not_in_force"),
    (circle(granted(), revoked()), asked(on=MAY_1), "not_in_force"),
    (circle(granted(), granted(NARROW, 2, agencies=EVERYBODY[:2])), asked(Agency.MALMO_IFO), "consent"),
    (circle(granted(), granted(NARROW, 2), revoked()), asked(), "consent"),
    (circle(granted(), left()), asked(on=MAY_2), "consent"),
    (circle(granted(), left()), asked(on=MAY_3), "agency_has_left"),
    (circle(granted(), left(Agency.FK)), asked(on=MAY_3), "consent"),
    (circle(granted(), left(programme="another")), asked(on=MAY_3), "consent"),
    (circle(granted(occurred_on=MAY_2), left()), asked(on=MAY_3), "agency_has_left"),
    (circle(granted(occurred_on=MAY_3), left()), asked(on=MAY_3), "consent"),
    (circle(SELF_SERVING), asked(), "not_acknowledged"),
    (circle(SELF_SERVING), asked(Agency.MALMO_IFO), "consent"),
    (circle(SELF_SERVING, YES), asked(), "consent"),
    (circle(SELF_SERVING, YES), asked(owner=Agency.FK), "not_acknowledged"),
    (circle(OPENED), asked(at=ONE), "emergency_access"),
    (circle(OPENED), asked(at=NOON), "emergency_access"),
    (circle(OPENED), asked(at=TWO), "no_consent"),
    (circle(OPENED), asked(at=NOON.replace(hour=11)), "no_consent"),
    (circle(OPENED), asked(), "no_consent"),
    (circle(OPENED), asked(owner=None, at=ONE), "no_consent"),
    (circle(SELF_SERVING), asked(owner=None, composed_of=frozenset({AF})), "not_acknowledged"),
    (circle(SELF_SERVING, YES), asked(owner=None, composed_of=frozenset({AF})), "consent"),
    (circle(OPENED), asked(Agency.MALMO_IFO, at=ONE), "no_consent"),
    (circle(OPENED, left()), asked(at=ONE, on=MAY_3), "no_consent"),
    (circle(OPENED, blocked()), asked(at=ONE), "blocked"),
    (circle(replace(OPENED, beats_block=True), blocked()), asked(at=ONE), "emergency_access"),
)
DECIDING = {
    "may_know",
    "_by_consent",
    "_rule_of",
    "_opening",
    "_is_in_force",
    "_left",
    "_has_left_since",
    "_has_emergency_access",
}


def differs(rules: ModuleType) -> bool:
    """Whether any answer is another one; a rule that is broken altogether counts."""
    try:
        return any(rules.may_know(found, question).rule.value != rule for found, question, rule in ANSWERS)
    except (AttributeError, KeyError, TypeError, ValueError):
        return True


def test_the_answers_are_those_of_the_rules() -> None:
    assert not differs(original)


def test_every_rule_that_is_changed_changes_an_answer() -> None:
    assert unseen(DECIDING, differs) == []
