"""C-15: the service that keeps a referral states whom it is about, to its referrer and its keeper alone."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import decode
from services.referral.tests.examples import ALMA, BEA, CARE, KEEPER, STATE
from services.referral.tests.intake import Case, Intake
from structlog.testing import capture_logs

from chassis.decisions.journal import from_stored
from chassis.decisions.voucher import Voucher, proof_of
from chassis.service.peer_keys import PeerKeys
from chassis.service.signing_keys import peer_keys_dir
from chassis.service.vouchers import VoucherReader
from referral.vouchers.issue_voucher import VoucherIssued
from samplan.contracts.codes import Agency
from samplan.privacy.personnummer import Personnummer

ALMAS, BEAS = (Personnummer.parse(number, on=date(2021, 6, 1)) for number in (ALMA, BEA))


def ask(intake: Intake, case: Case, agency: str = KEEPER) -> Response:
    headers = {"Authorization": f"Bearer {intake.service.token(agency)}"}
    answer: Response = intake.service.client.post(f"{case.url}/voucher", json={}, headers=headers)
    return answer


def read(intake: Intake, answer: Response) -> Voucher:
    """As the consent service reads it."""
    peers = PeerKeys(peer_keys_dir(intake.service.settings), "referral")
    return VoucherReader(peers).read(answer.json()["voucher"])


def logged(intake: Intake) -> list[VoucherIssued]:
    stored = [from_stored(one) for one in intake.service.database.notifications(0, 1000)]
    return [event for event in stored if isinstance(event, VoucherIssued)]


class TestVoucher:
    @pytest.mark.parametrize("agency", [KEEPER, STATE])
    def test_states_whom_the_referral_is_about_and_who_referred(self, intake: Intake, agency: Agency) -> None:
        case = intake.referred(ALMA, STATE)
        voucher = read(intake, ask(intake, case, agency))
        assert (voucher.referral_id, voucher.programme) == (case.id, "malmokraften")
        assert (voucher.keeper, voucher.referrer) == (KEEPER, STATE)
        assert voucher.number == proof_of(ALMAS, voucher.id) != proof_of(BEAS, voucher.id)
        assert voucher.is_protected is False

    def test_is_nothing_to_any_other_agency(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        assert ask(stored_intake, case, CARE).status_code == 404
        assert logged(stored_intake) == []

    def test_is_logged_without_the_number_and_published_nowhere(self, stored_intake: Intake) -> None:
        case = stored_intake.referred(ALMA, STATE)
        with capture_logs() as lines:
            answer = ask(stored_intake, case, STATE)
        (line,) = logged(stored_intake)
        assert (line.originator_id, line.referral_id, line.issued_to) == (
            read(stored_intake, answer).id,
            case.id,
            STATE,
        )
        assert stored_intake.published() == ["ReferralSubmitted"]
        told = f"{lines} {line}"
        assert str(line.originator_id) in f"{lines}"
        assert ALMAS.digits not in told
        assert answer.json()["voucher"] not in told

    def test_holds_no_number_that_its_bearer_can_read(self, intake: Intake) -> None:
        token = ask(intake, intake.referred()).json()["voucher"]
        keys = KeySet.import_key_set(intake.service.client.get("/v1/jwks").json())
        registry = JWSRegistry(algorithms=["Ed25519"], strict_check_header=False)
        claims = decode(token, keys, registry=registry).claims
        assert ALMAS.digits not in f"{claims}"
        assert (claims["iss"], claims["aud"]) == ("malmo-ifo.referral", ["consent"])
        assert claims["exp"] - claims["iat"] == 600

    def test_is_another_one_each_time_and_changes_no_version(self, intake: Intake) -> None:
        case = intake.referred()
        first, second = (read(intake, ask(intake, case)) for _ in range(2))
        assert first.id != second.id
        assert first.number != second.number
        assert intake.assess(case).status_code == 200

    def test_says_that_an_identity_is_protected_and_is_given_all_the_same(self, intake: Intake) -> None:
        case = intake.referred(ALMA, STATE, participant__protectedIdentity=True)
        assert read(intake, ask(intake, case, STATE)).is_protected is True
        assert intake.published() == []

    def test_is_nothing_for_an_unknown_referral(self, intake: Intake) -> None:
        nobodys: Any = Case(UUID(int=1), f"/v1/referrals/{UUID(int=1)}", 1)
        assert ask(intake, nobodys).status_code == 404
