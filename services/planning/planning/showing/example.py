"""One plan as every list shows it, for the OpenAPI examples."""

from typing import Any

from pydantic import ConfigDict

PLAN_ROW = {
    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
    "programme": "malmokraften",
    "openedOn": "2022-02-01",
}


def row_like(**members: Any) -> ConfigDict:
    """An example row with these further members."""
    return ConfigDict(json_schema_extra={"examples": [PLAN_ROW | members]})
