"""One participant, two consents and fixed days, for the specs of the circle."""

from datetime import UTC, date, datetime
from uuid import UUID

from msgspec.structs import replace

from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason
from samplan.contracts.consent import BlockSet, ConsentGranted, ConsentRevoked
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.privacy.circle.may_know import Asked, Rule, may_know

WIDE, NARROW = UUID(int=1), UUID(int=2)
PARTICIPANT, REFERRAL = UUID(int=3), UUID(int=4)
MAY_1, MAY_2, MAY_3, JUNE_1 = date(2022, 5, 1), date(2022, 5, 2), date(2022, 5, 3), date(2022, 6, 1)
YEAR_END = date(2022, 12, 31)
NOON, ONE, TWO = (datetime(2022, 5, 2, hour, tzinfo=UTC) for hour in (12, 13, 14))
EVERYBODY = (Agency.AF, Agency.MALMO_IFO, Agency.REGION_SKANE)


def granted(consent_id: UUID = WIDE, version: int = 1, **changes: object) -> ConsentGranted:
    event = ConsentGranted(
        consent_id=consent_id,
        participant_id=PARTICIPANT,
        referral_id=REFERRAL,
        agencies=EVERYBODY,
        purpose=ConsentPurpose.COORDINATION,
        kind=ConsentKind.SECRECY_WAIVER,
        valid_until=YEAR_END,
        programme="malmokraften",
        circle_version=version,
        occurred_on=MAY_1,
    )
    return replace(event, **changes)


def revoked(consent_id: UUID = WIDE, version: int = 2, on: date = MAY_2) -> ConsentRevoked:
    return ConsentRevoked(
        consent_id=consent_id,
        participant_id=PARTICIPANT,
        reason=RevocationReason.WITHDRAWN,
        circle_version=version,
        occurred_on=on,
    )


def blocked(agency: Agency = Agency.REGION_SKANE, version: int = 3) -> BlockSet:
    return BlockSet(participant_id=PARTICIPANT, agency=agency, circle_version=version, occurred_on=MAY_2)


def circle(*events: ContractEvent) -> Circle:
    found = Circle()
    for event in events:
        found = circle_after(found, event)
    return found


def asked(agency: Agency = Agency.REGION_SKANE, **changes: object) -> Asked:
    question = Asked(
        what="planning.plan",
        agency=agency,
        purpose=ConsentPurpose.COORDINATION,
        owner=Agency.AF,
        on=MAY_3,
    )
    return replace(question, **changes)


def rule(found: Circle, question: Asked) -> Rule:
    return may_know(found, question).rule
