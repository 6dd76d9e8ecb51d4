"""What the commands print when they fail."""

import pytest
from deploy.provision.tests.examples import Files
from typer.testing import CliRunner

from provision import rights
from provision.cli import cli


def test_check_counts_what_is_in_the_files(files: Files) -> None:
    run = CliRunner().invoke
    assert run(cli, ["topics", "check", "--files", str(files.folder)]).stdout == "1 topics\n"
    assert run(cli, ["acls", "check", "--files", str(files.folder)]).stdout == "5 rights\n"


def test_a_bad_file_is_one_line_and_exit_code_78(files: Files) -> None:
    files.change("topics.yaml", "partitions: 3", "partitions: 0")
    result = CliRunner().invoke(cli, ["topics", "plan", "--files", str(files.folder)])
    assert result.exit_code == 78
    assert "topics.yaml:5: topics.0.partitions: " in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_setting_that_is_missing_is_named(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
    result = CliRunner().invoke(cli, ["acls", "plan", "--files", str(files.folder)])
    assert result.exit_code == 78
    assert "KAFKA_SASL_USERNAME" in result.stderr


def test_a_broker_that_does_not_answer_is_exit_code_69(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
    monkeypatch.setattr(rights, "SECONDS", 0.1)
    result = CliRunner().invoke(cli, ["acls", "plan", "--files", str(files.folder)])
    assert result.exit_code == 69
    assert result.stderr.startswith("Kafka: ")
