"""Which participant ids are one person's, and which of them stands (C-14)?"""

from chassis.decisions.number_replacement import links_of
from consent.number_replacements.number_replacement import NumberReplacement
from samplan.bus.store.migrations import Migration
from samplan.privacy.linked_persons import LinkedPersons

PARTICIPANTS = LinkedPersons("replaced_participants")

MIGRATIONS = (Migration("consent-replaced-1", PARTICIPANTS.statements),)

LINKED_PARTICIPANTS = links_of(NumberReplacement, PARTICIPANTS)
