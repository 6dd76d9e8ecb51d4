"""What this service does all the same when a store that was put back has lost it."""

from collections.abc import Mapping, Sequence

from chassis.service import Policy
from consent.policies.when_revocation_was_lost_revoke_consent import when_revocation_was_lost_revoke_consent
from contracts.consent import ConsentRevoked
from contracts.event import ContractEvent

RECLAIMS: Mapping[type[ContractEvent], Sequence[Policy]] = {
    ConsentRevoked: [when_revocation_was_lost_revoke_consent]
}
