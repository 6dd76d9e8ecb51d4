"""How `make slow` spreads its tests over workers."""

from pathlib import Path

import pytest
from tests.spreading import LONGEST_FIRST, pytest_ignore_collect, rank, unit_of

ROOT = Path(__file__).parents[2]


class TestAUnitOfWork:
    def test_is_a_file(self) -> None:
        of_one_file = {
            unit_of(f"tests/faults/test_silence.py::{name}") for name in ("test_a", "TestB::test_c")
        }
        assert of_one_file == {"tests/faults/test_silence.py"}

    def test_is_all_that_shares_the_services_of_the_journeys(self) -> None:
        assert unit_of("tests/journeys/test_one.py::test_a") == unit_of("tests/journeys/test_two.py::test_b")

    def test_is_one_test_where_each_starts_its_own_service(self) -> None:
        assert unit_of("tests/operations/test_one.py::test_a") != unit_of(
            "tests/operations/test_one.py::test_b"
        )


def test_long_folders_are_run_before_short_ones() -> None:
    tests = ["services/planning/tests/test_a.py", "tests/deploy/test_b.py", "tests/journeys/test_c.py"]
    assert sorted(tests, key=rank) == tests[::-1]


@pytest.mark.parametrize("folder", LONGEST_FIRST)
def test_each_long_folder_is_there(folder: str) -> None:
    assert (ROOT / folder).is_dir()


@pytest.mark.parametrize(("text", "ignored"), [("@pytest.mark.slow\n", None), ("def test(): ...\n", True)])
def test_a_file_is_imported_only_if_it_names_the_mark(
    tmp_path: Path, text: str, ignored: bool | None
) -> None:
    file = tmp_path / "test_a.py"
    file.write_text(text)
    assert pytest_ignore_collect(file) is ignored
