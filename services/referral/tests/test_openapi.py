"""The OpenAPI document says in two languages what each operation does, and its examples are true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from services.referral.tests.intake import Intake

from chassis.http.forms import form_of
from chassis.http.verbs import FROM_THE_CALLER
from referral.capacity.capacities import CapacityView
from referral.closed_loop.feed_over_http import Feed, FeedEntry
from referral.commands import COMMANDS
from referral.disclosures.disclosures_over_http import DisclosedForm, DisclosureLine, DisclosureRequest
from referral.drafts.draft_views import DraftLine, DraftView, OpenedDraftView
from referral.eligibility.eligibility_check import EligibilityCheck
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.meetings.booking import RebookedMeeting
from referral.pauses.list_pauses import PauseView
from referral.register.case_view import CaseView
from referral.replacements.list_replacements import ReplacementView
from referral.rounds.round_counts import ProgrammeCounts, RoundCounts
from referral.rounds.round_view import RoundView
from referral.service import RESOURCES
from referral.showing.referral_view import EligibilityView, OpenedReferralView, ReferralView
from referral.study_visits.list_study_visits import StudyVisitView

DERIVED = [
    form_of(
        command,
        known={*FROM_THE_CALLER, "referral_id", "draft_id", "pause_id", "replacement_id"},
        types=resource.types,
    )
    for resource in RESOURCES
    for command in COMMANDS
    if issubclass(command, resource.commands) and command.VERB
]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_has_a_swedish_and_an_english_summary(intake: Intake) -> None:
    document = intake.service.get("/openapi.json").json()
    summaries = {name: operation["summary"] for name, operation in operations(document)}
    assert summaries
    assert [name for name, summary in summaries.items() if len(summary.split(" · ")) != 2] == []


@pytest.mark.parametrize(
    "model",
    [
        *DERIVED,
        Form,
        Meeting,
        DisclosedForm,
        DisclosureLine,
        DisclosureRequest,
        ReplacementView,
        PauseView,
        ProgrammeCounts,
        RoundCounts,
        RoundView,
        CapacityView,
        Feed,
        FeedEntry,
        RebookedMeeting,
        StudyVisitView,
        DraftLine,
        DraftView,
        OpenedDraftView,
        EligibilityCheck,
        EligibilityView,
        ReferralView,
        OpenedReferralView,
        CaseView,
    ],
)
def test_every_body_has_an_example_that_it_accepts(model: type[BaseModel]) -> None:
    (example,) = model.model_json_schema()["examples"]
    assert isinstance(model.model_validate(example), model)


def test_the_paths_follow_the_national_rest_profile(intake: Intake) -> None:
    """DIGG: kebab-case, plural nouns, parameters in camelCase, `limit` with default 20."""
    document = intake.service.get("/openapi.json").json()
    parts = {part for path in document["paths"] for part in path.split("/")[1:]}
    assert [
        part for part in parts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z]+([A-Z][a-z]+)*\}", part)
    ] == []
    paged = [
        {one["name"]: one["schema"].get("default") for one in operation.get("parameters", ())}
        for _, operation in operations(document)
    ]
    assert {one["limit"] for one in paged if "cursor" in one} == {20}
