"""A whole service in this process: API, relay and inbox, on a Kafka that requires a login."""

from pathlib import Path
from typing import Any, Self

from fastapi.testclient import TestClient

from chassis.process.run import Process
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.kafka.access import Access
from samplan.bus.store.migrations import migrate
from samplan.contracts.codes import Agency
from samplan.testing.issuer import mint_token
from samplan.testing.servers.secured import settings_for
from samplan.testing.specimen import SPECIMEN
from samplan.testing.waiting import wait_until


class Whole:
    """Runs from `start` until it is closed."""

    def __init__(self, folder: Path, access: Access, **settings: Any) -> None:
        given: dict[str, Any] = {name.lower(): value for name, value in settings_for(access).items()}
        self._settings = load_settings(SPECIMEN.settings, data_dir=folder, tick="off", **given, **settings)
        store = open_database(self._settings.store_url(SPECIMEN.name))
        migrate(store, SPECIMEN.all_migrations, event_store=True)
        store.close()
        self.process = Process(SPECIMEN, self._settings)
        self._client = TestClient(self.process.app)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()
        self.process.close()

    def start(self) -> Self:
        self._client.__enter__()
        return self

    def open_plan(self) -> int:
        """Send a command; returns the answer's status."""
        token = mint_token(
            self._settings.data_dir, Agency.AF, scopes=SPECIMEN.scopes, audience=[SPECIMEN.name]
        )
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": "the-only-one",
        }
        body = {"occurredOn": "2020-03-02"}
        return int(self._client.post("/v1/plans", json=body, headers=headers).status_code)

    @property
    def missing(self) -> list[str]:
        """What readiness reports as missing."""
        answer = self._client.get("/health/ready").json()
        return list(answer.get("missing", []))

    @property
    def is_live(self) -> bool:
        return bool(self._client.get("/health/live").status_code == 200)

    def wait_until_missing(self, *missing: str) -> None:
        wait_until(lambda: self.missing == list(missing), lambda: self.missing)

    def opened_plans(self) -> int:
        """The number of plans, opened by command and by policy."""
        return int(self.process.database.query("SELECT count(*) AS n FROM openings")[0]["n"])
