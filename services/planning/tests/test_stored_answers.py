"""C-09: neither a fact nor the answer to a command, which is stored for its key, holds what is sealed."""

from typing import Any

import pytest
from services.planning.tests.examples import CITY, PLAN

from samplan.testing.harness import ServiceUnderTest

SECRET = "Svår ryggvärk"
IN_PLAN = f"/v1/plans/{PLAN}"


@pytest.mark.parametrize(
    ("path", "body", "secret"),
    [
        (f"{IN_PLAN}/demands", {"kind": "other", "dueOn": "2022-05-02", "words": SECRET}, SECRET),
        (f"{IN_PLAN}/competence/soft-skills", {"words": SECRET}, SECRET),
        (f"{IN_PLAN}/duty-notices", {"language": "ar"}, '"ar"'),
        (f"{IN_PLAN}/clock-stops", {"reason": "sick_leave", "until": "2022-03-23"}, "sick_leave"),
        (f"{IN_PLAN}/circumstances", {"circumstance": "sick_listed"}, "sick_listed"),
    ],
)
def test_holds_nothing_that_is_sealed(
    opened: ServiceUnderTest, path: str, body: dict[str, Any], secret: str
) -> None:
    asked = {**body, "occurredOn": "2022-03-14"}
    opened.post(path, asked, agency=CITY, if_match=1).raise_for_status()
    [row] = opened.database.query("SELECT body FROM idempotency")
    assert secret not in row["body"]
    assert not [one for one in opened.database.notifications(0, 999) if secret.encode() in one.state]
