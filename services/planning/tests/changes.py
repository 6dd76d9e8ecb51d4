"""One of every event that changes a participant's circle."""

from datetime import UTC, date, datetime
from typing import Any

from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    EXPIRED,
    GRANTED,
    KEEPER,
    MAY_2,
    OUTSIDER,
    PARTICIPANT,
    PROGRAMME,
    REVOKED,
)

from samplan.contracts.consent import (
    AgencyLeft,
    BlockLifted,
    BlockSet,
    ConsentNarrowed,
    ConsentRenewed,
    EmergencyAccessClosed,
    EmergencyAccessOpened,
    GrantAcknowledged,
    ParticipantDeceased,
    party_id_of,
)

_OF: Any = {"participant_id": PARTICIPANT, "occurred_on": MAY_2}
ACKNOWLEDGED = GrantAcknowledged(**_OF, consent_id=CONSENT, owner=KEEPER, circle_version=2)
RENEWED = ConsentRenewed(**_OF, consent_id=CONSENT, valid_until=date(2024, 1, 23), circle_version=2)
NARROWED = ConsentNarrowed(**_OF, consent_id=CONSENT, agencies=(KEEPER, CITY), circle_version=2)
WITHOUT_CITY = ConsentNarrowed(**_OF, consent_id=CONSENT, agencies=(KEEPER, CARE), circle_version=2)
BLOCKED = BlockSet(**_OF, agency=CARE, circle_version=2)
UNBLOCKED = BlockLifted(**_OF, agency=CARE, circle_version=3)
HOURS: Any = {"opened_at": datetime(2020, 1, 1, tzinfo=UTC), "closes_at": datetime(2999, 1, 1, tzinfo=UTC)}
EMERGENCY = EmergencyAccessOpened(**_OF, **HOURS, agency=OUTSIDER, circle_version=2)
EMERGENCY_OVER = EmergencyAccessClosed(**_OF, agency=OUTSIDER, circle_version=3)
DECEASED = ParticipantDeceased(**_OF, circle_version=2)
CARE_LEFT = AgencyLeft(
    party_id=party_id_of(PROGRAMME, CARE), programme=PROGRAMME, agency=CARE, occurred_on=MAY_2
)
CHANGES = (
    GRANTED,
    REVOKED,
    EXPIRED,
    ACKNOWLEDGED,
    RENEWED,
    NARROWED,
    BLOCKED,
    UNBLOCKED,
    EMERGENCY,
    EMERGENCY_OVER,
    DECEASED,
    CARE_LEFT,
)
