"""The matrix as a Permission resource of FHIR R6 (6.0.0-ballot3), which is a draft: checked by our own tests.

Each permitted cell is a rule; what no rule permits is denied (`deny-unless-permit`).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import WithJsonSchema

from consent.circle.matrix import Cell
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.may_know import Allowed

SYSTEM = "urn:samplan:"
CONSENT_ACTION = "http://terminology.hl7.org/CodeSystem/consentaction"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

EXAMPLE = WithJsonSchema(
    {
        "type": "object",
        "description": "https://hl7.org/fhir/6.0.0-ballot3/permission.html",
        "examples": [{"resourceType": "Permission", "status": "active", "combining": "deny-unless-permit"}],
    }
)


def permission_of(participant_id: UUID, cells: Sequence[Cell], asserter: Agency, on: date) -> dict[str, Any]:
    """Valid on the one day. Things that the same agency may know alike stand in one rule."""
    permitted: dict[tuple[Any, ...], list[str]] = {}
    for cell in cells:
        if isinstance(cell.decision, Allowed):
            key = (cell.owner, cell.agency, cell.purpose, cell.decision.rule, cell.decision.consent_id)
            permitted.setdefault(key, []).append(cell.what)
    day = on.isoformat()
    return {
        "resourceType": "Permission",
        "identifier": [{"system": f"{SYSTEM}circle", "value": f"{participant_id}/{day}"}],
        "status": "active",
        "asserter": _agency(asserter),
        "date": [day],
        "validity": {"start": day, "end": day},
        "combining": "deny-unless-permit",
        "rule": [_rule(*key, things=things) for key, things in permitted.items()],
    }


def _rule(
    owner: Agency,
    agency: Agency,
    purpose: ConsentPurpose,
    rule: str,
    consent_id: UUID | None,
    *,
    things: list[str],
) -> dict[str, Any]:
    return {
        "extension": _decided_by(rule, consent_id),
        "type": "permit",
        "data": [
            {
                "resource": [{"meaning": "authoredby", "reference": _agency(owner)}],
                "security": [{"system": f"{SYSTEM}access", "code": what} for what in things],
            }
        ],
        "activity": [
            {
                "actor": [{"reference": _agency(agency)}],
                "action": [{"coding": [{"system": CONSENT_ACTION, "code": "access"}]}],
                "purpose": [{"coding": [{"system": f"{SYSTEM}purpose", "code": purpose.value}]}],
            }
        ],
        "limit": [{"control": [{"coding": [{"system": ACT_CODE, "code": "AUDIT"}]}]}],
    }


def _decided_by(rule: str, consent_id: UUID | None) -> list[dict[str, Any]]:
    decided: list[dict[str, Any]] = [{"url": f"{SYSTEM}decided-by", "valueCode": str(rule)}]
    if consent_id:
        under = {"type": "Consent", "identifier": {"system": f"{SYSTEM}consent", "value": str(consent_id)}}
        decided.append({"url": f"{SYSTEM}under-consent", "valueReference": under})
    return decided


def _agency(agency: Agency) -> dict[str, Any]:
    return {"type": "Organization", "identifier": {"system": f"{SYSTEM}agency", "value": agency.value}}
