"""A schedule as iCalendar (RFC 5545), for the calendar of a telephone."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone

from planning.schedule.schedule import Entry, Kind, Schedule
from planning.schedule.wording import Said, Wording

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""As the European Union has changed since 1996. The library's own puts the change an hour late."""


def calendar_of(schedule: Schedule, wording: Wording) -> bytes:
    """A day off is no event: the page shows why there is none."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samplan//Planning//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _plain(wording.say("schedule")))
    calendar.add_component(Timezone.from_ical(ZONE))
    for entry in schedule.entries:
        if entry.kind is not Kind.DAY_OFF:
            calendar.add_component(_event(entry, schedule, wording))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, schedule: Schedule, wording: Wording) -> Event:
    """Its UID and stamp are the same each time: a calendar replaces the event that it has."""
    event = Event()
    event.add("uid", f"{entry.id}@samplan")
    event.add("dtstamp", datetime.combine(schedule.formed_on, time(), UTC))
    event.add("dtstart", entry.begins or entry.first)
    event.add("dtend", entry.ends or entry.last + timedelta(days=1))  # the day after the last, by the RFC
    event.add("summary", _plain(wording.what(entry)), {"language": wording.language.value})
    event.add("sequence", int(entry.is_cancelled))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _plain(said: Said) -> str:
    return f"{said.words} / {said.swedish}" if said.swedish else said.words
