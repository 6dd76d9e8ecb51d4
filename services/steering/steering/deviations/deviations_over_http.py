"""Deviations over HTTP."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from samplan.contracts.codes.steering import DeviationKind, RiskSize
from steering.access import TheList, Writer
from steering.deviations.record_deviation import Deviation, DeviationFact, RecordDeviation
from steering.forms import TYPES
from steering.register import Register

REGISTER = Register("deviations", Deviation, DeviationFact)


class DeviationView(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "deviationId": "4b9c105e-3f7d-4a0c-8e68-a25b4d1f6a05",
                    "programme": "malmokraften",
                    "deviation": "time",
                    "size": "medium",
                    "words": "Planerna blir klara senare än beslutat.",
                    "recordedOn": "2020-09-01",
                }
            ]
        }
    )

    deviation_id: UUID
    programme: str
    deviation: DeviationKind
    size: RiskSize
    words: str
    recorded_on: date

    @classmethod
    def of(cls, deviation: Deviation) -> Self:
        return cls(
            deviation_id=deviation.id,
            programme=deviation.programme,
            deviation=deviation.deviation,
            size=deviation.size,
            words=deviation.words,
            recorded_on=deviation.since,
        )


DEVIATIONS = Resource(
    commands=RecordDeviation,
    path="/v1/deviations",
    tag="steering",
    writer=Writer,
    view=DeviationView,
    answer="The deviation",
    version="The deviation's version",
    place=lambda deviation: f"/v1/deviations?programme={deviation.programme}",
    types=TYPES,
)


def list_deviations(asked: TheList) -> list[DeviationView]:
    """Of one programme, the earliest first."""
    return asked.records(REGISTER, DeviationView.of)
