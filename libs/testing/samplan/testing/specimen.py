"""A minimal service, for tests of the framework itself.

It uses the planning service's contract events: a plan opens for a participant and gets a track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID, uuid4

from eventsourcing.domain import event
from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from chassis.decisions.projections import Projection
from chassis.decisions.work import Handlers, Work
from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command, view_response
from chassis.http.dependencies import TheApplication
from chassis.http.fields import Code, Id, Line, PastDate, StrictModel, View
from chassis.service.service import Service
from chassis.settings.environment import Port, Settings
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency, Track
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import PlanOpened, TrackChosen
from samplan.contracts.referral import ReferralDeclined, ReferralSubmitted


class Plan(Aggregate):
    """A plan whose track can be chosen once."""

    TOPIC = "specimen.Plan"

    class Opened(Created):
        TOPIC = "specimen.PlanOpened"
        on: date

    class TrackChosen(DomainEvent):
        TOPIC = "specimen.TrackChosen"
        track: Track
        on: date

    class NoteTaken(DomainEvent):
        TOPIC = "specimen.NoteTaken"
        class_version = 2
        words: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Version 1 called the field `text`."""
            state["words"] = state.pop("text")

    def __init__(self, on: date) -> None:
        self.opened_on = on
        self.track: Track | None = None

    @classmethod
    def open(cls, plan_id: UUID, on: date) -> Self:
        return cls._create(cls.Opened, id=plan_id, on=on)

    def choose_track(self, track: Track, on: date) -> None:
        if self.track is not None:
            raise TrackAlreadyChosen
        self._track_chosen(track=track, on=on)

    @event(TrackChosen)
    def _track_chosen(self, track: Track, on: date) -> None:
        self.track = track

    def take_note(self, words: str) -> None:
        self.trigger_event(self.NoteTaken, words=words)


class TrackAlreadyChosen(Refused):
    code = "track_already_chosen"


@dataclass(frozen=True, kw_only=True)
class OpenPlan:
    plan_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ChooseTrack:
    plan_id: UUID
    track: Track
    on: date


def open_plan(asked: OpenPlan, work: Work) -> Plan:
    return work.add(Plan.open(asked.plan_id, asked.on))


def choose_track(asked: ChooseTrack, work: Work) -> Plan:
    plan = work.load(Plan, asked.plan_id)
    plan.choose_track(asked.track, asked.on)
    return plan


def keep_opening(plan: Plan, opened: Sequence[Plan.Opened], tables: Records) -> None:
    for fact in opened:
        row = {"id": str(plan.id), "day": fact.on.isoformat()}
        tables.write("INSERT INTO openings VALUES (:id, :day)", row)


OPENINGS = Projection(of=Plan, facts=(Plan.Opened,), fold=keep_opening)


def when_referral_submitted_open_plan(event: ReferralSubmitted, _: Envelope) -> list[object]:
    return [OpenPlan(plan_id=event.referral_id, on=event.occurred_on)]


def when_referral_declined_choose_health(event: ReferralDeclined, _: Envelope) -> list[object]:
    return [ChooseTrack(plan_id=event.referral_id, track=Track.HEALTH, on=event.occurred_on)]


def translate(fact: DomainEvent) -> ContractEvent | None:
    match fact:
        case Plan.Opened(originator_id=plan_id, on=day):
            return PlanOpened(
                plan_id=plan_id,
                participant_id=plan_id,
                referral_id=plan_id,
                consent_id=plan_id,
                programme="malmokraften",
                plan_due_on=day,
                occurred_on=day,
            )
        case Plan.TrackChosen(originator_id=plan_id, track=track, on=day):
            return TrackChosen(plan_id=plan_id, track=track, occurred_on=day)
        case Plan.NoteTaken():
            return None
    raise TypeError(type(fact).__name__)


class OpenBody(StrictModel):
    occurred_on: PastDate
    remark: Line | None = None
    weeks: int = 0
    is_urgent: bool = False


class TrackBody(StrictModel):
    track: Code[Track]
    occurred_on: PastDate


class PlanView(View):
    plan_id: UUID
    track: Track | None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(plan_id=plan.id, track=plan.track)


router = APIRouter(prefix="/v1")
Writer = Annotated[Commander, Depends(command("planning:write"))]
Reader = Annotated[Caller, Depends(scope("planning:read"))]
PlanId = Annotated[Id, Path(alias="planId")]


@router.post("/plans", status_code=201)
def post_plan(body: OpenBody, writer: Writer) -> Response:
    asked = OpenPlan(plan_id=uuid4(), on=body.occurred_on)
    return writer.create(asked, PlanView.of, lambda plan: f"/v1/plans/{plan.id}")


@router.post("/plans/{planId}/track")
def post_track(plan_id: PlanId, body: TrackBody, writer: Writer) -> Response:
    asked = ChooseTrack(plan_id=plan_id, track=body.track, on=body.occurred_on)
    return writer.change(asked, plan_id, PlanView.of)


@router.get("/plans/{planId}")
def get_plan(plan_id: PlanId, _: Reader, application: TheApplication) -> Response:
    with application.reading() as work:
        return view_response(work.load(Plan, plan_id), PlanView.of)


class SpecimenSettings(Settings):
    agency: Agency = Agency.AF
    port: Port = 8009


HANDLERS: Handlers = {OpenPlan: open_plan, ChooseTrack: choose_track}

SPECIMEN = Service(
    name="planning",
    title="Specimen",
    description="The machinery on a service small enough to see through.",
    settings=SpecimenSettings,
    routers=lambda _: [router],
    handlers=lambda _: HANDLERS,
    translate=translate,
    scopes=("planning:read", "planning:write"),
    reads=("referral",),
    policies={
        ReferralSubmitted: [when_referral_submitted_open_plan],
        ReferralDeclined: [when_referral_declined_choose_health],
    },
    projections=(OPENINGS,),
    migrations=(
        Migration("specimen-1", ("CREATE TABLE openings (plan_id TEXT PRIMARY KEY, day TEXT NOT NULL)",)),
    ),
)
