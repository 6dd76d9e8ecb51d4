"""What the doctor finds in what was seen, and what it says of it. The whole of it: tests/operations."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from deploy.provision.tests.examples import Files
from rich.console import Console

from provision.doctor.asking import metrics_in
from provision.doctor.cluster import Cluster, judge_cluster
from provision.doctor.examination import Examination
from provision.doctor.finding import Finding, kinds
from provision.doctor.instances import read_instances
from provision.doctor.judging import judge
from provision.doctor.report import as_json, print_report
from provision.doctor.seen import Answers, Held, Seen
from provision.files import BadFile
from provision.landscape import read_landscape
from provision.rights import Right, wanted_rights
from provision.topics import Present

DOCS = Path(__file__).parents[3]
DAY = 19_000
"""2022-01-08, as days since 1970-01-01."""
PLANNING = Seen(agency="af", service="planning", answers=Answers(version="1.0.0"))
REFERRAL = Seen(agency="af", service="referral", answers=Answers(signs_with=frozenset({"new", "next"})))
BESIDE = ("issuer_keys_differ", "business_dates_differ", "versions_differ")
KEPT = {"cleanup.policy": "delete", "retention.bytes": "-1", "retention.ms": "-1"}


def names(*landscape: Seen) -> list[str]:
    return [finding.name for finding in judge(landscape)]


def showing(metrics: Mapping[str, float], seen: Seen = PLANNING) -> Seen:
    return replace(seen, processes={"http://127.0.0.1:1": {(name, ""): n for name, n in metrics.items()}})


class TestOneInstance:
    def test_nothing_is_found_where_nothing_is_wrong(self) -> None:
        metrics = {
            "samplan_business_date": DAY,
            "samplan_clock_ticked_date": DAY - 1,
            "samplan_clock_expected": 1,
        }
        assert names(showing(metrics), REFERRAL) == []

    @pytest.mark.parametrize("name", [name for name, kind in kinds().items() if kind.metric])
    def test_a_metric_above_its_figure_is_found_by_its_name(self, name: str) -> None:
        key = (kinds()[name].metric, kinds()[name].reason)
        just, above = kinds()[name].above, kinds()[name].above + 1
        assert names(replace(PLANNING, processes={"": {key: just}})) == []
        assert names(replace(PLANNING, processes={"": {key: above}})) == [name]

    def test_one_that_is_down_is_found_once_with_its_metrics_and_its_free_port_is_no_fault(self) -> None:
        down = replace(PLANNING, answers=None, processes={"http://127.0.0.1:1": None})
        assert names(down) == ["does_not_answer"]
        assert names(replace(down, answers=Answers())) == ["metrics_unread"]

    def test_its_own_port_is_in_use_while_it_runs_and_taken_by_another_while_it_does_not(self) -> None:
        held = Held(complaints=("PORT: 127.0.0.1:8003 is in use",))
        assert names(replace(PLANNING, held=held)) == []
        assert names(replace(PLANNING, held=held, answers=None)) == ["does_not_answer", "settings_wrong"]

    def test_a_secret_that_everybody_may_read_is_found_once(self) -> None:
        complaints = ("INDEX_KEY_FILE: readable or writable by everybody",)
        held = Held(complaints=complaints, readable_secrets=("INDEX_KEY_FILE",))
        assert names(replace(PLANNING, held=held)) == ["key_readable"]

    def test_a_clock_is_wrong_from_six_seconds_either_way(self) -> None:
        assert names(replace(PLANNING, answers=Answers(seconds_apart=5))) == []
        assert names(replace(PLANNING, answers=Answers(seconds_apart=-6))) == ["clock_apart"]
        assert names(replace(PLANNING, held=Held(store_seconds_apart=6))) == ["store_clock_apart"]

    def test_a_day_without_a_tick_is_found_unless_the_clock_is_moved_by_hand(self) -> None:
        late = {
            "samplan_business_date": DAY,
            "samplan_clock_ticked_date": DAY - 2,
            "samplan_clock_expected": 1,
        }
        assert names(showing(late)) == ["clock_not_moved"]
        assert names(replace(showing(late), held=Held(moves_its_clock=False))) == []

    def test_old_keys_a_full_disk_and_a_broker_that_is_not_reached_are_found(self) -> None:
        unreached = ("KAFKA_BOOTSTRAP_SERVERS: the broker does not answer (TimeoutError)",)
        held = Held(days_since_rotation=401, full_disks=("ERASURE_LOG",), complaints=unreached)
        assert names(replace(PLANNING, held=held)) == ["kafka_unreached", "signing_keys_old", "disk_full"]


class TestInstancesBesideEachOther:
    def test_other_keys_than_those_that_a_service_signs_with_are_found_where_they_are_held(self) -> None:
        told = replace(PLANNING, held=Held(told={"af.referral": frozenset({"former"})}))
        assert [(one.name, one.at) for one in judge([told, REFERRAL])] == [
            ("told_keys_differ", "af.planning")
        ]
        assert names(told, replace(REFERRAL, answers=None)) == ["does_not_answer"]

    def test_two_versions_of_a_service_two_business_dates_and_two_issuers_are_found(self) -> None:
        ours = replace(showing({"samplan_business_date": DAY}), held=Held(issuer_keys=frozenset({"a"})))
        other = showing({"samplan_business_date": DAY + 1}, replace(PLANNING, agency="fk"))
        other = replace(other, answers=Answers(version="1.1.0"), held=Held(issuer_keys=frozenset({"b"})))
        found = {one.name: one.at for one in judge([ours, other])}
        assert found == dict.fromkeys(BESIDE, "fk.planning")

    def test_a_replay_is_found_beside_real_dates_and_moves_unseen_where_all_replay(self) -> None:
        real = showing({"samplan_business_date": DAY})
        replays = [
            replace(showing({"samplan_business_date": day}, REFERRAL), agency=agency, held=Held(replays=True))
            for agency, day in (("af", DAY - 400), ("fk", DAY - 401))
        ]
        assert names(*replays) == []
        assert names(real, real, replays[0]) == ["business_dates_differ"]


class TestTheCluster:
    def test_a_topic_that_is_missing_or_deletes_events_is_found_without_files(self) -> None:
        deletes = Present(6, 1, {**KEPT, "cleanup.policy": "compact", "retention.ms": "1000"})
        alive = Present(1, 1, {**KEPT, "retention.ms": "3600000"})
        cluster = Cluster(brokers=1, topics={"af.planning.v1": deletes, "finsam.consent-alive.v1": alive})
        found = [(one.name, one.at) for one in judge_cluster(cluster, ["af.planning", "fk.planning"], None)]
        assert found == [("topic_missing", "fk.planning.v1"), ("topic_deletes", "af.planning.v1")]

    def test_what_differs_from_the_files_is_found(self, files: Files) -> None:
        landscape = read_landscape(files.folder)
        settings = {**landscape.topics[0].settings, "retention.ms": "1000"}
        stranger = Right("User:klippan.reporting", "WRITE", "fk.planning.v1")
        cluster = Cluster(
            brokers=1,
            topics={"fk.planning.v1": Present(3, 1, settings)},
            rights=[*wanted_rights(landscape)[1:], stranger],
        )
        found = [one.name for one in judge_cluster(cluster, [], landscape)]
        assert found == ["topic_differs", "right_missing", "right_too_many"]


class TestTheReport:
    PARKED = Finding(name="records_parked", at="af.planning", what="3")

    def examination(self, *names: str) -> Examination:
        found = [replace(self.PARKED, name=name) for name in names]
        return Examination(instances=["af.planning"], findings=found, not_looked_at=[])

    def test_the_exit_code_is_that_of_the_worst_finding(self) -> None:
        assert self.examination().exit_code == 0
        assert self.examination("versions_differ").exit_code == 1
        assert self.examination("versions_differ", "records_parked").exit_code == 2

    def test_it_says_what_is_wrong_what_it_means_and_which_page_helps(self) -> None:
        text = StringIO()
        print_report(Console(file=text, width=200), self.examination("records_parked"))
        assert "fault af.planning has 3 parked records  (records_parked)" in text.getvalue()
        assert "See docs/operate.md#records-are-parked" in text.getvalue()

    def test_a_program_finds_each_by_its_name(self) -> None:
        (found,) = json.loads(as_json(self.examination("records_parked")))["findings"]
        assert (found["name"], found["level"], found["at"]) == ("records_parked", "fault", "af.planning")

    def test_every_page_that_helps_has_the_section(self) -> None:
        pages = {kind.page.partition("#")[::2] for kind in kinds().values()}
        assert [page for page in pages if page[1] not in anchors(DOCS / page[0])] == []


def anchors(page: Path) -> set[str]:
    headings = [line.lstrip("# ") for line in page.read_text().splitlines() if line.startswith("#")]
    kept = ("".join(c for c in one.lower() if c.isalnum() or c in " -_") for one in headings)
    return {one.replace(" ", "-") for one in kept}


def test_metrics_are_summed_over_all_labels_but_the_reason() -> None:
    stopped = 'samplan_role_stopped{role="inbox",reason="Trimmed"} 1'
    text = f'samplan_lag{{topic="a"}} 2\nsamplan_lag{{topic="b"}} 3\n{stopped}\n'
    assert metrics_in(text) == {("samplan_lag", ""): 5, ("samplan_role_stopped", "Trimmed"): 1}


def test_a_file_of_settings_names_the_agency_and_the_service(tmp_path: Path) -> None:
    (tmp_path / "malmo-ifo-referral.env").write_text("# comment\nPORT=8001\nKEYS_URL=a=b\n")
    (instance,) = read_instances(tmp_path)
    assert (instance.name, instance.address) == ("malmo-ifo.referral", "http://127.0.0.1:8001")
    assert instance.environment["KEYS_URL"] == "a=b"


def test_a_bad_file_of_settings_is_named_and_its_values_are_not(tmp_path: Path) -> None:
    (tmp_path / "af-planning.env").write_text("secret words\n")
    with pytest.raises(BadFile, match=r"af-planning\.env: setting 1 is not NAME=value$"):
        read_instances(tmp_path)
