"""A journal that was restored from a backup: cards that it no longer knows are in its topic.

Until a new epoch begins, no card is published: a new one would have the id of a lost one, which readers skip.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from samplan.bus.publishing.divergence import Divergence, begin_epoch_at, compare
from samplan.bus.publishing.outbox import publishable_in
from samplan.kit.app import AgencyApp
from samplan.kit.environment import access_of


async def find_lost(agency: AgencyApp, environment: Mapping[str, str] = os.environ) -> Divergence:
    """The cards that were published and are not in the journal. Nothing is changed."""
    publication, access = agency.publication(), access_of(environment)
    return await compare(
        agency.database, publication, access, lambda stored: publishable_in(stored).recorded_at
    )


def begin_epoch(agency: AgencyApp, found: Divergence) -> str:
    """Publish all cards after the last one in common under a new epoch; its name."""
    with agency.transaction() as tx:
        return begin_epoch_at(tx, found)
