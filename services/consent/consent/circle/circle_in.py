"""What the consents, blocks, emergency accesses and parties recorded here say about one participant."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from consent.circle_versions.circle_versions import version_of
from consent.consent import Consent
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.participants.blocks import blocked_agencies
from consent.participants.participant import Participant
from consent.parties.parties import departures_before
from consent.register.consents_of_participant import consents_of_participant
from samplan.contracts.codes import Agency
from samplan.privacy.circle import circle
from samplan.privacy.circle.circle import Circle, Departure


def circle_in(participant_id: UUID, work: Records, keeper: Agency) -> Circle:
    """The circle of every id of the person: what is closed for one of them is closed for all.

    A grant shows itself: the keeper, who issues the id, accepts each grant that it stores (C-15).
    """
    ids = PARTICIPANTS.linked(participant_id, work)
    persons = [person for one in ids if (person := work.find(Participant, one))]
    return Circle(
        consents=tuple(_consents(ids, work, keeper)),
        blocked=blocked_agencies(participant_id, work),
        emergency=tuple(access for person in persons for access in person.emergency),
        departures=frozenset(_departures(work)),
        deceased_on=min((one.deceased_on for one in persons if one.deceased_on), default=None),
        version=max(version_of(one, work) for one in ids),
    )


def _consents(ids: list[UUID], work: Records, keeper: Agency) -> Iterator[circle.Consent]:
    """In the order in which every reader of their events has them."""
    found = [work.load(Consent, known) for one in ids for known in consents_of_participant(one, work)]
    for consent in sorted(found, key=lambda one: (one.granted_on, str(one.id))):
        yield circle.Consent(
            consent_id=consent.id,
            terms=_terms(consent),
            acknowledged=consent.acknowledged | {keeper},
            ended_on=consent.ended_on,
        )


def _terms(consent: Consent) -> circle.Terms:
    return circle.Terms(
        kind=consent.kind,
        purpose=consent.purpose,
        agencies=frozenset(consent.agencies),
        granted_on=consent.granted_on,
        valid_until=consent.valid_until,
        programme=consent.programme,
        granted_by=consent.granted_by,
        covers_earlier=consent.covers_earlier,
    )


def _departures(work: Records) -> Iterator[Departure]:
    for programme, agency, last_day in departures_before(date.max, work):
        yield Departure(programme=programme, agency=agency, last_day=last_day)
