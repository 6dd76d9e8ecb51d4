"""P-02: what a mapping asks is data: every field of the case form has a home, each wrong answer is named."""

from pathlib import Path
from typing import Any

import pytest

from chassis.settings.programmes import BadProgramme, load_programmes
from planning.mapping_templates.answers import Fault, faults_of, missing_in
from planning.mapping_templates.template import Template
from planning.mapping_templates.template_rows import MappingRule, load_templates
from planning.service import PlanningSettings

PROGRAMMES = PlanningSettings().programmes_dir
FIELDS = {
    *(
        "housing",
        "housing_notes",
        "family",
        "childcare",
        "debts",
        "abuse",
        "criminal_record",
        "other_obstacles",
    ),
    *("interpreter", "interpreter_language", "grades", "driving_licence", "other_merits", "strengths"),
    *(
        "physical_health",
        "physical_health_and_work",
        "mental_health",
        "mental_health_and_work",
        "certificates",
    ),
    *("long_term_goal", "short_term_goal", "current_planning"),
}
ROWS = {
    "languages": ["language", "spoken", "written"],
    "swedish_studies": ["school", "level", "hours_a_week", "since"],
    "education": ["what", "where", "years", "completed"],
    "work": ["kind", "what", "where", "years"],
    "agency_contacts": ["agency", "contact", "since"],
}


def templates() -> dict[tuple[str, int], Template]:
    return dict(load_templates(PROGRAMMES, load_programmes(PROGRAMMES, MappingRule)))


class TestATemplate:
    def test_of_the_case_form_has_a_home_for_every_field_of_bilaga_2(self) -> None:
        form = templates()["arendeblankett", 1]
        rows = {
            name: [one.name for one in field.columns] for name, field in form.fields.items() if field.columns
        }
        assert {*form.fields} - {*rows} == FIELDS
        assert rows == ROWS

    def test_of_malmokraften_has_work_and_studies_first_and_health_last(self) -> None:
        names = [section.name for section in templates()["malmokraften", 1].sections]
        assert (names[:2], names[-1]) == (["work", "studies"], "health")

    def test_is_refused_at_start_where_a_programme_names_none_that_is_there(self, tmp_path: Path) -> None:
        file = tmp_path / "malmokraften.toml"
        text = (PROGRAMMES / "malmokraften.toml").read_text()
        file.write_text(text.replace('template = "malmokraften"', 'template = "nobodys"'))
        with pytest.raises(BadProgramme, match="nobodys"):
            load_templates(tmp_path, load_programmes(tmp_path, MappingRule))

    @pytest.mark.parametrize(
        ("wrong", "fault"), [('kind = "flag"', 'kind = "flagg"'), ('name = "family"', 'name = "childcare"')]
    )
    def test_is_refused_at_start_where_its_file_is_wrong(
        self, tmp_path: Path, wrong: str, fault: str
    ) -> None:
        (tmp_path / "mappings").mkdir()
        text = (PROGRAMMES / "mappings/arendeblankett-1.toml").read_text()
        (tmp_path / "mappings/arendeblankett-1.toml").write_text(text.replace(wrong, fault, 1))
        (tmp_path / "forsta-steget.toml").write_text((PROGRAMMES / "forsta-steget.toml").read_text())
        with pytest.raises(BadProgramme):
            load_templates(tmp_path, load_programmes(tmp_path, MappingRule))


class TestAnswers:
    @pytest.mark.parametrize(
        ("answers", "fault"),
        [
            ({"hobbies": "Schack"}, Fault("", "unknown_field")),
            ({"housing": "villa"}, Fault("housing", "not_a_choice")),
            ({"family": "  "}, Fault("family", "not_a_text")),
            ({"family": "x" * 4001}, Fault("family", "not_a_text")),
            ({"interpreter": "yes"}, Fault("interpreter", "not_a_flag")),
            ({"interpreter_language": "a\nb"}, Fault("interpreter_language", "not_a_line")),
            ({"education": {}}, Fault("education", "not_rows")),
            ({"education": ["Läkare"]}, Fault("education/0", "not_a_row")),
            ({"work": [{"what": "Lärare"}]}, Fault("work/0/kind", "missing")),
            (
                {"agency_contacts": [{"agency": "af", "since": "2021"}]},
                Fault("agency_contacts/0/since", "not_a_day"),
            ),
            (
                {"swedish_studies": [{"school": "sfi", "level": "sfi_b", "hours_a_week": True}]},
                Fault("swedish_studies/0/hours_a_week", "not_a_number"),
            ),
        ],
    )
    def test_that_are_not_what_the_template_asks_name_the_field(
        self, answers: dict[str, Any], fault: Fault
    ) -> None:
        assert faults_of(answers, templates()["arendeblankett", 1]) == [fault]

    def test_may_be_missing_in_a_draft_and_are_then_named_in_the_templates_order(self) -> None:
        form = templates()["arendeblankett", 1]
        assert faults_of({}, form) == []
        assert missing_in({"childcare": "missing", "family": "Två barn"}, form) == [
            "housing",
            "interpreter",
            "languages",
            "driving_licence",
            "long_term_goal",
            "short_term_goal",
        ]
