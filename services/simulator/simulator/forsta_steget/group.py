"""A group's own requests: it is formed, its participants join and leave it, its sessions are held."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import date

from samplan.contracts.codes import InterruptionReason
from samplan.contracts.codes.groups import Presence
from simulator.clients.agency_client import Record
from simulator.clients.keyed import Keyed
from simulator.driving.errands import Errands, Services
from simulator.forsta_steget.attendance import attendance
from simulator.forsta_steget.members import REFERRED_BEFORE
from simulator.forsta_steget.printed import Leaving, PrintedGroup
from simulator.stories.programme import FORSTA_STEGET


class GroupErrands:
    """`participants`: in the order of the group's leavings. Raises Refused and TimedOut."""

    def __init__(
        self, group: PrintedGroup, participants: Sequence[Errands], keyed: Keyed, services: Services
    ) -> None:
        self._group = group
        self._participants = participants
        self._keyed = keyed
        self._planning = services.planning
        self._record = Record("", "", {})

    async def steps(self) -> AsyncGenerator[date]:
        """Yields the date of each step before it is carried out, in one request for each session."""
        yield self._group.begins_on - REFERRED_BEFORE
        await self._form()
        sessions = await self._keyed.client.list_of(self._group.agency, f"{self._record.url}/sessions")
        yield self._group.begins_on
        for number, _ in enumerate(self._participants):
            await self._change("members", number, self._group.begins_on)
        for on, step in self._in_order([date.fromisoformat(one["day"]) for one in sessions]):
            yield on
            if isinstance(step, int):
                await self._change("leavings", step, on, reason=InterruptionReason.PLAN_ENDED)
            else:
                await self._hold(next(one for one in sessions if one["day"] == f"{on}"), on, step)

    def _in_order(self, days: Sequence[date]) -> list[tuple[date, int | Mapping[int, Presence]]]:
        """Sessions with the presence of each participant by number, and numbers of those who leave early."""
        leaving = [(one.on, number) for number, one in enumerate(self._group.leavings) if one.on]
        present = [[n for n, one in enumerate(self._group.leavings) if _is_in(one, day)] for day in days]
        presences = attendance([len(one) for one in present], self._group.attendance)
        held = [
            (day, dict(zip(numbers, presence, strict=True)))
            for day, numbers, presence in zip(days, present, presences, strict=True)
        ]
        return sorted([*held, *leaving], key=lambda one: one[0])

    async def _form(self) -> None:
        on = self._group.begins_on - REFERRED_BEFORE
        form = {
            "programme": FORSTA_STEGET.id,
            "term": self._group.term,
            "beginsOn": f"{self._group.begins_on}",
            "occurredOn": f"{on}",
        }
        self._record = await self._keyed.make(
            "group", self._group.agency, f"{self._planning}/v1/groups", form
        )

    async def _change(self, path: str, number: int, on: date, **body: str) -> None:
        form = {"planId": self._participants[number].plan_id, **body}
        who = (f"{path}-{number}", self._group.agency, f"/{path}")
        await self._keyed.change(self._record, *who, on=on, body=form)

    async def _hold(self, session: Mapping[str, str], on: date, presences: Mapping[int, Presence]) -> None:
        lists: dict[str, list[str]] = {}  # none is sent empty
        for number, presence in presences.items():
            lists.setdefault(presence, []).append(self._participants[number].plan_id)
        record = Record(f"{self._planning}/v1/sessions/{session['sessionId']}", '"0"', {})
        who = (f"session-{on}", self._group.agency, "/holding")
        await self._keyed.change(record, *who, on=on, body=lists)


def _is_in(leaving: Leaving, day: date) -> bool:
    return leaving.on is None or day <= leaving.on
