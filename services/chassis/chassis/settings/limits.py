"""Settings of what one caller, one address and one process may use at once. 0 means no limit."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Rate = Annotated[float, Field(ge=0, le=1_000_000)]
"""Requests a second."""
Most = Annotated[int, Field(ge=1, le=1_000_000)]


class LimitSettings(BaseModel):
    """The limits of a process that answers HTTP. Each process counts for itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    caller_requests_per_second: Rate = 100
    """Of one system or person, on average; ten seconds' worth may come at once."""
    caller_unanswered: Most = 64
    """The most requests of one caller that wait for their body or their answer."""
    refusals_per_hour: Most = 60
    """Of one caller who asks about persons by their number: so many get 404, then 429."""
    address_requests_per_second: Rate = 400
    """Of one address, with or without a token; ten seconds' worth may come at once."""
    connections: Most = 1000
    """The most open connections of the process; less where the system allows fewer files."""
    connections_per_address: Most = 600
    """A proxy in front of the service is one address."""
