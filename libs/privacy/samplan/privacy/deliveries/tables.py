"""What a store keeps of its deliveries: facts by record, changed circles, epochs, and every decision."""

from __future__ import annotations

from samplan.bus.store.migrations import Migration

MIGRATION = Migration(
    "deliveries-1",
    (
        # The facts that may be delivered, each about one record; `closes` ends the record for everyone.
        """CREATE TABLE deliverable (
            position BIGINT PRIMARY KEY, record_id TEXT NOT NULL, participant_id TEXT NOT NULL,
            subject TEXT NOT NULL, what TEXT NOT NULL, occurred_on TEXT NOT NULL, makers TEXT NOT NULL,
            rests_on TEXT NOT NULL, closes INTEGER NOT NULL)""",
        "CREATE INDEX deliverable_by_record ON deliverable (record_id, position)",
        "CREATE INDEX deliverable_by_participant ON deliverable (participant_id)",
        "CREATE TABLE circle_changes (participant_id TEXT PRIMARY KEY, change BIGINT NOT NULL)",
        "CREATE INDEX circle_changes_in_order ON circle_changes (change)",
        """CREATE TABLE circle_closings (
            participant_id TEXT NOT NULL, agency TEXT NOT NULL, change BIGINT NOT NULL,
            PRIMARY KEY (participant_id, agency))""",
        # How far each recipient's topic in each cluster is decided and sent.
        """CREATE TABLE delivery_epochs (
            cluster TEXT NOT NULL, recipient TEXT NOT NULL, epoch TEXT NOT NULL, indexed BIGINT NOT NULL,
            changes BIGINT NOT NULL, decided_on TEXT NOT NULL, sent BIGINT NOT NULL,
            PRIMARY KEY (cluster, recipient))""",
        """CREATE TABLE delivery_due (
            epoch TEXT NOT NULL, record_id TEXT NOT NULL, waits INTEGER NOT NULL, ends INTEGER NOT NULL,
            PRIMARY KEY (epoch, record_id))""",
        # Each decision to deliver a fact, or to end the sharing of its record: then without a `position`.
        """CREATE TABLE deliveries (
            epoch TEXT NOT NULL, sequence BIGINT NOT NULL, recipient TEXT NOT NULL, record_id TEXT NOT NULL,
            subject TEXT NOT NULL, number BIGINT NOT NULL, previous BIGINT, position BIGINT,
            rule TEXT NOT NULL, consent_id TEXT, circle_version BIGINT NOT NULL,
            occurred_on TEXT NOT NULL, decided_at TEXT NOT NULL, PRIMARY KEY (epoch, sequence))""",
        "CREATE INDEX deliveries_by_record ON deliveries (epoch, record_id, sequence)",
        "CREATE INDEX deliveries_by_subject ON deliveries (epoch, subject, sequence)",
        "CREATE INDEX deliveries_by_recipient ON deliveries (recipient, record_id)",
        # Why a fact of a shared record is not delivered.
        """CREATE TABLE deliveries_withheld (
            epoch TEXT NOT NULL, position BIGINT NOT NULL, rule TEXT NOT NULL, circle_version BIGINT NOT NULL,
            decided_at TEXT NOT NULL, PRIMARY KEY (epoch, position))""",
    ),
)
