"""A published event stays readable in every later version."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from samplan.contracts.documents import asyncapi, pages, schemas
from samplan.contracts.documents.samples import all_golden, golden
from samplan.contracts.documents.schemas import Schema, breaches_of, committed, schema_of
from samplan.contracts.envelope import decode, encode
from samplan.contracts.planning.plans import ExitedToWork
from samplan.contracts.referral import EligibilityAssessed
from samplan.contracts.registry import EVENTS


def test_every_golden_sample_of_every_version_still_reads() -> None:
    for sample in all_golden().values():
        envelope, event = decode(*sample)
        record = encode(envelope, event)
        stated = {} if event.EFFECT is None else {"ce_effect": event.EFFECT.value.encode()}  # since 0.2.0
        assert dict(record.headers) == {**dict(sample.headers), **stated}
        assert sample._replace(value=record.value).data == sample.data


class TestEveryEvent:
    def test_has_the_schema_that_is_committed(self) -> None:
        assert [name for name, event in EVENTS.items() if committed(name) != schema_of(event)] == []

    def test_has_a_valid_schema(self) -> None:
        for event in EVENTS.values():
            Draft202012Validator.check_schema(schema_of(event))

    def test_has_a_golden_sample_that_its_schema_accepts(self) -> None:
        for name, event in EVENTS.items():
            described = Draft202012Validator(schema_of(event), format_checker=FormatChecker())
            faults = described.iter_errors(golden(name).data)
            assert [(name, fault.message) for fault in faults] == []

    def test_grows_only_by_optional_fields_and_codes(self) -> None:
        breaches = {name: [*breaches_of(committed(name) or {}, schema_of(EVENTS[name]))] for name in EVENTS}
        assert {name: found for name, found in breaches.items() if found} == {}


def test_the_generated_pages_are_up_to_date() -> None:
    assert pages.PATH.read_text() == pages.page()
    assert asyncapi.PATH.read_text() == asyncapi.page()


def test_every_schema_file_belongs_to_an_event() -> None:
    assert {path.name for path in schemas.FOLDER.iterdir()} == {schemas.path_of(name).name for name in EVENTS}


def remove(schema: Schema) -> None:
    del schema["properties"]["criteria"]


def rename(schema: Schema) -> None:
    schema["properties"]["verdict"] = schema["properties"].pop("outcome")


def retype(schema: Schema) -> None:
    schema["properties"]["policyVersion"] = {"type": "string"}


def retype_within_a_list(schema: Schema) -> None:
    schema["$defs"]["CriterionOutcome"]["properties"]["reason"]["type"] = "integer"


def remove_within_a_list(schema: Schema) -> None:
    del schema["$defs"]["CriterionOutcome"]["properties"]["reason"]


def require_one_more(schema: Schema) -> None:
    schema["properties"]["assessor"] = {"type": "string"}
    schema["required"].append("assessor")


def make_optional(schema: Schema) -> None:
    schema["required"].remove("policy")


def lose_a_code(schema: Schema) -> None:
    schema["$defs"]["Outcome"]["enum"].remove("unknown")


def add_an_optional_field(schema: Schema) -> None:
    schema["properties"]["assessor"] = {"type": "string"}


def add_a_code(schema: Schema) -> None:
    schema["$defs"]["Outcome"]["enum"].append("postponed")


class TestBreaches:
    @pytest.mark.parametrize(
        "change",
        [
            remove,
            rename,
            retype,
            retype_within_a_list,
            remove_within_a_list,
            require_one_more,
            make_optional,
            lose_a_code,
        ],
    )
    def test_are_found(self, change: Callable[[Schema], None]) -> None:
        new = deepcopy(schema_of(EligibilityAssessed))
        change(new)
        assert [*breaches_of(schema_of(EligibilityAssessed), new)]

    @pytest.mark.parametrize("change", [add_an_optional_field, add_a_code])
    def test_are_not_reported_for_additive_changes(self, change: Callable[[Schema], None]) -> None:
        new = deepcopy(schema_of(EligibilityAssessed))
        change(new)
        assert [*breaches_of(schema_of(EligibilityAssessed), new)] == []

    def test_are_found_in_an_optional_field(self) -> None:
        new = deepcopy(schema_of(ExitedToWork))
        new["$defs"]["SubsidyKind"]["enum"].remove("samhall")
        assert [*breaches_of(schema_of(ExitedToWork), new)]


def test_a_published_version_is_never_overwritten_with_a_breaking_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def without_dates(event: type) -> Schema:
        schema = deepcopy(schema_of(event))
        del schema["properties"]["occurredOn"]
        return schema

    monkeypatch.setattr(schemas, "schema_of", without_dates)
    with pytest.raises(schemas.NotAdditive, match="occurredOn is gone"):
        schemas.write()
