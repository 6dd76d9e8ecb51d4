"""Every event that a service reads, as golden samples: what opens records first, what ends them last."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from chassis.service.service import Service
from samplan.contracts.codes import Mode
from samplan.contracts.consent import ConsentGranted, ConsentRevoked, ParticipantDeceased
from samplan.contracts.documents.samples import all_golden
from samplan.contracts.envelope import Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.referral import (
    ParticipantEnrolled,
    ParticipantEnrolledV2,
    ReferralEnteredInError,
    StudyVisitEnded,
)
from samplan.contracts.registry import EVENTS, channel_of
from samplan.testing.given import envelope_of

TODAY = date(2022, 12, 1)
WHERE_IT_READS = ("inbox_positions", "inbox_marks")
"""Tables that say what was read last, and not what came of it."""
CARD_SENDERS: Mapping[str, Mapping[str, str]] = {"planning": {"card_senders": "malmo-ifo"}}
"""Settings with which the services read the cards too."""
FIRST = (ConsentGranted, ParticipantEnrolledV2, ParticipantEnrolled)
LAST = (ReferralEnteredInError, ConsentRevoked, ParticipantDeceased, ErasureRequested, ErasureExecuted)


def sample(kind: type[ContractEvent]) -> Any:
    """The golden sample, of one referral: its enrolment is a study visit, which ends, and is an error."""
    event = msgspec.json.decode(all_golden()[kind.TYPE].value or b"", type=kind)
    match event:
        case ParticipantEnrolled() | ParticipantEnrolledV2():
            return msgspec.structs.replace(event, mode=Mode.STUDY_VISIT)
        case StudyVisitEnded() | ReferralEnteredInError():
            enrolment = sample(ParticipantEnrolledV2)
            return msgspec.structs.replace(
                event, referral_id=enrolment.referral_id, occurred_on=enrolment.occurred_on
            )
        case _:
            return event


def story(service: Service) -> list[ContractEvent]:
    """What it reacts to or, where it reacts to everything it reads, that."""
    reads = [kind for kind in EVENTS.values() if channel_of(sample(kind)) in service.reads]
    read = [kind for kind in EVENTS.values() if kind in service.policies] or reads
    order = [*FIRST, *(kind for kind in read if kind not in (*FIRST, *LAST)), *LAST]
    return [sample(kind) for kind in order if kind in read]


def records_of(service: Service) -> Iterator[tuple[str, Record]]:
    """The story as it is on the topics, each with its topic."""
    for sequence, event in enumerate(story(service), start=1):
        envelope = envelope_of(event, sequence=sequence)
        yield envelope.topic, encode(envelope, event)
