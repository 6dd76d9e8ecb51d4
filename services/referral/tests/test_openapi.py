"""The OpenAPI document says in two languages what each operation does, and its examples are true."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from services.referral.tests.intake import Intake

from referral.api.capacities import CapacityForm, CapacityView
from referral.api.case_view import CaseView
from referral.api.checks import EligibilityCheck
from referral.api.disclosures import DisclosedForm, DisclosureLine, DisclosureRequest
from referral.api.draft_views import DraftForm, DraftLine, DraftView, OpenedDraftView, Submission
from referral.api.end_forms import DeclineDecision, RoutingDecision
from referral.api.feed import Feed, FeedEntry
from referral.api.forms import (
    Decision,
    EnrolmentDecision,
    ReturnDecision,
    SupplementedForm,
)
from referral.api.meeting_forms import MissedMeeting, Postponement, RebookedMeeting
from referral.api.pauses import PauseForm, PauseView, ResumeForm
from referral.api.replacements import ReplacementForm, ReplacementView, UndoForm
from referral.api.rounds import ProgrammeCounts, RoundCounts, RoundView
from referral.api.study_visits import StudyVisitDecision, StudyVisitView
from referral.api.views import EligibilityView, OpenedReferralView, ReferralView
from referral.form.fields import Form
from referral.form.meeting import Meeting


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
        Form,
        Meeting,
        Decision,
        EnrolmentDecision,
        DeclineDecision,
        RoutingDecision,
        DisclosedForm,
        DisclosureLine,
        DisclosureRequest,
        PauseForm,
        ReplacementForm,
        ReplacementView,
        UndoForm,
        PauseView,
        ResumeForm,
        ProgrammeCounts,
        RoundCounts,
        RoundView,
        CapacityForm,
        CapacityView,
        Feed,
        FeedEntry,
        MissedMeeting,
        Postponement,
        RebookedMeeting,
        StudyVisitDecision,
        StudyVisitView,
        ReturnDecision,
        SupplementedForm,
        DraftForm,
        DraftLine,
        DraftView,
        OpenedDraftView,
        Submission,
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
    """DIGG: kebab-case, plural nouns, parameters in camelCase, `limit` and `page` from 1 with default 20."""
    document = intake.service.get("/openapi.json").json()
    parts = {part for path in document["paths"] for part in path.split("/")[1:]}
    assert [
        part for part in parts if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z]+([A-Z][a-z]+)*\}", part)
    ] == []
    paged = [
        {one["name"]: one["schema"].get("default") for one in operation.get("parameters", ())}
        for _, operation in operations(document)
    ]
    assert {(one["limit"], one["page"]) for one in paged if "page" in one} == {(20, 1)}
