"""The participant's log: who has received information about them (C-11). It says nothing of the content."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Path, Response

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id
from consent.access import Reader
from consent.papers.printing.answer import Accepted, Language, answer_with
from consent.papers.printing.document import Block, Cell, Document, Paragraph, Table, document
from consent.papers.wording.wording import Wording
from consent.participant_log.log_of_participant import log_of
from consent.participant_log.may_see_log import require_log_reader
from consent.participant_log.received_disclosures import LogEntry
from samplan.contracts.agency_names import agency_name
from samplan.contracts.codes.languages import ParticipantLanguage

ParticipantId = Annotated[Id, Path(alias="participantId")]
COLUMNS = ("date", "agency", "role", "information", "purpose", "rule")


def show_log(
    participant_id: ParticipantId,
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
    accept: Accepted = "",
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """For an agency named in a consent to coordination that is in force, and the keeper of consents.

    Any other agency gets 404; so does one that has recorded the consent, until another agency accepts it.
    """
    on = today()
    with application.reading() as work:
        require_log_reader(participant_id, caller.agency, settings.agency, on, work)
        entries = log_of(participant_id, settings.agency, work)
    return answer_with(printed_log(entries, Wording.of(language), on), accept)


def printed_log(entries: Sequence[LogEntry], say: Wording, on: date) -> Document:
    intro = Paragraph(say.say("log_intro"))
    blocks: tuple[Block, ...] = (intro, Paragraph(say.say("log_empty")))
    if entries:
        head, rows = tuple(map(say.say, COLUMNS)), tuple(_row(entry, say) for entry in entries)
        blocks = (intro, Paragraph(say.say("log_count", count=len(rows))), Table(head, rows))
    return document("participant-log", say.say("log_title"), blocks, say, on)


def _row(entry: LogEntry, say: Wording) -> tuple[Cell, ...]:
    made = entry.disclosure
    consent = (say.number(made.consent_id),) if made.consent_id else ()
    return (
        (say.day(made.disclosed_on),),
        (say.agency(made.agency),),
        (say.code("role", made.role),),
        (say.code("what", made.what), say.say("given_by", agency=agency_name(entry.agency))),
        (say.say(f"purpose_{made.purpose}"),),
        (say.code("rule", made.rule), *consent),
    )
