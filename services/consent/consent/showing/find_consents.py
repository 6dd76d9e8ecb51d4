"""Which consents hold for this referral, or this participant, on this day, and who may know by them?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id, LocalDate
from chassis.http.problems import Problem
from consent.access import Reader
from consent.register.consents_in_force import (
    ConsentInForce,
    consents_for_participant,
    consents_for_referral,
)
from consent.register.table import require_caught_up
from consent.showing.seen_in_force import in_force_as_seen


def find_consents(
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
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
        return [in_force_as_seen(row, caller.agency, settings.agency, work) for row in found]
