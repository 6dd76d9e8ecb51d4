"""P-11: placements are offered, accepted or declined, started and ended; the employer stays in the vault."""

from dataclasses import replace
from typing import Any

import pytest
from services.planning.tests.examples import PLAN, exited_to_work
from services.planning.tests.group_examples import (
    ENROLLED_ON,
    KLIPPAN,
    MARCH_4,
    MONDAY,
    TUESDAY,
    UNSHARED,
    plan,
)

from planning.dates.period import EndsBeforeItStarts
from planning.placements.offer_placement import OfferPlacement
from planning.placements.placement import PlacementOfAnother, PlacementOffered, StepNotAllowed
from planning.placements.steps import (
    AcceptPlacement,
    DeclinePlacement,
    EndPlacement,
    PlacementAccepted,
    PlacementDeclined,
    PlacementEnded,
    PlacementStarted,
    StartPlacement,
)
from planning.plan.refusals import BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult
from samplan.testing.given import SOME_ID, Fact, fact, given

STEP: Any = {"placement_id": SOME_ID, "by": KLIPPAN, "occurred_on": MARCH_4}
ACCEPT, DECLINE, START = AcceptPlacement(**STEP), DeclinePlacement(**STEP), StartPlacement(**STEP)
END = EndPlacement(**STEP, led_to=PlacementResult.NEW_PLACEMENT)
OFFER = OfferPlacement(
    plan_id=PLAN,
    period=1,
    purpose=PlacementPurpose.TRY_OCCUPATION,
    purpose_in_words="Prova yrket bagare",
    employer="Bageriet",
    begins_on=MONDAY,
    ends_on=MARCH_4,
    by=KLIPPAN,
    occurred_on=MONDAY,
)


def offered() -> Fact:
    return fact(
        PlacementOffered,
        plan_id=PLAN,
        programme="forsta-steget",
        agency=KLIPPAN,
        period=1,
        purpose=PlacementPurpose.TRY_OCCUPATION,
        begins_on=MONDAY,
        ends_on=MARCH_4,
        sealed="sealed",
        occurred_on=MONDAY,
        shared=True,
    )


def step(kind: type[Any], **members: Any) -> Fact:
    return fact(kind, plan_id=PLAN, occurred_on=TUESDAY, shared=True, **members)


ACCEPTED, DECLINED, STARTED = step(PlacementAccepted), step(PlacementDeclined), step(PlacementStarted)
ENDED = step(PlacementEnded, led_to=PlacementResult.STUDIES)


class TestOfferPlacement:
    def test_names_period_and_purpose(self) -> None:
        [event] = OFFER.offered(plan(), "sealed").collect_events()
        assert fact(PlacementOffered, period=1, purpose=OFFER.purpose, shared=True).matches(event)

    def test_is_withheld_without_a_consent(self) -> None:
        [event] = OFFER.offered(plan(under=UNSHARED), "sealed").collect_events()
        assert fact(PlacementOffered, shared=False, is_withheld=True).matches(event)

    def test_is_refused_once_the_plan_has_ended(self) -> None:
        with pytest.raises(PlanHasEnded):
            OFFER.offered(plan(exited_to_work(on=ENROLLED_ON)), "sealed")

    def test_is_refused_if_it_ends_before_it_begins(self) -> None:
        with pytest.raises(EndsBeforeItStarts):
            replace(OFFER, ends_on=ENROLLED_ON).offered(plan(), "sealed")


class TestAStep:
    @pytest.mark.parametrize(
        ("before", "command", "kind"),
        [
            ((), ACCEPT, PlacementAccepted),
            ((), DECLINE, PlacementDeclined),
            ((ACCEPTED,), START, PlacementStarted),
            ((ACCEPTED, STARTED), END, PlacementEnded),
        ],
        ids=["accept", "decline", "start", "end"],
    )
    def test_follows_the_one_before(self, before: tuple[Fact, ...], command: Any, kind: type[Any]) -> None:
        is_told = not kind.IS_PRIVATE
        taken = given(offered(), *before).when(command.decide, plan())
        taken.then(fact(kind, occurred_on=MARCH_4, shared=is_told))
        withheld = given(offered(), *before).when(command.decide, plan(under=UNSHARED))
        withheld.then(fact(kind, shared=False))

    @pytest.mark.parametrize(
        ("before", "command"),
        [
            ((ACCEPTED,), ACCEPT),
            ((DECLINED,), DECLINE),
            ((ACCEPTED, STARTED), START),
            ((ACCEPTED, STARTED, ENDED), END),
        ],
        ids=["accept", "decline", "start", "end"],
    )
    def test_again_changes_nothing(self, before: tuple[Fact, ...], command: Any) -> None:
        given(offered(), *before).when(command.decide, plan()).then_nothing()

    @pytest.mark.parametrize(
        ("before", "command"),
        [
            ((), START),
            ((), END),
            ((DECLINED,), START),
            ((DECLINED,), ACCEPT),
            ((ACCEPTED,), DECLINE),
            ((ACCEPTED,), END),
            ((ACCEPTED, STARTED, ENDED), START),
        ],
    )
    def test_is_refused_out_of_order(self, before: tuple[Fact, ...], command: Any) -> None:
        given(offered(), *before).when(command.decide, plan()).then_refused(StepNotAllowed)

    def test_is_refused_before_the_last_one(self) -> None:
        early = replace(START, occurred_on=MONDAY)
        given(offered(), ACCEPTED).when(early.decide, plan()).then_refused(BeforeTheStart)

    def test_starts_in_an_open_plan_and_ends_in_any(self) -> None:
        ended = plan(exited_to_work(on=TUESDAY))
        given(offered(), ACCEPTED).when(START.decide, ended).then_refused(PlanHasEnded)
        given(offered(), ACCEPTED, STARTED).when(END.decide, ended).then(fact(PlacementEnded))

    def test_is_the_offering_agencys(self) -> None:
        placement = given(offered(), ACCEPTED).when(START.decide, plan()).aggregate
        with pytest.raises(PlacementOfAnother):
            placement.require_owner(Agency.AF)
