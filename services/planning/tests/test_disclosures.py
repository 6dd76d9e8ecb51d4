"""K8, C-11, I16: showing a plan to another agency is a disclosure, logged before the answer and chained."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    ENROLLED,
    GRANTED,
    KEEPER,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REVOKED,
    TODAY,
    UNKNOWN,
)
from structlog.testing import capture_logs
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.disclosure_checks import own_logs
from planning.disclosing.disclosures import DisclosureMade, PlanDisclosures
from planning.service import SERVICE
from samplan.contracts.codes import ConsentPurpose
from samplan.contracts.planning import plans as published
from samplan.privacy.disclosure_log import disclosures_of
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"


def made(service: ServiceUnderTest) -> list[published.DisclosureMade]:
    return [event for event in service.published() if isinstance(event, published.DisclosureMade)]


def first_break(service: ServiceUnderTest) -> int | None:
    with service.process.application.reading() as work:
        own, _ = own_logs(DisclosureMade)(service.database, work)
    return own.broken_at


@pytest.fixture
def read_three_times(opened: ServiceUnderTest) -> ServiceUnderTest:
    for agency in (CITY, CARE, CITY):
        assert opened.get(PATH, agency=agency).status_code == 200
    return opened


class TestShowingAPlan:
    def test_to_another_agency_is_published_with_its_rule(self, opened: ServiceUnderTest) -> None:
        opened.get(PATH, agency=CITY)
        [disclosure] = made(opened)
        assert disclosure.participant_id == PARTICIPANT
        assert disclosure.log_id == PlanDisclosures.id_of(PARTICIPANT)
        told = (disclosure.agency, disclosure.role, disclosure.purpose, disclosure.what, disclosure.rule)
        assert told == (CITY, "system", ConsentPurpose.COORDINATION, "planning.plan", "consent")
        assert (disclosure.consent_id, disclosure.position, disclosure.occurred_on) == (CONSENT, 1, TODAY)

    def test_to_a_person_names_their_role(self, opened: ServiceUnderTest) -> None:
        token = opened.token(CITY, person="astrid", role="case_officer")
        assert opened.client.get(PATH, headers={"Authorization": f"Bearer {token}"}).status_code == 200
        assert [one.role for one in made(opened)] == ["case_officer"]

    def test_to_its_keeper_is_none(self, opened: ServiceUnderTest) -> None:
        opened.get(PATH, agency=KEEPER)
        assert made(opened) == []

    def test_that_is_refused_is_none(self, opened: ServiceUnderTest) -> None:
        assert opened.get(PATH, agency=OUTSIDER).status_code == 404
        opened.receive(REVOKED)
        assert opened.get(PATH, agency=CITY).status_code == 404
        assert made(opened) == []

    def test_that_is_refused_is_in_the_services_own_log_with_its_rule(self, opened: ServiceUnderTest) -> None:
        """Published nowhere: it would tell that there is a participant (I28)."""
        opened.receive(REVOKED)
        with capture_logs() as lines:
            answers = [opened.get(path, agency=CITY) for path in (PATH, f"/v1/plans/{UNKNOWN}")]
        refused = [line for line in lines if line["event"] == "disclosure_refused"]
        assert [line["rule"] for line in refused] == ["not_in_force", "nobody"]
        assert refused[0] == {
            "event": "disclosure_refused",
            "log_level": "warning",
            "asked_by": "malmo-ifo",
            "role": "system",
            "what": "planning.plan",
            "purpose": "coordination",
            "rule": "not_in_force",
        }
        assert [list(one.json()) for one in answers] == [list(answers[0].json())] * 2
        assert "not_in_force" not in answers[0].text

    @pytest.mark.parametrize("purpose", ["research", "media", "matching", "follow_up"])
    def test_is_refused_for_a_purpose_that_the_consent_does_not_have(
        self, opened: ServiceUnderTest, purpose: str
    ) -> None:
        """K3."""
        assert opened.get(f"{PATH}?purpose={purpose}", agency=CITY).status_code == 404
        assert opened.get(f"{PATH}?purpose=coordination", agency=CITY).status_code == 200
        assert opened.get(f"{PATH}?purpose={purpose}", agency=KEEPER).status_code == 200

    def test_is_logged_in_the_order_of_reading(self, read_three_times: ServiceUnderTest) -> None:
        with read_three_times.process.application.reading() as work:
            logged = disclosures_of(PARTICIPANT, work)
        assert [one.agency for one in logged] == [CITY, CARE, CITY]
        assert [one.position for one in made(read_three_times)] == [1, 2, 3]

    def test_by_several_at_once_makes_one_chain(self, opened: ServiceUnderTest) -> None:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: opened.get(PATH, agency=CITY).status_code, range(8)))
        assert answers == [200] * 8
        assert first_break(opened) is None


class TestTheLog:
    def test_is_whole_when_nobody_has_touched_it(self, read_three_times: ServiceUnderTest) -> None:
        assert first_break(read_three_times) is None

    @pytest.mark.parametrize(
        ("tampering", "position"),
        [
            (
                "UPDATE disclosure_entries SET entry = REPLACE(entry, 'region-', '') WHERE position = 2",
                2,
            ),
            ("UPDATE disclosure_entries SET participant_id = 'x' WHERE position = 1", 1),
            ("DELETE FROM disclosure_entries WHERE position = 2", 2),
            ("DELETE FROM disclosure_entries WHERE position = 3", 3),
            ("DELETE FROM disclosure_entries", 1),
        ],
    )
    def test_shows_where_it_was_changed_or_cut(
        self, read_three_times: ServiceUnderTest, tampering: str, position: int
    ) -> None:
        with read_three_times.database.transaction() as tx:
            tx.execute(tampering)
        assert first_break(read_three_times) == position

    def test_is_verified_by_an_operator(
        self, read_three_times: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("data_dir", "programmes_dir", "database_url"):
            monkeypatch.setenv(name.upper(), str(getattr(read_three_times.settings, name)))
        monkeypatch.setenv("DEVELOPMENT", "on")
        last = made(read_three_times)[-1]
        anchor = f"{last.position}:{last.chained}"
        whole = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures", "--expect", anchor])
        assert (whole.exit_code, whole.output.splitlines()[0]) == (0, f"own log: whole up to {anchor}")
        with read_three_times.database.transaction() as tx:
            tx.execute("DELETE FROM disclosure_entries WHERE position = 2")
        cut = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures"])
        assert (cut.exit_code, cut.output.splitlines()[0]) == (1, "own log: broken at 2")


def test_a_redelivered_event_discloses_nothing(opened: ServiceUnderTest) -> None:
    opened.get(PATH, agency=CITY)
    opened.receive(GRANTED, ENROLLED)
    assert len(made(opened)) == 1
