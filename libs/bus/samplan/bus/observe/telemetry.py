"""Structured logs and metrics, without personal data."""

from __future__ import annotations

import logging
import sys

import structlog
from prometheus_client import Counter, Gauge, Histogram

from samplan.bus.observe import tracing
from samplan.bus.observe.causation import cause_if_any

COMMANDS = Counter("samplan_commands_total", "Commands by outcome", ["command", "outcome"])
COMMAND_SECONDS = Histogram(
    "samplan_command_seconds",
    "Seconds from a command's arrival to its answer",
    ["command"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)
HTTP_REQUESTS = Counter(
    "samplan_http_requests_total", "Requests answered, by route template", ["method", "route", "status"]
)
HTTP_SECONDS = Histogram(
    "samplan_http_request_seconds",
    "Seconds from a request's arrival to the start of its answer",
    ["method", "route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
LOOKUPS_REFUSED = Counter(
    "samplan_lookups_refused_total", "Questions about a person that were answered with 404: guesses, if many"
)
RELAY_POSITION = Gauge("samplan_relay_position", "Notification id up to which events are published")
RELAY_LAG = Gauge("samplan_relay_lag_events", "Stored events that are not published yet")
RELAY_FAILURES = Counter("samplan_relay_failures_total", "Batches that could not be published")
RELAY_OLDEST = Gauge(
    "samplan_relay_oldest_unpublished_seconds", "Seconds since the oldest event not published yet was stored"
)
ROLE_UP = Gauge("samplan_role_up", "1 while the relay or the inbox of this process is running", ["role"])
INBOX_LAG = Gauge(
    "samplan_inbox_lag_records", "Records in Kafka that are not applied yet", ["topic", "partition"]
)
INBOX_EVENTS = Counter("samplan_inbox_events_total", "Records by outcome", ["topic", "outcome"])
INBOX_FAILURES = Counter(
    "samplan_inbox_failures_total", "Batches that could not be applied and were read again"
)
LEASE_AGE = Gauge(
    "samplan_lease_age_seconds",
    "Seconds since every consent service was last known to have published all; answers need less than 60",
)
TOPICS_DENIED = Gauge("samplan_inbox_topics_denied", "Topics of the inbox's pattern that it may not read")
STORE_IN_USE = Gauge("samplan_store_in_use_connections", "Connections to the store that are in use")
STORE_WAITING = Gauge(
    "samplan_store_waiting_requests", "Requests that wait for a connection to the store (PostgreSQL)"
)
PARKED = Gauge("samplan_parked_records", "Records that wait for an operator")
DAMAGED = Gauge(
    "samplan_damaged_records", "Stored records that differ from their digest: nothing is done with them"
)
SUBJECTS_CLOSED = Gauge(
    "samplan_subjects_closed",
    "Subjects about which no answer is given: a parked record may have ended the sharing",
)
ALL_SUBJECTS_CLOSED = Gauge(
    "samplan_all_subjects_closed",
    "1 while a parked consent record without a readable key closes every subject",
)
UNANSWERED_REVOCATIONS = Gauge(
    "samplan_unanswered_revocations",
    "Answers to revocations that are late: an agency has not said what it did with what it held",
)
UNACKNOWLEDGED_ERASURES = Gauge(
    "samplan_unacknowledged_erasures",
    "Acknowledgements of erasures that are late: a service has not said that it has erased what it held",
)
CLOCK_TICKED = Gauge("samplan_clock_ticked_date", "Last business date ticked, as days since 1970-01-01")
BUSINESS_DATE = Gauge(
    "samplan_business_date", "The business date, as days since 1970-01-01; 0 while it is unknown"
)
CLOCK_EXPECTED = Gauge("samplan_clock_expected", "1 if the service has a clock that must be advanced daily")
READY = Gauge("samplan_ready", "1 while /health/ready answers 200")
ROLE_STOPPED = Gauge(
    "samplan_role_stopped", "1 when a role has stopped until an operator acts", ["role", "reason"]
)


def configure_logging(service: str, agency: str, level: str) -> None:
    """Log one JSON object per line to standard output, log lines of libraries included."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        _with_cause,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_traceback,
        _named(service, agency),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
    )
    _log_to_standard_output(shared, level)


def _log_to_standard_output(shared: list[structlog.types.Processor], level: str) -> None:
    """Log lines of libraries are passed through the same processors."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    logging.captureWarnings(capture=True)
    for verbose in ("aiokafka", "asyncio", "httpx", "opentelemetry"):
        logging.getLogger(verbose).setLevel(logging.ERROR)


def _with_cause(
    _: structlog.types.WrappedLogger, __: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    cause = cause_if_any()
    if cause:
        event.setdefault("correlation_id", cause.correlation_id)
    traceparent = tracing.here() or (cause.traceparent if cause else None)
    if trace_id := tracing.trace_id_of(traceparent):
        event.setdefault("trace_id", trace_id)
    return event


def _named(service: str, agency: str) -> structlog.types.Processor:
    def name(
        _: structlog.types.WrappedLogger, __: str, event: structlog.types.EventDict
    ) -> structlog.types.EventDict:
        event["service"] = service
        event["agency"] = agency
        return event

    return name


def _without_traceback(
    _: structlog.types.WrappedLogger, __: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    # A traceback contains values of the code that it passed; the class of the error is enough.
    info = event.pop("exc_info", None)
    if isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
    elif isinstance(info, BaseException):
        event["error"] = type(info).__name__
    return event
