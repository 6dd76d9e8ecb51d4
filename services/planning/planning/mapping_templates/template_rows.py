"""Which template a programme uses from a date, and the files that hold the templates."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import TypeAdapter, ValidationError

from chassis.settings.programmes import BadProgramme, Programmes, Row, read_toml
from planning.mapping_templates.template import Template

Templates = Mapping[tuple[str, int], Template]
"""By id and version."""

_TEMPLATE = TypeAdapter(Template)


class MappingRule(Row):
    """The template of mappings that are begun from that day on."""

    SECTION: ClassVar[str] = "mapping_templates"

    template: str
    version: int


def load_templates(directory: Path, programmes: Programmes) -> Templates:
    """Every template in `mappings/`. Raises BadProgramme, also for a row that names none of them."""
    templates = {(one.id, one.version): one for one in map(_read, sorted(directory.glob("mappings/*.toml")))}
    for programme in programmes.values():
        for row in programme.history(MappingRule):
            if (row.template, row.version) not in templates:
                file = directory / f"{programme.id}.toml"
                raise BadProgramme(
                    file, None, f"mapping_templates: no {row.template} {row.version} in mappings/"
                )
    return templates


def _read(file: Path) -> Template:
    try:
        template = _TEMPLATE.validate_python(read_toml(file))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise BadProgramme(file, None, f"{place}: {first['msg']}") from None
    if faults := template.faults():
        raise BadProgramme(file, None, "; ".join(faults))
    return template
