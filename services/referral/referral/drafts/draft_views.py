"""What is sent and shown of drafts."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis.http.fields import View
from chassis.http.forms import Checked
from referral.drafts.draft import Draft
from referral.drafts.read_draft import OpenedDraft
from referral.form.completeness import gaps
from referral.form.example import EXAMPLE as FORM
from referral.form.fields import Form
from referral.showing.referral_view import GapView

LINE: dict[str, Any] = {
    "draftId": "8d3a7d0e-6f0e-4c0e-9a6b-2f4e2f0c1a11",
    "lastEditedOn": "2021-06-01",
    "keptUntil": "2021-07-01",
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class PartialForm(Form):
    """A form of which any part may be left out."""

    model_config = _example({"participant": FORM["participant"]})


PARTIAL = Checked(PartialForm, {"participant": FORM["participant"]})


class DraftLine(View):
    """A draft in a list."""

    model_config = _example(LINE)

    draft_id: UUID
    last_edited_on: date
    kept_until: date


class DraftView(View):
    """A draft without what is written in it: a command's answer holds nothing personal."""

    model_config = _example({**LINE, "ended": None})

    draft_id: UUID
    last_edited_on: date
    kept_until: date = Field(description="Its last day: it is erased on the day after")
    ended: str | None

    @classmethod
    def of(cls, draft: Draft) -> Self:
        return cls(
            draft_id=draft.id,
            last_edited_on=draft.last_edited_on,
            kept_until=draft.kept_until,
            ended=draft.ended,
        )


class OpenedDraftView(View):
    """A draft with its form, and every gap to fill before it can be submitted."""

    model_config = _example({"draft": {**LINE, "ended": None}, "form": FORM, "gaps": []})

    draft: DraftView
    form: Form
    gaps: list[GapView]

    @classmethod
    def of(cls, opened: OpenedDraft) -> Self:
        left = [GapView(**gap) for gap in gaps(opened.form)]
        return cls(draft=DraftView.of(opened.draft), form=opened.form, gaps=left)
