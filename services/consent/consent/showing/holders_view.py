"""Who still holds what after a consent has ended, over HTTP (C-08)."""

from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.dependencies import LookingUp, TheApplication, TheSettings
from chassis.http.fields import View
from chassis.http.paging import Paging
from consent.access import ConsentId, Reader
from consent.consent import Consent
from consent.holders.list_holders import ListHolders
from consent.holders.silent_holders import UNANSWERED
from samplan.contracts.codes import Agency
from samplan.contracts.codes.erasures import RetentionGround

_CONSENT = "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01"


class HolderState(StrEnum):
    """What an agency that the consent has named still holds of other owners' records."""

    MAY_KNOW = "may_know"
    ASKED = "asked"
    LATE = "late"
    STOPPED = "stopped"
    ERASED = "erased"
    RETAINED = "retained"


class HolderView(View):
    """An agency that the consent has named. `answerBy`: the last day on which its answer is in time."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "agency": "region-skane",
                    "state": "retained",
                    "ground": "archive_duty",
                    "answerBy": "2020-09-04",
                    "answeredOn": "2020-09-02",
                }
            ]
        }
    )

    agency: Agency
    state: HolderState
    ground: RetentionGround | None
    answer_by: date | None
    answered_on: date | None

    @classmethod
    def of(cls, agency: Agency, consent: Consent) -> Self:
        answer = consent.holders.answers.get(agency)
        return cls(
            agency=agency,
            state=HolderState(answer.outcome) if answer else _without_answer(agency, consent),
            ground=answer.ground if answer else None,
            answer_by=consent.holders.answer_by.get(agency),
            answered_on=answer.on if answer else None,
        )


class UnansweredRevocation(View):
    """An agency that has not said what it did. `isLate`: its last day to answer has passed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"consentId": _CONSENT, "agency": "af", "answerBy": "2020-09-04", "isLate": True},
            ]
        }
    )

    consent_id: UUID
    agency: Agency
    answer_by: date
    is_late: bool


def list_holders(consent_id: ConsentId, caller: Reader, look_up: LookingUp) -> list[HolderView]:
    """One line for each agency that the consent names or has named, for the keeper and those that it names.

    An agency that it no longer names, or that is blocked, sees its own line alone.
    """
    seen = look_up(ListHolders(consent_id=consent_id, by=caller.agency))
    return [HolderView.of(agency, seen.consent) for agency in sorted(seen.agencies)]


def list_unanswered(
    caller: Reader, application: TheApplication, settings: TheSettings, paging: Paging
) -> list[UnansweredRevocation]:
    """Those that the calling agency has yet to answer; for the keeper everybody's. The most urgent first."""
    with application.reading() as work:
        asked = {"agency": caller.agency.value, "keeper": settings.agency.value}
        rows = paging.rows(UNANSWERED, work.rows, asked)
    return [UnansweredRevocation.model_validate(row) for row in rows]


def _without_answer(agency: Agency, consent: Consent) -> HolderState:
    if agency in consent.holders.late:
        return HolderState.LATE
    return HolderState.ASKED if agency in consent.released else HolderState.MAY_KNOW
