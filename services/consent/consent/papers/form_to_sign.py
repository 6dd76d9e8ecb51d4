"""The form that the participant signs, filled in (C-10). Nothing of it is stored or logged."""

import re
from datetime import date
from typing import Annotated

from fastapi import Response
from pydantic import AfterValidator, ConfigDict, Field

from chassis.decisions.clock import today
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Code, Line, LocalDate, StrictModel
from chassis.http.forms import NEVER
from consent.access import Reader
from consent.consent.terms import Capacity
from consent.forms import FICTITIOUS, NamedAgencies, Number, Programme
from consent.papers.fill_in_form import FillInForm
from consent.papers.printing.answer import Accepted, Language, answer_with
from consent.papers.printing.document import Block, Document, Fact, Facts, Items, Paragraph, document
from consent.papers.wording.wording import Wording
from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.codes.languages import ParticipantLanguage

_PRINTABLE = re.compile("[ -~\u00a0-\u024f\u1e00-\u1eff\u2010-\u2019]*")
"""What the fonts of the papers have letters for."""


def _printable(value: str) -> str:
    if not _PRINTABLE.fullmatch(value):
        raise ValueError("not_printable")
    return value


Printed = Annotated[Line, AfterValidator(_printable)]
Day = Annotated[LocalDate, Field(lt=NEVER)]


class ConsentForm(StrictModel):
    """What to fill in. A name or number that is left out becomes a line to write on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "programme": "malmokraften",
                    "agencies": ["af", "malmo-ifo", "region-skane"],
                    "purpose": "coordination",
                    "kind": "secrecy_waiver",
                    "validUntil": "2022-06-30",
                    "place": "Malmö",
                    "name": "Tolvan Tolvansson",
                    "personnummer": FICTITIOUS,
                    "occurredOn": "2022-03-14",
                }
            ]
        }
    )

    programme: Programme
    agencies: NamedAgencies
    purpose: Code[ConsentPurpose]
    kind: Code[ConsentKind]
    valid_until: Day
    place: Printed
    name: Printed | None = None
    personnummer: Number | None = None
    occurred_on: Day


def fill_in_form(
    form: ConsentForm,
    caller: Reader,
    look_up: LookingUp,
    accept: Accepted = "",
    language: Language = ParticipantLanguage.SV,
) -> Response:
    """For an agency that the form names, or the keeper of consents. Nothing is stored.

    Refused when a consent of that day could not say the same.
    """
    filled_in = FillInForm(**{**dict(form), "agencies": tuple(form.agencies)}, by=caller.agency)
    look_up(filled_in)
    return answer_with(form_to_sign(filled_in, Wording.of(language), today()), accept)


def form_to_sign(form: FillInForm, say: Wording, printed_on: date) -> Document:
    number = form.personnummer.digits if form.personnummer else ""
    blocks: tuple[Block, ...] = (
        *map(Paragraph, (say.say(f"statement_{form.kind}"), say.say("scope"))),
        Items(say.say("agencies"), tuple(map(say.agency, form.agencies))),
        Facts((Fact(say.say("purpose"), say.say(f"purpose_{form.purpose}")),)),
        Paragraph(say.say("until", date=form.valid_until)),
        *(Paragraph(say.say(key)) for key in ("withdraw", "voluntary", "explained")),
        Items(say.say("interpreter"), (say.say("yes"), say.say("no")), boxes=True),
        Items(
            say.say("signed_by"), tuple(say.say(f"capacity_{capacity}") for capacity in Capacity), boxes=True
        ),
        Facts(
            (
                Fact(say.say("place"), say.as_given(form.place)),
                Fact(say.say("date"), say.day(form.occurred_on)),
                Fact(say.say("name"), say.as_given(form.name) if form.name else None),
                Fact(say.say("personnummer"), say.as_given(f"{number[:8]}-{number[8:]}") if number else None),
                Fact(say.say("signature")),
            )
        ),
    )
    return document("consent-form", say.say(f"kind_{form.kind}"), blocks, say, printed_on)
