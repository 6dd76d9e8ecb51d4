from chassis.decisions.commands import Records
from consent.consent import hidden_from
from consent.participants.blocks import blocked_agencies
from consent.register.consents_in_force import ConsentInForce
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency


def in_force_as_seen(row: Row, agency: Agency, keeper: Agency, work: Records) -> ConsentInForce:
    """Without the agencies that this one may not know of."""
    one = ConsentInForce.of(row)
    hidden = hidden_from(agency, keeper, blocked_agencies(one.participant_id, work))
    return one.model_copy(update={"agencies": [each for each in one.agencies if each not in hidden]})
