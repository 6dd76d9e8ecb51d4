"""C-12: what the service answers equals `may_know`, cell by cell, for every circle, day and order."""

from datetime import date

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from hypothesis import strategies as st
from msgspec.structs import replace
from services.planning.tests.changes import BLOCKED, CHANGES, DECEASED
from services.planning.tests.examples import (
    AFTER_CONSENT,
    ENROLLED,
    GRANTED,
    KEEPER,
    MAY_2,
    OTHER_GRANT,
    PLAN,
    REVOKED,
    TODAY,
    circle,
)
from services.planning.tests.test_interleavings import apply_batch, forget_everything

from planning.plan import CircleToday
from samplan.bus.clock import now_utc
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.may_know import Allowed
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PATH = f"/v1/plans/{PLAN}"
a_few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAYS = [MAY_2, TODAY, AFTER_CONSENT, date(2024, 1, 23), date(2024, 1, 24)]


def allowed(now: CircleToday, purpose: ConsentPurpose = ConsentPurpose.COORDINATION) -> set[Agency]:
    asked = CircleToday(circle=now.circle, on=now.on, at=now_utc())
    return {one for one in Agency if isinstance(asked.may_see(one, KEEPER, purpose), Allowed)}


def seen(service: ServiceUnderTest, purpose: str = "coordination") -> set[Agency]:
    return {one for one in Agency if service.get(f"{PATH}?purpose={purpose}", agency=one).is_success}


@each(
    changes=st.lists(st.sampled_from([*CHANGES, OTHER_GRANT]), max_size=5),
    on=st.sampled_from(DAYS),
    purpose=st.sampled_from(ConsentPurpose),
)
@a_few
def test_every_cell_of_the_matrix_is_what_the_service_does(
    service: ServiceUnderTest, changes: list[ContractEvent], on: date, purpose: ConsentPurpose
) -> None:
    forget_everything(service.database)
    service.today(on)
    service.receive(GRANTED, ENROLLED, *changes)

    now = circle(GRANTED, *changes, on=on)
    assert seen(service, purpose) == allowed(now, purpose)
    listed = {one for one in Agency if service.get("/v1/plans-without-activity", agency=one).json()}
    by_consent = allowed(CircleToday(circle=replace(now.circle, emergency=()), on=on))
    assert listed == (set() if now.circle.deceased_on else by_consent)


@each(
    order=st.permutations([ENROLLED, GRANTED, OTHER_GRANT, REVOKED, BLOCKED, DECEASED]),
    cuts=st.lists(st.booleans(), min_size=6, max_size=6),
    without=st.sampled_from([REVOKED, BLOCKED, DECEASED, None]),
)
@a_few
def test_every_order_of_arrival_ends_alike(
    service: ServiceUnderTest, order: list[ContractEvent], cuts: list[bool], without: ContractEvent | None
) -> None:
    forget_everything(service.database)
    batches: list[list[ContractEvent]] = [[]]
    for event, is_cut in zip(order, cuts, strict=True):
        batches += [[]] if is_cut else []
        batches[-1] += [event] if event is not without else []
    apply_batch(service, [one for one in batches if one])

    in_order = [one for one in (GRANTED, OTHER_GRANT, REVOKED, BLOCKED, DECEASED) if one is not without]
    assert seen(service) == allowed(circle(*in_order))
    assert (service.get(PATH, agency=KEEPER).json()["exit"] is not None) is (without is not DECEASED)
