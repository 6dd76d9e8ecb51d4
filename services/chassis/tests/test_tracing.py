"""One trace from a request to all its effects, without any text of the request (I13)."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from opentelemetry import trace
from opentelemetry.trace import StatusCode
from structlog.testing import capture_logs

from chassis.decisions.domain import Refused
from chassis.decisions.journal import from_stored
from samplan.bus.kafka.messaging import sending
from samplan.bus.observe import tracing
from samplan.contracts.codes import Agency, DeclineReason
from samplan.contracts.envelope import encode
from samplan.contracts.referral import ReferralDeclined, ReferralSubmitted
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.spans import Told
from samplan.testing.specimen import SPECIMEN

TRACE, CALLER = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SAMPLED, UNSAMPLED = f"00-{TRACE}-{CALLER}-01", f"00-{TRACE}-{CALLER}-00"
CANARY = "198506159808"
PLAN = {"occurredOn": "2020-03-02", "remark": CANARY}
ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")


def open_plan(service: ServiceUnderTest, traceparent: str = SAMPLED, **headers: str) -> str | None:
    """The trace context that is stored with the plan's first event."""
    answer = service.post("/v1/plans", PLAN, headers={"traceparent": traceparent, **headers})
    assert answer.is_success
    return stored_contexts(service)[-1]


def stored_contexts(service: ServiceUnderTest) -> list[str | None]:
    return [from_stored(one).traceparent for one in service.database.notifications(0, 100)]


def submitted(referral: UUID) -> ReferralSubmitted:
    return ReferralSubmitted(
        referral_id=referral,
        programme="malmokraften",
        referring_agency=Agency.AF,
        occurred_on=date(2020, 3, 2),
    )


