"""A sample answer for the OpenAPI description."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from reporting.answers.example import PROGRAMME
from reporting.journeys.participant import Activity, Exit, Journey, ParticipantJourneys

EXAMPLE = ParticipantJourneys(
    participant_id=UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
    journeys=(
        Journey(
            referral_id=UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
            programme=PROGRAMME,
            referring_agency="malmo-ifo",
            mode="programme",
            sex="woman",
            age_band="30-34",
            income_support_at_entry="ekonomiskt_bistand",
            income_support_at_exit="none",
            referred_on=date(2022, 1, 17),
            eligible_on=date(2022, 1, 19),
            intake_on=date(2022, 1, 31),
            consented_on=date(2022, 1, 31),
            enrolled_on=date(2022, 2, 1),
            study_visit=None,
            plan_due_on=date(2022, 4, 2),
            plan_agreed_on=date(2022, 3, 14),
            coordinator="malmo-ifo",
            track="work",
            activities=(
                Activity(
                    activity_id=UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
                    kind="swedish_studies",
                    owner_agency="malmo-ifo",
                    started_on=date(2022, 3, 21),
                    completed_on=date(2022, 9, 2),
                    interrupted_on=None,
                    interruption_reason=None,
                ),
            ),
            exit=Exit(on=date(2022, 10, 3), exit_class="work_unsubsidised", subsidy_kind=None),
        ),
    ),
)
