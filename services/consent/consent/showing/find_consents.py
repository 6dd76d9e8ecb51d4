"""Which consents hold for this referral, or this participant, on this day, and who may know by them?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Id, LocalDate
from chassis.http.problems import Problem
from consent.access import Reader
from consent.participants.blocks import blocked_agencies
from consent.register.consents_in_force import (
    ConsentInForce,
    consents_for_participant,
    consents_for_referral,
)
from consent.register.table import require_caught_up
from samplan.contracts.codes import Agency


def find_consents(
    caller: Reader,
    application: TheApplication,
    referral_id: Annotated[Id | None, Query(alias="referralId")] = None,
    participant_id: Annotated[Id | None, Query(alias="participantId")] = None,
    on: Annotated[LocalDate | None, Query()] = None,
) -> list[ConsentInForce]:
    """Those that name the calling agency, of one referral or one participant, on a day (default: today).

    Of a participant whose number was replaced, those given for either id. 503 `catching_up` while a record
    that says that a referral was about the wrong person may be unread; giving and revoking never wait.
    """
    day: date = on or today()
    with application.reading() as work:
        match referral_id, participant_id:
            case UUID(), None:
                found = consents_for_referral(work, caller.agency, referral_id, day)
            case None, UUID():
                found = consents_for_participant(work, caller.agency, participant_id, day)
            case _:
                raise Problem(422, "invalid_request", errors=[{"pointer": "#/query", "code": "one_of_two"}])
        for row in found:
            require_caught_up(UUID(row["consent_id"]), work)
        return [_told_to(caller.agency, ConsentInForce.of(row), work) for row in found]


def _told_to(agency: Agency, one: ConsentInForce, work: Records) -> ConsentInForce:
    """It names those that may know; to a blocked agency, which may have to revoke, itself alone (C-05)."""
    blocked = blocked_agencies(one.participant_id, work)
    may_know = [agency] if agency in blocked else [each for each in one.agencies if each not in blocked]
    return one.model_copy(update={"agencies": may_know})
