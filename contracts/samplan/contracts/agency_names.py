"""What the agencies are called in full, as every page and paper writes them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from samplan.contracts.codes import Agency

FILE = Path(__file__).parent / "data/agencies.toml"


def agency_name(agency: Agency) -> str:
    """The same in every language."""
    return _names()[agency]


@cache
def _names() -> Mapping[Agency, str]:
    named = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {agency: named[agency] for agency in Agency}
