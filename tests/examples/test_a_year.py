"""A participant's year over two journals and planning: each fact is typed once, wherever it is read."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from examples import meter
from examples.labour_market import work_log
from examples.social_services import case_notes
from services.planning.tests.examples import CITY, ENROLLED, GRANTED, KEEPER, NAMED, PLAN, REVOKED, TODAY

from planning.service import SERVICE
from samplan.contracts.codes import ActivityKind, Agency
from samplan.kit import Plan
from samplan.kit.testing import TestAgency
from samplan.testing.deliveries.topics import Delivered
from samplan.testing.harness import ServiceUnderTest

WORKS = Agency.MALMO_AMA
OUR_PLAN = Plan(KEEPER, PLAN)
BOTH = f"{CITY},{WORKS}"
SPRING, SUMMER, AUTUMN = date(2022, 2, 14), date(2022, 6, 20), date(2022, 9, 5)


class Year:
    """Carries cards to planning and its events to the journals, as Kafka would."""

    def __init__(self, planning: ServiceUnderTest, city: TestAgency, works: TestAgency) -> None:
        self.planning, self.journals = planning, {CITY: city, WORKS: works}
        self._sent = dict.fromkeys(self.journals, 0)
        self._told = dict.fromkeys(self.journals, 0)
        self._topics = Delivered(planning)
        planning.receive(msgspec.structs.replace(GRANTED, agencies=(*NAMED, WORKS)), ENROLLED)
        self.travel()

    def travel(self) -> None:
        for agency, journal in self.journals.items():
            sent = journal.sent()
            self.planning.receive(*sent[self._sent[agency] :], source=f"/{agency}/cards/0a1b2c3d")
            self._sent[agency] = len(sent)
        self._topics.send()
        for agency, journal in self.journals.items():
            told = [event for _, event in self._topics.told(f"{KEEPER}.planning.to-{agency}.v1")]
            journal.receive(*told[self._told[agency] :])
            self._told[agency] = len(told)

    def holds(self) -> dict[str, list[dict[str, Any]]]:
        return {"case notes": [*case_notes.holds()], "work log": [*work_log.holds()]}


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    with (
        ServiceUnderTest(SERVICE, tmp_path, today=TODAY, card_senders=BOTH, delivers_to=BOTH) as planning,
        TestAgency(case_notes.agency) as city,
        TestAgency(work_log.agency) as works,
    ):
        yield Year(planning, city, works)


def test_each_fact_is_typed_once_and_read_by_the_other(year: Year) -> None:
    case_notes.start_intervention(OUR_PLAN, UUID(int=1), ActivityKind.SWEDISH_STUDIES, SPRING)
    work_log.begin_step(OUR_PLAN, UUID(int=2), ActivityKind.WORK_PLACEMENT, SUMMER)
    case_notes.start_intervention(OUR_PLAN, UUID(int=3), ActivityKind.REHABILITATION, AUTUMN)
    year.travel()
    year.travel()
    readings = meter.read(year.holds())
    started = {fact.kind: one for fact, one in readings.items() if fact.what == "ActivityStarted"}
    assert started == {
        "swedish_studies": (("case notes",), ("work log",)),
        "work_placement": (("work log",), ("case notes",)),
        "rehabilitation": (("case notes",), ("work log",)),
    }
    assert meter.double_entries(year.holds()) == []


def test_a_planted_double_entry_is_found(year: Year) -> None:
    """A coach types the studies that the social services have typed."""
    for type_it, activity in ((case_notes.start_intervention, 1), (work_log.begin_step, 2)):
        type_it(OUR_PLAN, UUID(int=activity), ActivityKind.SWEDISH_STUDIES, SPRING)
    year.travel()
    [fact] = meter.double_entries(year.holds())
    assert (fact.what, fact.kind) == ("ActivityStarted", "swedish_studies")
    assert "typed in case notes and work log" in meter.report(year.holds())


def test_the_meter_reads_what_any_journal_prints(
    year: Year, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the one in JavaScript: a line of JSON for each fact."""
    case_notes.start_intervention(OUR_PLAN, UUID(int=1), ActivityKind.SWEDISH_STUDIES, SPRING)
    year.travel()
    year.travel()
    for name, lines in year.holds().items():
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(SystemExit, match="0"):
        meter.main([f"city={tmp_path}/case notes", f"works={tmp_path}/work log"])
    studies = "2022-02-14 ActivityStarted swedish_studies: typed in city, 1 received it"
    assert studies in capsys.readouterr().out.splitlines()


def test_after_a_revocation_each_journal_holds_what_its_own_staff_have_typed(year: Year) -> None:
    case_notes.start_intervention(OUR_PLAN, UUID(int=1), ActivityKind.SWEDISH_STUDIES, SPRING)
    work_log.begin_step(OUR_PLAN, UUID(int=2), ActivityKind.WORK_PLACEMENT, SUMMER)
    year.travel()
    year.travel()
    year.planning.receive(REVOKED)
    year.travel()
    assert [line["typed"] for lines in year.holds().values() for line in lines] == [True, True]
