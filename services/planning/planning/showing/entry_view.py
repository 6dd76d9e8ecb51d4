from datetime import date
from typing import TypedDict

from chassis.http.fields import View
from planning.dates.entered import Entry
from samplan.contracts.codes import Agency

EXAMPLE_ENTRY = {"conductedBy": "malmo-ifo", "enteredBy": "malmo-ifo", "enteredOn": "2022-03-15"}


class EntryView(View):
    """The three are null until it was conducted, and where earlier versions did not ask (P-23)."""

    conducted_by: Agency | None
    entered_by: Agency | None
    entered_on: date | None


class EntryMembers(TypedDict):
    conducted_by: Agency | None
    entered_by: Agency | None
    entered_on: date | None


def entry_members(entry: Entry | None) -> EntryMembers:
    if entry is None:
        return EntryMembers(conducted_by=None, entered_by=None, entered_on=None)
    return EntryMembers(conducted_by=entry.conducted_by, entered_by=entry.by, entered_on=entry.on)
