from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event
from msgspec.structs import replace

from samplan.contracts.codes import Track
from samplan.contracts.documents.samples import Sample, all_golden, golden
from samplan.contracts.envelope import Envelope, ReasonCode, Undecodable, decode, encode
from samplan.contracts.planning.plans import TrackChosen, plan_id_of
from samplan.contracts.source import EventId

PLAN = UUID("5b0c2d8e-3a57-4f0e-9c41-7f1f2d6a9e11")
CHOSEN = TrackChosen(plan_id=PLAN, track=Track.WORK, occurred_on=date(2020, 3, 16))
ENVELOPE = Envelope(
    source="/af/planning/3f9a1c20",
    sequence=17,
    type=TrackChosen.TYPE,
    subject=str(PLAN),
    time=datetime(2020, 3, 16, 9, 30, tzinfo=UTC),
    correlation_id="order-1",
    causation_id="order-2",
    aggregate_version=3,
)


def refused(sample: Sample) -> ReasonCode:
    with pytest.raises(Undecodable) as refusal:
        decode(*sample)
    return refusal.value.reason


class TestEncode:
    def test_round_trips(self) -> None:
        record = encode(ENVELOPE, CHOSEN)
        assert decode("af.planning.v1", record.key, record.value, record.headers) == (ENVELOPE, CHOSEN)

    def test_names_the_previous_event(self) -> None:
        later = replace(ENVELOPE, previous=EventId("/af/planning/0a1b2c3d", 11))
        record = encode(later, CHOSEN)
        assert dict(record.headers)["ce_previous"] == b"/af/planning/0a1b2c3d:11"
        assert decode("af.planning.v1", record.key, record.value, record.headers) == (later, CHOSEN)

    def test_omits_the_previous_event_for_the_first_of_a_subject(self) -> None:
        assert "ce_previous" not in dict(encode(ENVELOPE, CHOSEN).headers)

    def test_names_the_event_by_source_and_sequence(self) -> None:
        headers = dict(encode(ENVELOPE, CHOSEN).headers)
        assert headers["ce_id"] == b"/af/planning/3f9a1c20:17"
        assert headers["ce_dataschema"] == b"urn:samplan:schema:planning.TrackChosen:1"
        assert headers["ce_time"] == b"2020-03-16T09:30:00Z"

    def test_uses_the_subject_as_key(self) -> None:
        record = encode(ENVELOPE, CHOSEN)
        assert record.key == dict(record.headers)["ce_partitionkey"] == str(PLAN).encode()

    def test_rejects_an_envelope_of_another_event(self) -> None:
        with pytest.raises(ValueError, match="TrackChosen"):
            encode(replace(ENVELOPE, subject="another"), CHOSEN)

    @pytest.mark.parametrize("source", ["af", "/af/planning", "/af/planning/", "/af/planning/3f9a1c20/x"])
    def test_refuses_a_source_without_agency_service_and_epoch(self, source: str) -> None:
        with pytest.raises(ValueError, match="store epoch"):
            encode(replace(ENVELOPE, source=source), CHOSEN)


def test_the_cloudevents_sdk_reads_what_we_write() -> None:
    for sample in all_golden().values():
        assert_the_sdk_reads(sample)


def assert_the_sdk_reads(sample: Sample) -> None:
    envelope, event = decode(*sample)
    record = encode(envelope, event)
    read = from_binary_event(KafkaMessage(dict(record.headers), record.key, record.value))
    assert (read.get_id(), read.get_source(), read.get_type()) == (envelope.id, envelope.source, event.TYPE)
    assert (read.get_subject(), read.get_time()) == (envelope.subject, envelope.time)
    assert read.get_extension("partitionkey") == envelope.subject
    assert read.get_data() == sample.data


