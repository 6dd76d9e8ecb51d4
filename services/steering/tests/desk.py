"""The service, to a process leader and a member of the steering group, each with a token of their own."""

from datetime import date
from pathlib import Path
from typing import Any

from httpx2 import Response
from services.steering.tests.examples import LEADER, MEMBER, PROGRAMMES

from samplan.testing.harness import ServiceUnderTest
from steering.service import SERVICE

TODAY = date(2021, 6, 1)


class Desk(ServiceUnderTest):
    def __init__(self, data_dir: Path) -> None:
        super().__init__(SERVICE, data_dir, today=TODAY, programmes_dir=PROGRAMMES)

    def prepared(
        self,
        path: str,
        body: Any,
        *,
        version: int | None = None,
        agency: str = "finsam",
        key: str | None = None,
    ) -> Response:
        """By the process leader."""
        signed = self._signed(LEADER.subject, "process_leader", agency)
        return self.post(path, body, agency=agency, if_match=version, headers=signed, key=key)

    def decided(
        self, path: str, on: str, *, version: int, subject: str = MEMBER.subject, key: str | None = None
    ) -> Response:
        """By a member of the steering group."""
        signed = self._signed(subject, "steering_member", "af")
        return self.post(path, {"occurredOn": on}, if_match=version, headers=signed, key=key)

    def _signed(self, subject: str, role: str, agency: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(agency, person=subject, role=role)}"}
