"""Anybody may fetch what is published as data, with its proof, and check it again offline."""

from datetime import date
from pathlib import Path

import pytest
from services.reporting.tests.examples import Person

from chassis.settings.programmes import Programme
from reporting.releases.freeze import freeze
from samplan.disclosure.__main__ import main
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

RELEASE = "/v1/programmes/malmokraften/release"


def test_the_proof_of_what_is_published_holds(
    service: ServiceUnderTest, malmokraften: Programme, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.receive(*Person().whole_journey())
    assert service.client.get(RELEASE).json()["code"] == "not_published_yet"
    freeze(service.database, malmokraften, date(2022, 12, 31))

    release = service.client.get(RELEASE)
    proof = service.client.get(f"{RELEASE}/proof")
    (tmp_path / "release.json").write_bytes(release.content)
    (tmp_path / "proof.json").write_bytes(proof.content)
    main(["check", str(tmp_path / "release.json"), "--proof", str(tmp_path / "proof.json")])

    assert capsys.readouterr().out.endswith("the proof holds\n")
    assert release.headers["Cache-Control"] == "public, max-age=300"
    again = service.client.get(RELEASE, headers={"If-None-Match": release.headers["ETag"]})
    assert again.status_code == 304
