"""P-23: who conducted a session is told apart from who entered it, and when."""

from dataclasses import replace

from services.planning.tests.group_examples import KLIPPAN, MONDAY, PERSTORP, TODAY
from services.planning.tests.test_sessions import HOLD, planned, recorded, setting

from planning.sessions.hold_session import SessionHeld
from samplan.contracts.codes.groups import Presence
from samplan.testing.given import fact, given

CONDUCTED = {"conducted_by": PERSTORP, "entered_by": KLIPPAN, "entered_on": TODAY}


def test_a_session_tells_who_conducted_it_apart_from_who_entered_it_and_when() -> None:
    held = fact(SessionHeld, **CONDUCTED, occurred_on=MONDAY)
    conducted = replace(HOLD, conducted_by=PERSTORP)
    given(planned()).when(conducted.decide, setting()).then(held, recorded(Presence.PRESENT))
