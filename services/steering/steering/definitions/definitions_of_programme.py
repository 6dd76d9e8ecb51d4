"""Which definitions does a programme have, and which wait for approval?"""

from collections.abc import Sequence

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from samplan.bus.store.migrations import Migration
from steering.definitions.definition import Definition, DefinitionFact

MIGRATIONS = (
    Migration(
        "steering-definitions-1",
        (
            """CREATE TABLE definitions (
                definition_id TEXT PRIMARY KEY, programme TEXT NOT NULL, indicator TEXT NOT NULL,
                version INTEGER, waits INTEGER NOT NULL)""",
            "CREATE INDEX definitions_by_programme ON definitions (programme, indicator)",
        ),
    ),
)

OF_PROGRAMME = Listing(
    "SELECT definition_id, programme, indicator, version, waits FROM definitions"
    " WHERE programme = :programme",
    keys=("indicator", "definition_id"),
)


def _fold(definition: Definition, _: Sequence[DefinitionFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO definitions VALUES (:id, :programme, :indicator, :version, :waits)"
        " ON CONFLICT (definition_id) DO UPDATE SET version = excluded.version, waits = excluded.waits",
        {
            "id": str(definition.id),
            "programme": definition.programme,
            "indicator": definition.indicator,
            "version": definition.approved[-1].number if definition.approved else None,
            "waits": int(definition.waiting is not None),
        },
    )


DEFINITIONS = Projection(of=Definition, facts=(DefinitionFact,), fold=_fold)
