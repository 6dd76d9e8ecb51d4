"""One trace from a request to what follows from it, with nothing in it of what was sent (I13)."""

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
    def test_goes_on_with_the_trace_of_its_caller(self, service: ServiceUnderTest, told: Told) -> None:
        open_plan(service)
        assert told.traces == {TRACE}
        assert told.parent_of("POST /v1/plans") == CALLER

    def test_keeps_nothing_that_the_caller_adds_to_its_trace(self, service: ServiceUnderTest) -> None:
        stored = open_plan(service, f"01-{TRACE}-{CALLER}-01-{CANARY}")
        assert stored == SAMPLED

    @pytest.mark.parametrize(
        "given",
        ["", "nonsense", CANARY, f"ff-{TRACE}-{CALLER}-01", f"00-{'0' * 32}-{CALLER}-01", f"{SAMPLED}-more"],
    )
    def test_begins_a_trace_where_the_callers_is_none(
        self, service: ServiceUnderTest, told: Told, given: str
    ) -> None:
        stored = open_plan(service, given)
        assert told.parent_of("POST /v1/plans") == "none"
        assert len(told.traces) == 1
        assert tracing.is_traceparent(stored)
        assert given not in (stored or "") or given == ""

    @pytest.mark.parametrize(("query", "status"), [("", 404), (f"?personnummer={CANARY}", 400)])
    def test_is_named_for_its_route_and_tells_nothing_of_what_it_brought(
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

    def test_that_nothing_answers_to_is_named_for_nothing_its_caller_made_up(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        service.get(f"/{CANARY}")
        service.client.request(CANARY, "/v1/plans")
        assert told.names == ["GET", "HTTP /v1/plans"]

    def test_for_health_or_metrics_is_not_worth_a_span(self, service: ServiceUnderTest, told: Told) -> None:
        service.get("/health/live")
        service.get("/metrics")
        assert told.names == []

    def test_that_fails_tells_the_class_of_the_error_and_no_word_of_it(
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

    def test_leaves_behind_what_else_came_with_the_context(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        open_plan(service, tracestate=f"person={CANARY}", baggage=f"person={CANARY}")
        assert all(CANARY not in span.to_json() for span in told.spans)

    def test_that_is_refused_tells_its_class(self, told: Told) -> None:
        class NoMorePlans(Refused):
            code = "no_more_plans"

        with tracing.serving("POST", None, {}), pytest.raises(NoMorePlans), tracing.span("OpenPlan"):
            raise NoMorePlans(person=CANARY)
        assert (told.the("OpenPlan").attributes or {})["error.type"] == "NoMorePlans"
        assert CANARY not in told.the("OpenPlan").to_json()

    def test_of_a_caller_who_does_not_sample_is_not_told_of(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        stored = open_plan(service, UNSAMPLED)
        assert told.names == []
        assert tracing.trace_id_of(stored) == TRACE
        assert (stored or "").endswith("-00")

    def test_carries_the_callers_context_on_while_nobody_traces_here(self, service: ServiceUnderTest) -> None:
        assert open_plan(service) == SAMPLED

    def test_makes_nobody_keep_a_trace_that_nobody_has_asked_for(self, service: ServiceUnderTest) -> None:
        stored = open_plan(service, "")
        assert tracing.is_traceparent(stored)
        assert (stored or "").endswith("-00")


class TestARecord:
    def test_is_sent_in_the_trace_of_what_it_tells_and_left_as_it_is(self, told: Told) -> None:
        record = encode(envelope_of(submitted(ANNA), traceparent=SAMPLED), submitted(ANNA))
        before = list(record.headers)
        with sending("malmo-ifo.referral.v1", [record, record._replace(headers=[])]):
            pass
        assert told.names == ["send malmo-ifo.referral.v1"]
        assert told.parent_of("send malmo-ifo.referral.v1") == CALLER
        assert record.headers == before

    def test_that_cannot_be_sent_tells_the_class_of_the_error(self, told: Told) -> None:
        record = encode(envelope_of(submitted(ANNA), traceparent=SAMPLED), submitted(ANNA))
        with pytest.raises(ConnectionError), sending("malmo-ifo.referral.v1", [record]):
            raise ConnectionError(CANARY)
        [sent] = told.spans
        assert (sent.attributes or {})["error.type"] == "ConnectionError"
        assert CANARY not in sent.to_json()

    def test_is_processed_with_all_it_sets_off_in_its_trace(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        assert told.traces == {TRACE}
        assert told.parent_of("process malmo-ifo.referral.v1") == CALLER
        assert told.parent_of("OpenPlan") == "process malmo-ifo.referral.v1"
        assert told.parent_of("INSERT stored_events") == "OpenPlan"

    def test_passes_its_trace_on_with_what_it_sets_off(self, service: ServiceUnderTest, told: Told) -> None:
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        [stored] = stored_contexts(service)
        assert tracing.trace_id_of(stored) == TRACE

    def test_keeps_to_its_own_trace_among_others(self, service: ServiceUnderTest, told: Told) -> None:
        other = f"00-{uuid4().hex}-{CALLER}-01"
        service.receive(submitted(ANNA), traceparent=SAMPLED)
        service.receive(submitted(BEA), traceparent=other)
        stored = [tracing.trace_id_of(context) for context in stored_contexts(service)]
        assert stored == [TRACE, tracing.trace_id_of(other)]

    def test_that_comes_again_is_not_told_of_again(self, service: ServiceUnderTest, told: Told) -> None:
        batch = service.receive(submitted(ANNA), traceparent=SAMPLED)
        before = told.names
        service.redeliver(batch)
        assert told.names == before

    @pytest.mark.parametrize(("correlation", "said"), [(f"{BEA}", f"{BEA}"), (CANARY, None)])
    def test_that_is_parked_is_logged_with_its_trace_and_a_correlation_that_can_be_nobody(
        self, service: ServiceUnderTest, correlation: str, said: str | None
    ) -> None:
        nobody_knows = ReferralDeclined(
            referral_id=ANNA, reason=DeclineReason.NO_CAPACITY, occurred_on=date(2020, 3, 2)
        )
        with capture_logs() as logged:
            service.receive(nobody_knows, traceparent=SAMPLED, correlation_id=correlation)
        [line] = [line for line in logged if line["event"] == "event_parked"]
        assert (line["trace_id"], line.get("correlation_id")) == (TRACE, said)

    def test_of_a_trace_that_nobody_keeps_passes_it_on_as_it_is(
        self, service: ServiceUnderTest, told: Told
    ) -> None:
        service.receive(submitted(ANNA), traceparent=UNSAMPLED)
        assert told.names == []
        assert stored_contexts(service) == [UNSAMPLED]

    def test_without_a_trace_begins_none(self, service: ServiceUnderTest, told: Told) -> None:
        service.receive(submitted(ANNA))
        assert told.names == []


def test_the_web_frameworks_own_spans_are_never_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    """They hold the path and the query: somebody who configures the library globally must not have them."""
    elsewhere = Told()
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", elsewhere.provider)
    with ServiceUnderTest(SPECIMEN, tmp_path) as service:
        service.get(f"/v1/plans/{ANNA}?personnummer={CANARY}")
        service.get(f"/v1/plans/{ANNA}", headers={"X-Person": CANARY})
    assert told.names == ["GET /v1/plans/{planId}"] * 2
    assert elsewhere.names == []
