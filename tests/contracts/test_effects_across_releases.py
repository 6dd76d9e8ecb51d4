"""I8, I24: released and present programs meet, and no end of consent is missed because of `ce_effect`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.planning.tests.examples import CITY, CONSENT, ENROLLED, GRANTED, PLAN, TODAY
from tests.contracts.kept import Release, releases

from chassis.store.database import open_database
from planning.service import SERVICE
from samplan.bus.reading.closings import closed_subjects
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.migrations import migrate
from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.documents.samples import Sample, all_golden
from samplan.contracts.effect import stated_effect
from samplan.contracts.envelope import Headers, decode, encode
from samplan.contracts.registry import EVENTS
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

TOPIC, KEY = "finsam.consent.v1", str(CONSENT)
GARBAGE = Sample(TOPIC, KEY.encode(), b"{not json", [])

_READ_RECORDS = """
import json, sys
from chassis.database import open_database
from chassis.intake import take_in
from chassis.migrations import migrate
from chassis.received import read
from planning.service import SERVICE

class Ignoring:
    def apply(self, tx, received):
        pass

database = open_database(sys.argv[1])
migrate(database, SERVICE.all_migrations, event_store=True)
for offset, (topic, key, value, headers) in enumerate(json.load(sys.stdin)):
    named = [(name, text.encode()) for name, text in headers]
    place = {"cluster": "one", "topic": topic, "partition": 0, "offset": offset}
    record = read(**place, key=key.encode(), value=value.encode(), headers=named)
    take_in(database, Ignoring(), [record])
database.close()
"""


@pytest.fixture(scope="module", params=releases(), ids=str)
def release(request: pytest.FixtureRequest) -> Release:
    assert isinstance(request.param, Release)
    return request.param


@pytest.fixture(scope="module")
def programs(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release.unpack(tmp_path_factory.mktemp("release"))


def written_now(sample: Sample) -> Sample:
    """The same event as the present program publishes it."""
    envelope, event = decode(*sample)
    return sample._replace(headers=[*encode(envelope, event).headers])


def revoked_by(release: Release) -> Sample:
    """What the release publishes when this consent is revoked: it states no effect."""
    event = ConsentRevoked(consent_id=CONSENT, participant_id=PLAN, occurred_on=GRANTED.occurred_on)
    record = encode(envelope_of(event, sequence=9), event)
    known = {name for name, _ in release.samples[ConsentRevoked.TYPE].headers}
    return Sample(TOPIC, record.key, record.value, [one for one in record.headers if one[0] in known])


class TestAReleasedReader:
    def test_ignores_the_stated_effect_of_an_event(self, release: Release, programs: Path) -> None:
        samples = [
            written_now(sample)
            for name, sample in all_golden().items()
            if name in release.schemas and EVENTS[name].EFFECT is not None
        ]
        assert all(stated_effect(sample.headers) for sample in samples)
        assert {read.reason for read in release.read(samples, programs)} == {""}


class TestWhatAReleasedServicePublishes:
    @pytest.fixture
    def shared(self, tmp_path: Path) -> Iterator[ServiceUnderTest]:
        with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as planning:
            planning.receive(GRANTED, ENROLLED)
            yield planning

    def test_ends_a_sharing_at_once_without_stating_it(
        self, release: Release, shared: ServiceUnderTest
    ) -> None:
        revoked = revoked_by(release)
        assert stated_effect(revoked.headers) is None
        for topic, key, value, headers in (GARBAGE, revoked):
            shared.receive_raw(topic, key, value or b"", headers)
        assert shared.get(f"/v1/plans/{PLAN}", agency=CITY).status_code == 404

    @pytest.mark.parametrize("data", [{"occurredOn": "tomorrow"}, {"reason": 7}])
    def test_closes_its_subject_when_it_cannot_be_read(
        self, release: Release, shared: ServiceUnderTest, data: dict[str, object]
    ) -> None:
        topic, key, value, headers = revoked_by(release).with_data(**data)
        shared.receive_raw(topic, key, value or b"", headers)
        assert shared.get(f"/v1/plans/{PLAN}", agency=CITY).status_code == 503

    def test_ends_a_sharing_for_an_unknown_reason(self, release: Release, shared: ServiceUnderTest) -> None:
        assert "moved_abroad" not in {reason.value for reason in RevocationReason}
        topic, key, value, headers = revoked_by(release).with_data(reason="moved_abroad")
        shared.receive_raw(topic, key, value or b"", headers)
        assert shared.get(f"/v1/plans/{PLAN}", agency=CITY).status_code == 404
        assert shared.parked() == []


class TestWhatAReleasedServiceHasParked:
    def test_closes_its_subject_after_the_upgrade(
        self, release: Release, programs: Path, tmp_path: Path
    ) -> None:
        url = f"sqlite:///{tmp_path}/store.sqlite3"
        read_with(programs, url, GARBAGE, revoked_by(release))
        database = open_database(url)
        migrate(database, SERVICE.all_migrations, event_store=True)
        assert [row.reason for row in list_parked(database)] == ["missing_envelope", "behind_parked"]
        assert closed_subjects(database) == {KEY}
        database.close()


def read_with(programs: Path, url: str, *records: Sample) -> None:
    """Let a released planning service receive records into a separate store."""
    samples = [
        (one.topic, (one.key or b"").decode(), (one.value or b"").decode(), named(one.headers))
        for one in records
    ]
    subprocess.run(
        [sys.executable, "-c", _READ_RECORDS, url],
        input=json.dumps(samples),
        env={**os.environ, "PYTHONPATH": str(programs)},
        text=True,
        check=True,
    )


def named(headers: Headers) -> list[tuple[str, str]]:
    return [(name, (value or b"").decode()) for name, value in headers]
