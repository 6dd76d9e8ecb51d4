"""What the doctor may find, and what it has found. The words are in `findings.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter


class Kind(BaseModel):
    """One row of `findings.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    level: Literal["fault", "warning"]
    says: str
    means: str
    page: str
    metric: str = ""
    reason: str = ""
    above: float = 0


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is wrong: its name, and the instance or topic that it is found at."""

    name: str
    at: str
    what: str = ""

    @property
    def kind(self) -> Kind:
        return kinds()[self.name]

    @property
    def says(self) -> str:
        return self.kind.says.format(what=self.what, value=self.what)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of finding by its name."""
    text = files("provision.doctor").joinpath("findings.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Kind]).validate_python(tomllib.loads(text))
