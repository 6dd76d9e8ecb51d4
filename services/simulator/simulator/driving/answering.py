"""Each agency answers for what it held when consents ended, as its case officers would within 72 hours."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from samplan.contracts.codes import Agency
from simulator.clients.agency_client import AgencyClient, Command, Record
from simulator.clients.keyed import NAMESPACE_KEY

DAYS_TO_ANSWER = timedelta(days=3)


async def answer_revocations(client: AgencyClient, consent: str, today: date) -> None:
    """Until nothing that was asked by `today` is unanswered. Raises Refused and TimedOut.

    `consent`: the consent service's base URL.
    """
    unanswered = f"{consent}/v1/unanswered-revocations"
    for agency in Agency:
        while entries := await client.list_of(agency, unanswered, limit="500"):
            due = [one for one in entries if one["agency"] == agency and _asked_on(one["answerBy"]) <= today]
            for entry in due:
                await _answer(client, consent, agency, entry["consentId"], entry["answerBy"])
            if not due:  # the keeper's list is everybody's
                break


async def _answer(
    client: AgencyClient, consent: str, agency: Agency, consent_id: str, answer_by: str
) -> None:
    """On the day on which it was asked."""
    url = f"{consent}/v1/consents/{consent_id}"
    command = Command(
        agency=agency,
        url=f"{url}/revocation-answers",
        body={"occurredOn": f"{_asked_on(answer_by)}", "outcome": "stopped", "ground": None},
        key=uuid5(NAMESPACE_KEY, f"{UUID(consent_id)}/{agency}/{answer_by}"),
    )
    await client.change(command, Record(url, '"0"', {}))


def _asked_on(answer_by: str) -> date:
    return date.fromisoformat(answer_by) - DAYS_TO_ANSWER
