"""The participant's log for an agency's own system; `papers/log.py` prints it for the participant."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import Path
from pydantic import ConfigDict, Field

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id, View
from consent.access import Reader
from consent.participant_log.log_of_participant import log_of
from consent.participant_log.may_see_log import require_log_reader
from consent.participant_log.received_disclosures import LogEntry
from samplan.contracts.codes import Agency, ConsentPurpose

ParticipantId = Annotated[Id, Path(alias="participantId")]


class DisclosureLine(View):
    """One disclosure. It says nothing of what the information said."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "disclosedOn": "2020-03-09",
                    "owner": "af",
                    "what": "planning.plan",
                    "agency": "region-skane",
                    "role": "case_officer",
                    "purpose": "coordination",
                    "rule": "consent",
                    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
                }
            ]
        }
    )

    disclosed_on: date
    owner: Agency = Field(description="The agency whose service disclosed it")
    what: str
    agency: Agency = Field(description="The agency that received it")
    role: str
    purpose: ConsentPurpose
    rule: str = Field(description="By which rule it was allowed")
    consent_id: UUID | None = Field(description="None where no consent decided")

    @classmethod
    def of(cls, entry: LogEntry) -> Self:
        made = entry.disclosure
        return cls(
            disclosed_on=made.disclosed_on,
            owner=entry.agency,
            what=made.what,
            agency=made.agency,
            role=made.role,
            purpose=made.purpose,
            rule=made.rule,
            consent_id=made.consent_id,
        )


def list_participants_disclosures(
    participant_id: ParticipantId, caller: Reader, application: TheApplication, settings: TheSettings
) -> list[DisclosureLine]:
    """Of all services, the newest first. For an agency in a consent to coordination in force, and the keeper.

    Any other agency gets 404.
    """
    with application.reading() as work:
        require_log_reader(participant_id, caller.agency, settings.agency, today(), work)
        return [DisclosureLine.of(one) for one in log_of(participant_id, settings.agency, work)]
