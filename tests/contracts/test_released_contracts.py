"""I8: released programs read present events, and the present program reads released events."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from tests.contracts.kept import Read, Release, releases

from samplan.contracts.documents.samples import Sample, all_golden
from samplan.contracts.documents.schemas import breaches_of, schema_of
from samplan.contracts.envelope import decode, encode
from samplan.contracts.registry import CHANNELS, EVENTS, PUBLISHERS

RETYPED: dict[type, Any] = {str: 7, int: "seven", bool: "yes", list: {}, dict: [], type(None): []}


@pytest.fixture(scope="module", params=releases(), ids=str)
def release(request: pytest.FixtureRequest) -> Release:
    assert isinstance(request.param, Release)
    return request.param


@pytest.fixture(scope="module")
def programs(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release.unpack(tmp_path_factory.mktemp("release"))


def known_to(release: Release) -> dict[str, Sample]:
    return {name: sample for name, sample in all_golden().items() if name in release.schemas}


def required(release: Release) -> Iterator[tuple[str, str]]:
    """Each type, with the fields that the release requires."""
    for name, schema in release.schemas.items():
        yield from ((name, field) for field in schema["required"])


class TestAReleasedReader:
    def test_reads_every_event_of_a_type_it_knows(self, release: Release, programs: Path) -> None:
        published = known_to(release)
        read = release.read([*published.values()], programs)
        for (name, sample), one in zip(published.items(), read, strict=True):
            fields = release.schemas[name]["properties"].keys() & sample.data.keys()
            assert one == Read("", {field: sample.data[field] for field in fields})

    def test_parks_a_later_type(self, release: Release, programs: Path) -> None:
        """On the topics that it reads: it does not know those that came later."""
        newer = [
            sample
            for name, sample in all_golden().items()
            if name not in release.schemas and CHANNELS[name] in PUBLISHERS
        ]
        reasons = {read.reason for read in release.read(newer, programs)}
        assert reasons <= {"unknown_type", "newer_version"}

    def test_ignores_later_fields(self, release: Release, programs: Path) -> None:
        published = [sample.with_data(cameLater={"deep": [1]}) for sample in known_to(release).values()]
        assert {read.reason for read in release.read(published, programs)} == {""}

    @pytest.mark.slow
    def test_breaks_when_a_field_is_removed_or_renamed(self, release: Release, programs: Path) -> None:
        cut = [without(known_to(release)[name], field) for name, field in required(release)]
        renamed = [sample.with_data(renamed=1) for sample in cut]
        read = release.read([*chain(cut, renamed)], programs)
        assert {one.reason for one in read} <= {"invalid_data", "key_mismatch"}

    @pytest.mark.slow
    def test_breaks_when_a_field_changes_its_type(self, release: Release, programs: Path) -> None:
        published = [known_to(release)[name] for name, _ in required(release)]
        retyped = [
            sample.with_data(**{field: RETYPED[type(sample.data[field])]})
            for sample, (_, field) in zip(published, required(release), strict=True)
        ]
        assert {one.reason for one in release.read(retyped, programs)} <= {"invalid_data", "key_mismatch"}


def without(sample: Sample, field: str) -> Sample:
    kept = {name: value for name, value in sample.data.items() if name != field}
    return sample._replace(value=b"{}").with_data(**kept)


class TestThePresentProgram:
    def test_reads_every_event_that_was_released(self, release: Release) -> None:
        for name, sample in release.samples.items():
            envelope, event = decode(*sample)
            again = sample._replace(value=encode(envelope, event).value).data
            assert (name, sample.data) == (name, {field: again[field] for field in sample.data})

    def test_knows_every_type_that_was_released(self, release: Release) -> None:
        assert release.schemas.keys() - EVENTS.keys() == set()

    def test_has_added_only_optional_fields_to_a_released_type(self, release: Release) -> None:
        breaches = {
            name: [*breaches_of(released, schema_of(EVENTS[name]))]
            for name, released in release.schemas.items()
        }
        assert {name: found for name, found in breaches.items() if found} == {}
