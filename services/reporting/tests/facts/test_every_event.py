"""Each published event changes a figure, or is declared not to and why; none takes effect twice (T-01)."""

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from services.reporting.tests.stored import circles_in

from reporting.facts.ignored import IGNORED
from reporting.journeys.known import Known
from reporting.projection.batch import fold_into
from reporting.projection.digest import projection_digest
from reporting.rows import PROJECTIONS
from reporting.service import SERVICE
from samplan.contracts.documents.samples import all_golden
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.planning.endings import PlanReopened
from samplan.contracts.planning.plans import ExitedToWork, PlanDeadlineMissed
from samplan.contracts.planning.revisions import PlanDeadlineMissTakenBack
from samplan.contracts.registry import EVENTS, TypeName
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

SAMPLES = [
    msgspec.json.decode(all_golden()[name].value or b"", type=kind)
    for name, kind in EVENTS.items()
    if TypeName.parse(name).service in SERVICE.reads
]


TAKES_BACK: Mapping[type[ContractEvent], type[ContractEvent]] = {
    PlanDeadlineMissTakenBack: PlanDeadlineMissed,
    PlanReopened: ExitedToWork,
}


def has_content(event: ContractEvent) -> bool:
    """Whether it links streams, or changes more than its own identity, after what it takes back."""
    rows = Known()
    for taken_back in (one for one in SAMPLES if type(one) is TAKES_BACK.get(type(event))):
        fold_into(rows, taken_back)
    before = content(rows)
    fold_into(rows, event)
    return bool(rows.coverings or rows.joinings or content(rows) != before)


def content(rows: Known) -> list[tuple[str, Any]]:
    folded = [row for projection in PROJECTIONS for row in rows.of(projection).values()]
    return [
        (name, getattr(row, name))
        for row in folded
        for name in row.__struct_fields__
        if not name.endswith("_id") and getattr(row, name) is not None
    ]


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
class TestEveryEvent:
    def test_is_folded_or_declared_to_be_ignored(self, event: ContractEvent) -> None:
        assert has_content(event) is not (type(event) in IGNORED)

    def test_has_no_second_effect(self, service: ServiceUnderTest, event: ContractEvent) -> None:
        received = service.receive(event)
        before = facts(service), digest(service), circles_in(service.database)
        service.redeliver(received)
        assert (facts(service), digest(service), circles_in(service.database)) == before
        assert before[0] == 1


@pytest.mark.parametrize("kind", [ErasureRequested, ErasureExecuted], ids=lambda kind: kind.__name__)
def test_an_erasure_is_stored_without_the_participant(
    service: ServiceUnderTest, kind: type[ErasureRequested | ErasureExecuted]
) -> None:
    [event] = [one for one in SAMPLES if isinstance(one, kind)]
    service.receive(event)
    [fact] = service.database.query("SELECT data FROM facts")
    assert str(event.participant_id) not in fact["data"]


def facts(service: ServiceUnderTest) -> int:
    return int(service.database.query("SELECT count(*) AS n FROM facts")[0]["n"])


def digest(service: ServiceUnderTest) -> str:
    with service.database.reading() as tx:
        return projection_digest(tx)
