"""The service, to agencies whose systems fetch a voucher before they send what needs one."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from httpx2 import Response
from services.consent.tests.examples import KEEPERS_OF_REFERRALS, LAST_DAY, NOBODYS, PROGRAMMES, person

from consent.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import NotAPersonnummer, Personnummer
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.vouchers import peers_in, voucher_for

VOUCHED = ("/v1/consents", "/v1/consent-refusals", "/v1/consent-requests")


class Desk(ServiceUnderTest):
    """Presents the same voucher when a request is sent again, and the request's own if it has one.

    Its business date is the last day of the consents in the examples, unless it is given another.
    """

    def __init__(self, data_dir: Path, *, today: date = LAST_DAY, **settings: Any) -> None:
        peers = peers_in(data_dir / "peers", *KEEPERS_OF_REFERRALS)
        super().__init__(
            SERVICE, data_dir, today=today, programmes_dir=PROGRAMMES, peer_keys_dir=peers, **settings
        )
        self._vouchers: dict[tuple[str, str, Agency], str] = {}

    def post(self, path: str, body: Any, *, agency: str = "af", **sent: Any) -> Response:
        if path in VOUCHED or path.endswith("/referrals"):
            body = {"voucher": self._voucher(body, Agency(agency)), **body}
        return super().post(path, body, agency=agency, **sent)

    def _voucher(self, body: Any, referrer: Agency) -> str:
        asked = str(body.get("referralId", NOBODYS)), str(body.get("personnummer", "")), referrer
        if asked not in self._vouchers:
            self._vouchers[asked] = voucher_for(UUID(asked[0]), _person(asked[1]), referrer=referrer)
        return self._vouchers[asked]


def signed_by(desk: ServiceUnderTest, subject: str, agency: str, **claims: Any) -> dict[str, str]:
    """The headers of a request with a person's own token."""
    token = desk.token(agency, person=subject, role="case_officer", **claims)
    return {"Authorization": f"Bearer {token}"}


def _person(number: str) -> Personnummer:
    """A request without a number, or with a wrong one, comes with a voucher for somebody."""
    try:
        return person(number)
    except NotAPersonnummer:
        return person()
