"""P-10: the schedule of a whole period, as a page and as iCalendar, in the participant's language."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from services.planning.tests.group_examples import (
    FORM,
    FORMED_ON,
    KLIPPAN,
    MONDAY,
    PERSTORP,
    PROGRAMME,
    TODAY,
)
from services.planning.tests.test_terms import term

from planning.groups.form_group import FormGroup
from planning.schedule.calendar import calendar_of
from planning.schedule.page import page_of
from planning.schedule.schedule import schedule_of
from planning.schedule.wording import Wording
from planning.service import SERVICE
from samplan.contracts.codes.languages import ParticipantLanguage
from samplan.testing.given import SOME_ID
from samplan.testing.harness import ServiceUnderTest

BEFORE_SUMMER_TIME, AFTER_IT = date(2019, 3, 28), date(2019, 4, 1)
FORMED = FormGroup(
    group_id=SOME_ID, programme=PROGRAMME, term="spring", begins_on=MONDAY, by=KLIPPAN, occurred_on=FORMED_ON
)
SPRING = term("spring", MONDAY)
SCHEDULE = schedule_of(FORMED.formed(SPRING), SPRING, {MONDAY})
"""Its first session is cancelled."""


def calendar(language: ParticipantLanguage = ParticipantLanguage.SV) -> Any:
    return icalendar.Calendar.from_ical(calendar_of(SCHEDULE, Wording.of(language)))


def events(language: ParticipantLanguage = ParticipantLanguage.SV) -> dict[date, Any]:
    return {_day(event["DTSTART"].dt): event for event in calendar(language).walk("VEVENT")}


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


class TestCalendar:
    def test_has_each_session_and_placement_once(self) -> None:
        found = calendar().walk("VEVENT")
        assert len(found) == 50 + 2
        assert len({str(event["UID"]) for event in found}) == len(found)

    def test_keeps_its_uids_in_every_language(self) -> None:
        swedish, arabic = events(), events(ParticipantLanguage.AR)
        assert {day: str(one["UID"]) for day, one in swedish.items()} == {
            day: str(one["UID"]) for day, one in arabic.items()
        }

    def test_begins_at_nine_in_stockholm_before_and_after_the_change_of_clocks(self) -> None:
        found = events()
        for day, hour in ((BEFORE_SUMMER_TIME, 8), (AFTER_IT, 7)):
            begins = found[day]["DTSTART"]
            assert begins.params["TZID"] == "Europe/Stockholm"
            assert begins.dt.hour == 9
            assert begins.dt.astimezone(UTC).hour == hour

    def test_defines_its_time_zone_to_the_hour_of_the_change(self) -> None:
        [zone] = calendar().walk("VTIMEZONE")
        stockholm = zone.to_tz(lookup_tzid=False)
        for utc_hour, local_hour in ((0, 1), (1, 3)):
            moment = datetime(2019, 3, 31, utc_hour, tzinfo=UTC)
            assert moment.astimezone(stockholm).hour == local_hour

    def test_says_that_a_session_is_cancelled(self) -> None:
        first = events()[MONDAY]
        assert (str(first["STATUS"]), int(first["SEQUENCE"])) == ("CANCELLED", 1)

    def test_a_placement_takes_whole_days_up_to_its_friday(self) -> None:
        assert events()[date(2019, 3, 11)]["DTEND"].dt == date(2019, 3, 23)

    @pytest.mark.parametrize("language", list(ParticipantLanguage))
    def test_is_folded_in_every_language(self, language: ParticipantLanguage) -> None:
        content = calendar_of(SCHEDULE, Wording.of(language))
        assert max(map(len, content.split(b"\r\n"))) <= 75
        assert b"\n" not in content.replace(b"\r\n", b"")

    def test_shows_swedish_beside_what_nobody_has_reviewed(self) -> None:
        languages = (ParticipantLanguage.SV, ParticipantLanguage.SO)
        words = {one: str(events(one)[AFTER_IT]["SUMMARY"]) for one in languages}
        assert words == {"sv": "Gruppträff", "so": "Kulanka kooxda / Gruppträff"}


class TestPage:
    def test_states_sessions_placements_and_days_off(self) -> None:
        page = page_of(SCHEDULE, Wording.of(ParticipantLanguage.SV))
        assert page.count('<th scope="row">') == 50 + 2 + 2
        said = ("Gruppträff · Inställd", "Praktik, period 2", "Ledig dag · Annandag påsk", "09:00–12:00")
        assert [words for words in said if words not in page] == []

    def test_is_in_the_participants_language_and_direction(self) -> None:
        page = page_of(SCHEDULE, Wording.of(ParticipantLanguage.AR))
        assert '<html lang="ar" dir="rtl">' in page
        assert '<span lang="sv" dir="ltr">Gruppträff</span>' in page


def test_the_groups_owner_and_the_keeper_are_given_both(tmp_path: Path) -> None:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as service:
        group = service.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
        for path, kind in (("schedule", "text/html"), ("calendar", "text/calendar")):
            given = service.get(f"{group}/{path}?language=ti", agency=KLIPPAN)
            assert given.headers["Content-Type"].startswith(kind)
            assert service.get(f"{group}/{path}").status_code == 200
            assert service.get(f"{group}/{path}", agency=PERSTORP).status_code == 404
            assert service.get(f"{group}/{path}?language=xx").status_code == 422