class TestDecode:
    sample = golden(TrackChosen.TYPE)

    def test_ignores_fields_and_headers_it_does_not_know(self) -> None:
        later = self.sample.with_data(addedLater={"anything": [1]}).with_header("x-added-later", b"1")
        assert decode(*later) == decode(*self.sample)

    def test_drops_a_broken_trace_context(self) -> None:
        envelope, _ = decode(*self.sample.with_header("traceparent", b"nonsense"))
        assert envelope.traceparent is None

    @pytest.mark.parametrize("name", [name for name, _ in sample.headers if name.startswith("ce_")])
    def test_reports_a_missing_attribute_of_the_envelope(self, name: str) -> None:
        assert refused(self.sample.without_header(name)) is ReasonCode.MISSING_ENVELOPE

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("ce_subject", None),
            ("ce_effect", None),
            ("ce_effect", b"\xff\xfe"),
            ("content-type", None),
            ("ce_type", b"\xff"),
            ("ce_sequence", b"-1"),
            ("ce_sequence", b"0"),
            ("ce_sequence", b"1_000"),
            ("ce_sequence", "١".encode()),
            ("ce_sequence", b"9" * 40),
            ("ce_aggregateversion", b"first"),
            ("ce_time", b"yesterday"),
            ("ce_time", b"2020-03-16T09:30:00"),
            ("ce_id", b"/af/planning/3f9a1c20:99"),
            ("ce_source", b"af"),
            ("ce_previous", b"16"),
            ("ce_previous", b"/af/planning/3f9a1c20"),
            ("ce_previous", b"/af/planning/3f9a1c20:0"),
            ("ce_dataschema", b"urn:samplan:schema:planning.PlanAgreed:1"),
        ],
    )
    def test_refuses_a_bad_header(self, name: str, value: bytes | None) -> None:
        assert refused(self.sample.with_header(name, value)) is ReasonCode.BAD_HEADER

    def test_refuses_an_id_of_a_source_that_names_no_writer(self) -> None:
        nameless = self.sample.with_header("ce_source", b"/af/planning")
        number = (dict(self.sample.headers)["ce_id"] or b"").rpartition(b":")[2]
        assert refused(nameless.with_header("ce_id", b"/af/planning:" + number)) is ReasonCode.BAD_HEADER

    @pytest.mark.parametrize("name", ["ce_type", "ce_added_later", "content-type"])
    def test_refuses_a_repeated_attribute(self, name: str) -> None:
        twice = self.sample._replace(headers=[*self.sample.headers, (name, b"one"), (name, b"another")])
        assert refused(twice) is ReasonCode.BAD_HEADER

    @pytest.mark.parametrize("name", ["baggage", "x-trace", "ce-effect", "traceparent", "Content-Type"])
    @pytest.mark.parametrize("value", [None, b"", b"\xff\xfe", b"anything"])
    def test_ignores_headers_that_libraries_add(self, name: str, value: bytes | None) -> None:
        """K62: OpenTelemetry's own instrumentation appends a `traceparent`."""
        added = self.sample._replace(headers=[*self.sample.headers, (name, value), (name, value)])
        assert decode(*added) == decode(*self.sample)

    def test_keeps_the_trace_context_of_the_writer(self) -> None:
        own, added = dict(self.sample.headers)["traceparent"], b"00-" + b"2" * 32 + b"-" + b"2" * 16 + b"-01"
        envelope, _ = decode(*self.sample._replace(headers=[*self.sample.headers, ("traceparent", added)]))
        assert own
        assert envelope.traceparent == own.decode()

    @pytest.mark.parametrize(
        ("type_name", "reason"),
        [
            ("samplan.planning.TrackChosen.v2", ReasonCode.NEWER_VERSION),
            ("samplan.planning.TrackChosen.v0", ReasonCode.UNKNOWN_TYPE),
            ("samplan.planning.TrackChosen.vx", ReasonCode.UNKNOWN_TYPE),
            ("samplan.planning.NeverPublished.v1", ReasonCode.UNKNOWN_TYPE),
            ("org.example.TrackChosen.v1", ReasonCode.UNKNOWN_TYPE),
            ("", ReasonCode.UNKNOWN_TYPE),
        ],
    )
    def test_reports_a_type_it_does_not_know(self, type_name: str, reason: ReasonCode) -> None:
        assert refused(self.sample.with_header("ce_type", type_name.encode())) is reason

    @pytest.mark.parametrize("topic", ["fk.planning.v1", "af.referral.v1", "af.planning.v2"])
    def test_refuses_a_record_on_a_topic_of_another_writer(self, topic: str) -> None:
        assert refused(self.sample._replace(topic=topic)) is ReasonCode.WRONG_PRODUCER

    def test_refuses_a_type_that_another_service_writes(self) -> None:
        foreign = golden("samplan.consent.ConsentRevoked.v1")
        stolen = (
            foreign._replace(topic="finsam.planning.v1")
            .with_header("ce_source", b"/finsam/planning/3f9a1c20")
            .with_header("ce_id", b"/finsam/planning/3f9a1c20:10")
        )
        assert refused(stolen) is ReasonCode.WRONG_PRODUCER

    @pytest.mark.parametrize("key", [None, b"", b"another", b"\xff"])
    def test_refuses_a_key_that_is_not_the_subject(self, key: bytes | None) -> None:
        assert refused(self.sample._replace(key=key)) is ReasonCode.KEY_MISMATCH

    def test_refuses_data_of_another_aggregate(self) -> None:
        assert refused(self.sample.with_data(planId=str(PLAN))) is ReasonCode.KEY_MISMATCH

    @pytest.mark.parametrize(
        ("value", "reason"),
        [
            (None, ReasonCode.TOMBSTONE),
            (b"", ReasonCode.NOT_JSON),
            (b"{", ReasonCode.NOT_JSON),
            (b"\xff", ReasonCode.NOT_JSON),
            (b'\xef\xbb\xbf{"track": "work"}', ReasonCode.NOT_JSON),
            (b'{"track": NaN}', ReasonCode.NOT_JSON),
            (b'{"deep": ' + b"[" * 100_000, ReasonCode.NOT_JSON),
            (b"{} {}", ReasonCode.INVALID_DATA),
            (b"null", ReasonCode.INVALID_DATA),
            (b"[]", ReasonCode.INVALID_DATA),
            (b"{}", ReasonCode.INVALID_DATA),
        ],
    )
    def test_refuses_a_value_that_is_not_the_event(self, value: bytes | None, reason: ReasonCode) -> None:
        assert refused(self.sample._replace(value=value)) is reason

    @pytest.mark.parametrize(
        "fields",
        [
            {"track": "never_published"},
            {"track": None},
            {"occurredOn": "2020-02-30"},
            {"occurredOn": 20200316},
            {"planId": "19850709-9805"},
        ],
    )
    def test_refuses_data_of_the_wrong_type(self, fields: dict[str, object]) -> None:
        assert refused(self.sample.with_data(**fields)) is ReasonCode.INVALID_DATA

    @pytest.mark.parametrize("value", [b"application/json; charset=utf-8", b"Application/JSON ;v=1"])
    def test_reads_json_whatever_parameters_its_media_type_has(self, value: bytes) -> None:
        assert decode(*self.sample.with_header("content-type", value)) == decode(*self.sample)

    def test_requires_json(self) -> None:
        assert refused(self.sample.with_header("content-type", b"text/plain")) is ReasonCode.NOT_JSON

    def test_reports_the_envelope_of_unreadable_data(self) -> None:
        with pytest.raises(Undecodable) as refusal:
            decode(*self.sample.with_data(track="never_published"))
        assert refusal.value.envelope == decode(*self.sample)[0]

    @pytest.mark.parametrize(
        "foreign", [sample._replace(key=b"another"), sample._replace(topic="af.referral.v1")]
    )
    def test_reports_no_envelope_that_another_writer_may_have_forged(self, foreign: Sample) -> None:
        with pytest.raises(Undecodable) as refusal:
            decode(*foreign)
        assert refusal.value.envelope is None

    def test_never_repeats_refused_data(self) -> None:
        with pytest.raises(Undecodable) as refusal:
            decode(*self.sample.with_data(track="19850709-9805"))
        assert str(refusal.value) == "invalid_data"
        assert refusal.value.__cause__ is None
        assert refusal.value.__suppress_context__


def test_a_referral_always_has_the_same_plan_id() -> None:
    referral = UUID("6d0b8a52-5f0e-4b7c-9a53-0c5f6f1e2a01")
    assert plan_id_of(referral) == UUID("19d251c5-b8c4-5acf-b299-126f2e87569d")
