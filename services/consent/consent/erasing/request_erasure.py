from dataclasses import field
from typing import ClassVar
from uuid import UUID, uuid4, uuid5

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound, Refused
from consent.consent import Consent, Office
from consent.erasing.erasure import Erasure, ErasureRequested
from consent.erasing.holders import owners_of
from consent.erasing.seen_erasure import SeenErasure
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.command import AboutParticipant
from consent.participants.participant import Participant
from consent.register.consents_of_participant import consents_of_participant
from samplan.contracts.codes import Agency


class ConsentStillInForce(Refused):
    """An erasure is not a withdrawal: consents are revoked first, so that sharing stops at once."""

    code = "consent_in_force"
    title: ClassVar[str] = "A consent of the participant is in force: revoke it first"


class RequestErasure(AboutParticipant, path="", sv="Begär radering", en="Request the erasure", creates=True):
    """Of everything that this service knows of the person, under each of their ids (C-09).

    Each agency that a consent has named, or whose service keeps a referral, assesses it: an archive duty or
    an open case refuses it, with that ground. Without any, the person's key is destroyed at the next tick,
    and then their number is unknown.
    """

    erasure_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> SeenErasure:
        self.require_access(work, office)
        if work.find(Participant, self.participant_id) is None:
            raise NotFound
        for one in PARTICIPANTS.linked(self.participant_id, work):
            if one != self.participant_id:
                work.add(self.decide(one, uuid5(self.erasure_id, str(one)), work, office))
        requested = work.add(self.decide(self.participant_id, self.erasure_id, work, office))
        return SeenErasure(erasure=requested, by=self.by, keeper=office.keeper)

    def decide(self, participant_id: UUID, erasure_id: UUID, work: Records, office: Office) -> Erasure:
        consents = [work.load(Consent, one) for one in consents_of_participant(participant_id, work)]
        if any(one.is_in_force(office.today()) for one in consents):
            raise ConsentStillInForce
        named: frozenset[Agency] = frozenset().union(*(one.named for one in consents))
        return Erasure.begin(
            ErasureRequested,
            erasure_id,
            participant_id=participant_id,
            requested_by=self.by,
            assessors=tuple(sorted({*named, *owners_of(participant_id, work), office.keeper})),
            occurred_on=self.occurred_on,
            is_protected=any(one.is_protected for one in consents),
        )
