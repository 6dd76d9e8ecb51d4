"""`make release-contracts`: the present contracts, stored unchanged."""

from pathlib import Path

import pytest
from tests.contracts import kept, release
from tests.contracts.kept import Release, releases

from samplan.contracts.documents.samples import all_golden


@pytest.mark.slow
def test_a_release_keeps_every_sample_and_programs_that_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "FOLDER", tmp_path)
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    release.main()
    [made] = releases()
    assert made.samples == all_golden()
    read = made.read([*made.samples.values()], made.unpack(tmp_path / made.version / "programs"))
    assert {one.reason for one in read} == {""}


def test_a_released_version_cannot_change(tmp_path: Path) -> None:
    past = releases()[0]
    assert isinstance(past, Release)
    (tmp_path / "contracts").mkdir()
    (tmp_path / "contracts/pyproject.toml").write_text(f'[project]\nversion = "{past}"\n')
    with pytest.raises(SystemExit, match="is released and cannot change"):
        release.main(tmp_path)
