"""From what was seen to what is wrong. Pure: no clock, no network, no files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from provision.doctor.finding import Finding, kinds
from provision.doctor.seen import Answers, Held, Metrics, Seen

MOST_SECONDS_APART = 5
MOST_DAYS_BEFORE_ROTATION = 400


def judge(landscape: Sequence[Seen]) -> list[Finding]:
    """Everything that is wrong with the instances, one by one and beside each other."""
    found = [finding for seen in landscape for finding in _alone(seen)]
    return [*found, *_told_keys(landscape), *_beside(landscape)]


def _alone(seen: Seen) -> Iterator[Finding]:
    if seen.answers is None:
        yield Finding(name="does_not_answer", at=seen.name)
    else:
        yield from _of_answers(seen.name, seen.answers)
    yield from _of_held(seen.name, seen.held, answers=seen.answers is not None)
    for address, metrics in seen.processes.items():
        if metrics is not None:
            yield from _of_metrics(seen.name, metrics)
        elif seen.answers is not None:
            yield Finding(name="metrics_unread", at=seen.name, what=address)
    yield from _of_clock(seen)


def _of_answers(at: str, answers: Answers) -> Iterator[Finding]:
    if answers.missing:
        yield Finding(name="not_ready", at=at, what="; ".join(answers.missing))
    if abs(answers.seconds_apart) > MOST_SECONDS_APART:
        yield Finding(name="clock_apart", at=at, what=f"{answers.seconds_apart:+.0f}")


def _of_held(at: str, held: Held, *, answers: bool) -> Iterator[Finding]:
    """While the service runs, its own ports are in use."""
    known = (*held.readable_secrets, *(("PORT", "METRICS_PORT") if answers else ()))
    for complaint in held.complaints:
        setting = complaint.partition(":")[0]
        if setting == "KAFKA_BOOTSTRAP_SERVERS":
            yield Finding(name="kafka_unreached", at=at, what=complaint)
        elif setting not in known:
            yield Finding(name="settings_wrong", at=at, what=complaint)
    for setting in held.readable_secrets:
        yield Finding(name="key_readable", at=at, what=setting)
    if held.days_since_rotation > MOST_DAYS_BEFORE_ROTATION:
        yield Finding(name="signing_keys_old", at=at, what=f"{held.days_since_rotation}")
    for setting in held.full_disks:
        yield Finding(name="disk_full", at=at, what=setting)
    if abs(held.store_seconds_apart) > MOST_SECONDS_APART:
        yield Finding(name="store_clock_apart", at=at, what=f"{held.store_seconds_apart:+.0f}")


def _of_metrics(at: str, metrics: Metrics) -> Iterator[Finding]:
    for name, kind in kinds().items():
        value = metrics.get((kind.metric, kind.reason), 0)
        if kind.metric and value > kind.above:
            yield Finding(name=name, at=at, what=f"{value:.0f}")


def _of_clock(seen: Seen) -> Iterator[Finding]:
    """A service with deadlines carries out, each day, what is due. A replay's clock is moved by hand."""
    expected = any((process or {}).get(("samplan_clock_expected", "")) for process in seen.processes.values())
    today, ticked = seen.day_of("samplan_business_date"), seen.day_of("samplan_clock_ticked_date")
    if not expected or not seen.held.moves_its_clock or today is None:
        return
    if ticked is None or ticked < today - timedelta(days=1):
        yield Finding(name="clock_not_moved", at=seen.name, what=f"{ticked}" if ticked else "no day")


def _told_keys(landscape: Sequence[Seen]) -> Iterator[Finding]:
    """The public keys that one was given, beside those that the other signs with."""
    signing = {one.name: one.answers.signs_with for one in landscape if one.answers}
    for seen in landscape:
        for other, keys in seen.held.told.items():
            if signing.get(other) and signing[other] != keys:
                yield Finding(name="told_keys_differ", at=seen.name, what=other)


def _beside(landscape: Sequence[Seen]) -> Iterator[Finding]:
    """Instances that should agree: an odd one is found beside what most of the others have."""
    first = next((one for one in landscape if one.held.issuer_keys), None)
    for seen in landscape:
        if first and seen.held.issuer_keys and seen.held.issuer_keys != first.held.issuer_keys:
            yield Finding(name="issuer_keys_differ", at=seen.name, what=first.name)
    if not all(one.held.replays for one in landscape):
        yield from _odd("business_dates_differ", _business_dates(landscape))
    for service in sorted({one.service for one in landscape}):
        same = [one for one in landscape if one.service == service and one.answers and one.answers.version]
        yield from _odd("versions_differ", {one.name: one.answers.version for one in same if one.answers})


def _business_dates(landscape: Sequence[Seen]) -> dict[str, str]:
    return {one.name: f"{day}" for one in landscape if (day := one.day_of("samplan_business_date"))}


def _odd(name: str, stated: dict[str, str]) -> Iterator[Finding]:
    usual = Counter(stated.values()).most_common(1)
    for at, value in stated.items():
        if value != usual[0][0]:
            yield Finding(name=name, at=at, what=f"{value}, others {usual[0][0]}")
