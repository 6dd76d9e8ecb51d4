"""Carries out the checks in three acts: reading, sending, and a restart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.codes.items import CardReason
from samplan.contracts.envelope import Envelope, Undecodable, decode
from samplan.contracts.planning.cards import CardRejected, OwnActivityStarted
from samplan.contracts.registry import channel_to, delivery_channel, topic_of
from samplan.kit.conform.adapter import Adapter, AdapterFailed, Held
from samplan.kit.conform.broker import Broker
from samplan.kit.conform.checks import READING, Check, Failed, expect
from samplan.kit.conform.stage import DAY, KEEPER, Case, Published, Stage

LOOK_SECONDS = 0.5


class Result(NamedTuple):
    """The outcome of one check; without a fault, the adapter keeps the promise."""

    name: str
    promise: str
    fault: str | None


class Sent(NamedTuple):
    """A card as it is in the adapter's topic."""

    envelope: Envelope
    partition: int
    offset: int


class Suite:
    """Tests one adapter on one broker."""

    def __init__(self, adapter: Adapter, broker: Broker, agency: Agency, seconds: float) -> None:
        self._adapter = adapter
        self._broker = broker
        self._agency = agency
        self._seconds = seconds
        self._stage = Stage(broker, agency)
        self._plan = Case()
        self._checks: Sequence[Check] = [check() for check in READING]
        self._held: Sequence[Held] = ()
        self._sent: Sent | None = None

    def run(self) -> Iterator[Result]:
        """The results, one after the other."""
        self._create_topics()
        for check in self._checks:
            check.arrange(self._stage)
        end = self._stage.publish(self._plan.opened())
        self._adapter.start()
        self._held = self._wait_for(end)
        deadline = time.monotonic() + self._seconds
        for check in self._checks:
            yield _result(check.name, check.promise, partial(self._judge, check, deadline))
        yield _result("card", "A card is a whole record of the agency's own topic", self._card)
        yield _result("rejection", "An answer to a card is noted once, with its own id", self._rejection)
        yield _result(
            "restart", "Killed and started again, it neither loses nor repeats an event", self._restart
        )
        yield _result("stop", "It ends when it is asked to", self._stop)

    def _create_topics(self) -> None:
        answers = channel_to("card-rejections", self._agency)
        for channel in (delivery_channel("planning", self._agency), answers):
            self._broker.create(topic_of(KEEPER, channel))
        self._broker.create(self._cards)

    @property
    def _cards(self) -> str:
        return topic_of(self._agency, "cards")

    def _wait_for(self, *published: Published) -> list[Held]:
        """What the adapter holds, once it holds these, or after the time that it is given."""
        wanted, deadline = {one.id for one in published}, time.monotonic() + self._seconds
        while True:
            held = self._adapter.holds()
            if wanted <= {one.event for one in held} or time.monotonic() > deadline:
                return held
            time.sleep(LOOK_SECONDS)

    def _judge(self, check: Check, deadline: float) -> None:
        """Topics are read side by side: what one check expects may still be on its way. Raises Failed."""
        while True:
            try:
                check.judge(self._held)
            except Failed:
                if time.monotonic() > deadline:
                    raise
                time.sleep(LOOK_SECONDS)
                self._held = self._adapter.holds()
            else:
                return

    def _card(self) -> None:
        cards = [self._send(uuid4()) for _ in range(2)]
        first, second = (self._arrived(card) for card in cards)
        self._sent = first
        if first.envelope.source != second.envelope.source:
            raise Failed("two cards have different sources, though no journal was restored")
        if not first.envelope.sequence < second.envelope.sequence:
            raise Failed("the second card has no later sequence than the first")

    def _send(self, activity: UUID) -> OwnActivityStarted:
        card = OwnActivityStarted(
            keeper=KEEPER,
            plan_id=self._plan.plan,
            activity_id=activity,
            kind=ActivityKind.GUIDANCE,
            occurred_on=DAY,
        )
        self._adapter.send(card)
        return card

    def _arrived(self, card: OwnActivityStarted) -> Sent:
        deadline = time.monotonic() + self._seconds
        while time.monotonic() < deadline:
            for partition, offset, sample in self._broker.records(self._cards):
                if sample.key == card.subject_id.encode():
                    return Sent(_decoded(sample, card), partition, offset)
            time.sleep(LOOK_SECONDS)
        raise Failed(f"no record with the activity's id as its key arrived in {self._cards}")

    def _rejection(self) -> None:
        if self._sent is None:
            raise Failed("no card was sent that could be answered")
        envelope, partition, offset = self._sent
        answer = CardRejected(
            rejection_id=uuid4(),
            agency=self._agency,
            reason=CardReason.NO_CONSENT,
            partition=partition,
            offset=offset,
            activity_id=UUID(envelope.subject),
            rule="agency_not_in_consent",
            occurred_on=DAY,
        )
        published = self._stage.publish(answer, causation=envelope.id)
        self._stage.repeat(published)
        end = self._stage.publish(self._plan.agreed())
        expect(self._wait_for(published, end), [published])

    def _restart(self) -> None:
        self._adapter.kill()
        case = Case()
        missed = [self._stage.publish(event) for event in (case.opened(), case.agreed())]
        self._adapter.start()
        held = self._wait_for(*missed)
        expect(held, missed)
        for check in self._checks:
            check.judge(held)

    def _stop(self) -> None:
        if not self._adapter.stop():
            raise Failed("still runs after SIGTERM")


def _decoded(sample: tuple[object, ...], card: OwnActivityStarted) -> Envelope:
    try:
        envelope, event = decode(*sample)  # type: ignore[arg-type]  # a sample is the arguments of `decode`
    except Undecodable as error:
        raise Failed(f"the card cannot be read: {error.reason}") from None
    if event != card:
        raise Failed("the card states something else than it was asked to")
    return envelope


def _result(name: str, promise: str, judge: Callable[[], None]) -> Result:
    try:
        judge()
    except (Failed, AdapterFailed) as error:
        return Result(name, promise, str(error))
    return Result(name, promise, None)
