"""The participant's log: who has received information about them (C-11). It says nothing of the content."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id
from consent.access import Reader
from consent.lookups.log_of_participant import Entry, entries_of
from consent.papers.printing.answer import Accepted, Language, answer_with
from consent.papers.printing.document import Block, Document, Paragraph, Table, document
from consent.papers.wording.languages import PaperLanguage
from consent.papers.wording.wording import Text, Wording, name_of
from consent.register.consents_in_force import consents_for_participant
from consent.register.table import require_caught_up
from samplan.contracts.codes import Agency, ConsentPurpose

ParticipantId = Annotated[Id, Path(alias="participantId")]
COLUMNS = ("date", "agency", "purpose", "rule", "consent")


def show_log(
    participant_id: ParticipantId,
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
    accept: Accepted = "",
    language: Language = PaperLanguage.SV,
) -> Response:
    """For an agency named in a consent to coordination that is in force, and the keeper of consents.

    Any other agency gets 404.
    """
    on = today()
    with application.reading() as work:
        if caller.agency != settings.agency:
            _require_coordination(participant_id, caller.agency, on, work)
        entries = entries_of(participant_id, work)
    return answer_with(log_of(entries, settings.agency, Wording.of(language), on), accept)


def log_of(entries: Sequence[Entry], keeper: Agency, say: Wording, on: date) -> Document:
    intro = Paragraph(say.say("log_intro", keeper=name_of(keeper)))
    blocks: tuple[Block, ...] = (intro, Paragraph(say.say("log_empty")))
    if entries:
        head, rows = tuple(map(say.say, COLUMNS)), tuple(_row(entry, say) for entry in entries)
        blocks = (intro, Paragraph(say.say("log_count", count=len(rows))), Table(head, rows))
    return document("participant-log", say.say("log_title"), blocks, say, on)


def _row(entry: Entry, say: Wording) -> tuple[Text, ...]:
    return (
        say.day(entry.made_on),
        say.agency(entry.to),
        say.say(f"purpose_{entry.purpose}"),
        say.say(f"rule_{entry.rule}"),
        say.number(entry.consent_id) if entry.consent_id else say.as_given("–"),
    )


def _require_coordination(participant_id: UUID, agency: Agency, on: date, work: Records) -> None:
    """Raises NotFound, or StillCatchingUp while a record that ends the consent may be unread."""
    work.require_caught_up()
    for row in consents_for_participant(work, agency, participant_id, on):
        if row["purpose"] == ConsentPurpose.COORDINATION:
            require_caught_up(UUID(row["consent_id"]), work)
            return
    raise NotFound
