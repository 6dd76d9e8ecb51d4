"""Which grants wait for the agency's yes (C-15)?"""

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.paging import Paging
from consent.access import Reader
from consent.register.consents_in_force import ConsentInForce
from consent.register.grants_to_accept import TO_ACCEPT, to_accept
from consent.showing.seen_in_force import in_force_as_seen


def list_new_grants(
    caller: Reader, application: TheApplication, settings: TheSettings, paging: Paging
) -> list[ConsentInForce]:
    """In force today, recorded by another agency, and not yet accepted by the calling one; newest first."""
    with application.reading() as work:
        found = paging.rows(TO_ACCEPT, work.rows, to_accept(caller.agency, today()))
        return [in_force_as_seen(row, caller.agency, settings.agency, work) for row in found]