class TestARequest:
    def test_continues_the_trace_of_its_caller(self, service: ServiceUnderTest, told: Told) -> None:
        open_plan(service)
        assert told.traces == {TRACE}
        assert told.parent_of("POST /v1/plans") == CALLER

    def test_stores_no_text_of_the_callers_trace_state(self, service: ServiceUnderTest) -> None:
        stored = open_plan(service, f"01-{TRACE}-{CALLER}-01-{CANARY}")
        assert stored == SAMPLED

    @pytest.mark.parametrize(
        "given",
        ["", "nonsense", CANARY, f"ff-{TRACE}-{CALLER}-01", f"00-{'0' * 32}-{CALLER}-01", f"{SAMPLED}-more"],
    )
    def test_begins_a_trace_if_the_callers_is_invalid(
        self, service: ServiceUnderTest, told: Told, given: str
    ) -> None:
        stored = open_plan(service, given)
        assert told.parent_of("POST /v1/plans") == "none"
        assert len(told.traces) == 1
        assert tracing.is_traceparent(stored)
        assert given not in (stored or "") or given == ""

    @pytest.mark.parametrize(("query", "status"), [("", 404), (f"?personnummer={CANARY}", 400)])
    def test_is_named_for_its_route_and_has_no_text_of_the_request(
        self, service: ServiceUnderTest, told: Told, query: str, status: int
    ) -> None:
        service.get(f"/v1/plans/{ANNA}{query}", headers={"X-Person": CANARY})
        [asked] = told.spans
        assert asked.name == "GET /v1/plans/{planId}"
        assert dict(asked.attributes or {}) == {
            "http.request.method": "GET",
            "http.response.status_code": status,
            "http.route": "/v1/plans/{planId}",
            "url.scheme": "http",
        }

    def test_without_a_route_has_no_name_from_the_caller(self, service: ServiceUnderTest, told: Told) -> None:
        service.get(f"/{CANARY}")
        service.client.request(CANARY, "/v1/plans")
        assert told.names == ["GET", "HTTP /v1/plans"]

    def test_for_health_has_no_span(self, service: ServiceUnderTest, told: Told) -> None:
        service.get("/health/live")
        assert told.names == []

    def test_that_fails_records_the_class_of_the_error_and_not_its_text(
        self, service: ServiceUnderTest, told: Told, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError(CANARY)

        monkeypatch.setattr(service.process.application, "handle", fail)
        assert service.post("/v1/plans", PLAN).status_code == 500
        [failed] = told.spans
        assert failed.status.status_code is StatusCode.ERROR
        assert (failed.attributes or {})["error.type"] == "RuntimeError"
        assert CANARY not in failed.to_json()
        assert failed.events == ()


class TestACommand:
    def test_runs_from_the_request_to_the_store(self, service: ServiceUnderTest, told: Told) -> None:
        open_plan(service)
        assert told.parent_of("OpenPlan") == "POST /v1/plans"
        assert told.parent_of("INSERT stored_events") == "OpenPlan"
        assert (told.the("INSERT stored_events").attributes or {})["db.system.name"] == "sqlite"

    def test_leaves_its_context_in_its_events(self, service: ServiceUnderTest, told: Told) -> None:
        stored = open_plan(service)
        decided = told.the("OpenPlan")
        assert stored == f"00-{told.trace_of(decided)}-{told.id_of(decided)}-01"

    def test_drops_the_rest_of_the_callers_context(self, service: ServiceUnderTest, told: Told) -> None:
        open_plan(service, tracestate=f"person={CANARY}", baggage=f"person={CANARY}")
        assert all(CANARY not in span.to_json() for span in told.spans)

    def test_that_is_refused_records_the_class_of_the_refusal(self, told: Told) -> None:
        class NoMorePlans(Refused):
            code = "no_more_plans"

        with tracing.serving("POST", None, {}), pytest.raises(NoMorePlans), tracing.span("OpenPlan"):
            raise NoMorePlans(person=CANARY)
        assert (told.the("OpenPlan").attributes or {})["error.type"] == "NoMorePlans"
        assert CANARY not in told.the("OpenPlan").to_json()

    def test_of_a_caller_who_does_not_sample_is_not_exported(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        stored = open_plan(service, UNSAMPLED)
        assert told.names == []
        assert tracing.trace_id_of(stored) == TRACE
        assert (stored or "").endswith("-00")

    def test_passes_on_the_callers_context_without_tracing(self, service: ServiceUnderTest) -> None:
        assert open_plan(service) == SAMPLED

    def test_begins_an_unsampled_trace_without_tracing(self, service: ServiceUnderTest) -> None:
        stored = open_plan(service, "")
        assert tracing.is_traceparent(stored)
        assert (stored or "").endswith("-00")


class TestARecord:
    def test_is_sent_in_the_trace_of_its_event_and_not_changed(self, told: Told) -> None:
        record = encode(envelope_of(submitted(ANNA), traceparent=SAMPLED), submitted(ANNA))
        before = list(record.headers)
        records = [record, record._replace(headers=[])]
        with sending("malmo-ifo.referral.v1", records, [SAMPLED, None]):
            pass
        assert told.names == ["send malmo-ifo.referral.v1"]
        assert told.parent_of("send malmo-ifo.referral.v1") == CALLER
        assert told.the("send malmo-ifo.referral.v1").links == ()
        assert record.headers == before

    def test_is_sent_with_a_link_to_the_trace_that_it_carries(self, told: Told) -> None:
        carried = f"00-{'c' * 32}-{'d' * 16}-01"
        record = encode(envelope_of(submitted(ANNA), traceparent=carried), submitted(ANNA))
        with sending("malmo-ifo.referral.v1", [record], [SAMPLED]):
            pass
        [link] = told.the("send malmo-ifo.referral.v1").links
        assert (told.traces, f"{link.context.trace_id:032x}") == ({TRACE}, "c" * 32)

    def test_that_cannot_be_sent_records_the_class_of_the_error(self, told: Told) -> None:
        record = encode(envelope_of(submitted(ANNA), traceparent=SAMPLED), submitted(ANNA))
        with pytest.raises(ConnectionError), sending("malmo-ifo.referral.v1", [record], [SAMPLED]):
            raise ConnectionError(CANARY)
        [sent] = told.spans
        assert (sent.attributes or {})["error.type"] == "ConnectionError"
        assert CANARY not in sent.to_json()

    def test_is_processed_with_all_its_effects_in_its_trace(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        assert told.traces == {TRACE}
        assert told.parent_of("process malmo-ifo.referral.v1") == CALLER
        assert told.parent_of("OpenPlan") == "process malmo-ifo.referral.v1"
        assert told.parent_of("INSERT stored_events") == "OpenPlan"

    def test_passes_its_trace_on_to_its_effects(self, service: ServiceUnderTest, told: Told) -> None:
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        [stored] = stored_contexts(service)
        assert tracing.trace_id_of(stored) == TRACE

    def test_stores_no_text_in_the_place_of_its_trace(self, service: ServiceUnderTest) -> None:
        service.receive(submitted(ANNA), traceparent=CANARY.ljust(len(SAMPLED), "-"))
        assert stored_contexts(service) == [None]

    def test_keeps_its_trace_in_a_batch_with_others(self, service: ServiceUnderTest, told: Told) -> None:
        other = f"00-{uuid4().hex}-{CALLER}-01"
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        service.receive(submitted(BEA), traceparent=other)
        stored = [tracing.trace_id_of(context) for context in stored_contexts(service)]
        assert stored == [TRACE, tracing.trace_id_of(other)]

    def test_that_is_redelivered_is_not_traced_again(self, service: ServiceUnderTest, told: Told) -> None:
        batch = service.receive(submitted(ANNA), traceparent=SAMPLED)
        before = told.names
        service.redeliver(batch)
        assert told.names == before

    @pytest.mark.parametrize(("correlation", "said"), [(f"{BEA}", f"{BEA}"), (CANARY, None)])
    def test_that_is_parked_is_logged_with_its_trace_and_a_valid_correlation_id(
        self, service: ServiceUnderTest, correlation: str, said: str | None
    ) -> None:
        nobody_knows = ReferralDeclined(
            referral_id=ANNA, reason=DeclineReason.NO_CAPACITY, occurred_on=date(2020, 3, 2)
        )
        with capture_logs() as logged:
            service.receive(nobody_knows, traceparent=SAMPLED, correlation_id=correlation)
        [line] = [line for line in logged if line["event"] == "event_parked"]
        assert (line["trace_id"], line.get("correlation_id")) == (TRACE, said)

    def test_of_an_unsampled_trace_passes_it_on_unchanged(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        service.receive(submitted(ANNA), traceparent=UNSAMPLED)
        assert told.names == []
        assert stored_contexts(service) == [UNSAMPLED]

    def test_without_a_trace_begins_none(self, service: ServiceUnderTest, told: Told) -> None:
        service.receive(submitted(ANNA))
        assert told.names == []


def test_the_web_frameworks_spans_are_never_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    """They contain path and query, which must not be exported even if the library is configured globally."""
    elsewhere = Told()
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", elsewhere.provider)
    with ServiceUnderTest(SPECIMEN, tmp_path) as service:
        service.get(f"/v1/plans/{ANNA}?personnummer={CANARY}")
        service.get(f"/v1/plans/{ANNA}", headers={"X-Person": CANARY})
    assert told.names == ["GET /v1/plans/{planId}"] * 2
    assert elsewhere.names == []
