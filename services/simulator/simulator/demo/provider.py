"""The demo's OpenID provider: a process, and addresses that sign their reader in to the dashboard, once."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from samplan.testing.provider.people import PEOPLE
from samplan.testing.provider.tickets import Tickets
from samplan.testing.servers.asking import succeeds
from samplan.testing.servers.ports import HOST
from samplan.testing.servers.processes import ChildProcess
from simulator.driving.parts import PLANNING, REPORTING, Part

PORT = 8010
READY_WITHIN_SECONDS = 30.0
SIGNED_IN_AT = {REPORTING: REPORTING.url, PLANNING: f"http://localhost:{PLANNING.port}"}
"""Two hosts: a browser sends a host's cookies to all its ports, and one session would end the other."""
OBSTACLES = f"{SIGNED_IN_AT[PLANNING]}/obstacles"


class Provider:
    def __init__(self, data_dir: Path, logs: Path) -> None:
        """`data_dir`: the folder with the keys of the development issuer."""
        self._data_dir = data_dir
        command = [sys.executable, "-m", "samplan.testing.provider.app", "--port", f"{PORT}"]
        self.process = ChildProcess(
            "the provider", [*command, "--data", f"{data_dir}"], logs / "provider.log"
        )

    def up(self) -> None:
        """Raises DidNotStart."""
        self.process.start()
        self.process.wait_until(lambda: succeeds(PORT, "/jwks"), READY_WITHIN_SECONDS)

    def down(self) -> None:
        self.process.stop()

    def settings_of(self, part: Part) -> Mapping[str, str]:
        """For the services that people sign in to."""
        if part not in SIGNED_IN_AT:
            return {}
        return {"OIDC_ISSUER": f"http://{HOST}:{PORT}", "PUBLIC_URL": SIGNED_IN_AT[part]}

    def addresses(self, page: str) -> Iterator[tuple[str, str]]:
        """For each person: who it is, and an address that signs its reader in and leads to the page."""
        tickets = Tickets(self._data_dir)
        for someone in PEOPLE:
            query = urlencode({"to": page, "hint": tickets.issue(someone)})
            yield someone.says, f"{REPORTING.url}/sign-in?{query}"
