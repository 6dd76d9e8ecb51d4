import tomllib

from samplan.contracts.agency_names import FILE, agency_name
from samplan.contracts.codes import Agency


def test_each_agency_has_a_name_and_no_other_has() -> None:
    assert set(tomllib.loads(FILE.read_text(encoding="utf-8"))) == set(Agency)


def test_a_name_is_what_the_agency_calls_itself() -> None:
    assert agency_name(Agency.FK) == "Försäkringskassan"
