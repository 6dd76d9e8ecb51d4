"""Every paper in every language passes veraPDF's rules of PDF/UA-1, the standard of accessible PDF."""

import subprocess
import sys
from pathlib import Path

import pytest
from services.consent.tests.papers.examples import papers_in

from consent.papers.printing.pdf import pdf_of
from samplan.contracts.codes.languages import ParticipantLanguage


@pytest.mark.real
def test_every_paper_is_accessible(tmp_path: Path) -> None:
    files = []
    for language in ParticipantLanguage:
        for number, document in enumerate(papers_in(language)):
            files.append(tmp_path / f"{document.name}-{number}.pdf")
            files[-1].write_bytes(pdf_of(document))
    program = [sys.executable, "-m", "samplan.testing.verapdf", *map(str, files)]
    checked = subprocess.run(program, check=False, capture_output=True, text=True)
    assert checked.stdout.count("PASS") == len(files), checked.stdout + checked.stderr
    assert checked.returncode == 0
