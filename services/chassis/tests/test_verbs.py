"""Form, route and handler are derived from the declaration of a command."""

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest
from fastapi import Depends
from pydantic import ValidationError

from chassis.decisions.commands import Command, PlannedDate, Records, ShortText
from chassis.decisions.work import handlers_of
from chassis.http.commands import Commander, command
from chassis.http.forms import PLAIN, Checked, form_of, members_of
from chassis.http.verbs import Resource, routes_of
from samplan.contracts.codes import Agency, Track
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, Plan, PlanView

PLAN = UUID("5a3b1c00-0000-4000-8000-000000000001")
MONDAY = date(2020, 3, 2)


class OnPlans(Command[date]):
    """The office of this specimen is the first day on which a plan may open."""


class Open(OnPlans, path="", sv="Öppna", en="Open", creates=True):
    """Opens a plan."""

    plan_id: UUID = field(default_factory=uuid4)
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: date) -> Plan:
        return work.add(Plan.open(self.plan_id, max(self.occurred_on, office)))


class OnOne(Command[date]):
    plan_id: UUID


class Choose(OnOne, path="tracks/{track}", sv="Välj", en="Choose", method="PUT"):
    track: UUID
    tracks: tuple[Track, ...]
    until: PlannedDate | None = None
    remark: ShortText | None = None

    def carry_out(self, work: Records, office: date) -> Plan:
        plan = work.load(Plan, self.plan_id)
        plan.choose_track(self.tracks[0], office)
        return plan


class Hurry(OnOne, path="haste", sv="Skynda", en="Hurry", versioned=False):
    """Right on any version of the plan."""

    def carry_out(self, work: Records, office: date) -> Plan:
        return work.load(Plan, self.plan_id)


class Interval(Command[date]):
    days: tuple[date, date]

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if sent.days == [MONDAY, MONDAY]:
            raise ValueError("the_same_day")

    def carry_out(self, work: Records, office: date) -> None:
        raise NotImplementedError


class Note(OnOne):
    by: Agency
    words: str

    def carry_out(self, work: Records, office: date) -> None:
        raise NotImplementedError


PLAN_ITSELF = Resource(
    commands=OnOne,
    path="/v1/plans/{planId}",
    tag="plans",
    writer=Annotated[Commander, Depends(command("planning:write"))],
    view=PlanView,
    answer="The plan",
    version="Its version",
)
PLANS = PLAN_ITSELF.created_by(OnPlans, at="/v1/plans", answer="The plan")
COMMANDS = (Open, Choose, Hurry)
SERVICE = replace(
    SPECIMEN,
    routers=lambda _: [routes_of(PLANS, COMMANDS), routes_of(PLAN_ITSELF, COMMANDS)],
    handlers=lambda _: handlers_of(COMMANDS, date(2020, 3, 2)),
)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path) as under_test:
        yield under_test


class TestRoute:
    def test_creates_a_record_with_a_location(self, service: ServiceUnderTest) -> None:
        made = service.post("/v1/plans", {"occurredOn": "2020-03-03"})
        assert (made.status_code, made.headers["ETag"]) == (201, '"1"')
        assert made.headers["Location"] == f"/v1/plans/{made.json()['planId']}"

    def test_changes_the_version_that_was_read(self, service: ServiceUnderTest) -> None:
        path = service.post("/v1/plans", {"occurredOn": "2020-03-03"}).headers["Location"]
        sent = {"Authorization": f"Bearer {service.token()}", "Idempotency-Key": "k", "If-Match": '"1"'}
        answer = service.client.put(f"{path}/tracks/{PLAN}", json={"tracks": ["work"]}, headers=sent)
        assert (answer.status_code, answer.json()["track"]) == (200, "work")

    @pytest.mark.parametrize("read", [None, 7])
    def test_is_not_refused_because_of_a_version_that_does_not_matter(
        self, service: ServiceUnderTest, read: int | None
    ) -> None:
        path = service.post("/v1/plans", {"occurredOn": "2020-03-03"}).headers["Location"]
        assert service.post(f"{path}/haste", {}, if_match=read).status_code == 200

    def test_is_described_in_two_languages(self, service: ServiceUnderTest) -> None:
        described = service.get("/openapi.json").json()["paths"]["/v1/plans"]["post"]
        assert (described["summary"], described["description"]) == ("Öppna · Open", "Opens a plan.")
        assert described["operationId"].startswith("open_")


class TestForm:
    def choose(self, **sent: Any) -> Choose:
        form = form_of(Choose, known={"plan_id", "track"}).model_validate({"tracks": ["work"], **sent})
        return Choose(plan_id=PLAN, track=PLAN, **members_of(form, Choose))

    def test_becomes_the_commands_members(self) -> None:
        assert self.choose(until="2199-12-31") == Choose(
            plan_id=PLAN, track=PLAN, tracks=(Track.WORK,), until=date(2199, 12, 31)
        )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"tracks": []},
            {"tracks": ["work"] * 4},
            {"tracks": ["other"]},
            {"tracks": "work"},
            {"until": 20200302},
            {"until": "2200-01-01"},
            {"remark": " "},
            {"note": "hemligt"},
            {"planId": str(PLAN)},
        ],
        ids=str,
    )
    def test_refuses_everything_else(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            self.choose(**wrong)

    def test_reads_a_plain_date_as_one_in_the_past(self) -> None:
        with pytest.raises(ValidationError, match="in_the_future"):
            form_of(Open, known={"by"}).model_validate({"occurredOn": "2999-01-01"})

    def test_omits_what_path_token_and_command_give(self) -> None:
        assert list(form_of(Open, known={"by"}).model_fields) == ["occurred_on"]

    def test_converts_its_fields_to_the_domains_values(self) -> None:
        types = {**PLAIN, date: Checked(str, "monday", lambda sent: {"monday": MONDAY}[sent])}
        form = form_of(Interval, known=(), types=types).model_validate({"days": ["monday"]})
        assert members_of(form, Interval, types) == {"days": (MONDAY,)}

    def test_is_refused_when_its_fields_contradict_each_other(self) -> None:
        with pytest.raises(ValidationError, match="the_same_day"):
            form_of(Interval, known=()).model_validate({"days": ["2020-03-02", "2020-03-02"]})

    def test_is_refused_for_an_unsupported_type(self) -> None:
        with pytest.raises(TypeError, match="no form type for"):
            form_of(Note, known={"by"})


def test_apps_of_one_process_share_their_routes() -> None:
    """A form takes longer to create than a request to answer."""
    assert routes_of(PLANS, COMMANDS) is routes_of(PLANS, COMMANDS)


def test_a_command_without_a_path_has_no_route() -> None:
    assert Note.VERB is None
    assert routes_of(PLAN_ITSELF, (Note,)).routes == []
