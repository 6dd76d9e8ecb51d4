from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "consent-circle-versions-1",
        ("CREATE TABLE circle_versions (participant_id TEXT PRIMARY KEY, version INTEGER NOT NULL)",),
    ),
)
