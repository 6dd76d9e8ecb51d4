"""A right in the files is granted, any other of these topics and principals is revoked, the rest ignored."""

import pytest
from deploy.provision.tests.examples import Files

from provision.landscape import Landscape, read_landscape
from provision.rights import Right, plan, wanted_rights

TOPIC = "fk.planning.v1"
OWNER, READER = "User:fk.planning", "User:klippan.reporting"


@pytest.fixture
def landscape(files: Files) -> Landscape:
    return read_landscape(files.folder)


class TestWantedRights:
    def test_let_the_owner_write_the_readers_read_and_all_describe(self, landscape: Landscape) -> None:
        assert wanted_rights(landscape) == [
            Right(OWNER, "DESCRIBE", "*"),
            Right(READER, "DESCRIBE", "*"),
            Right(OWNER, "WRITE", TOPIC),
            Right(OWNER, "READ", TOPIC),
            Right(READER, "READ", TOPIC),
        ]


class TestPlan:
    def test_grants_what_is_missing(self, landscape: Landscape) -> None:
        *present, missing = wanted_rights(landscape)
        assert [str(one) for one in plan(landscape, present)] == [f"+ {missing}"]

    def test_changes_nothing_when_nothing_differs(self, landscape: Landscape) -> None:
        assert plan(landscape, wanted_rights(landscape)) == []

    @pytest.mark.parametrize(
        "surplus",
        [
            Right("User:perstorp.reporting", "READ", TOPIC),
            Right("User:perstorp.reporting", "READ", "fk.", pattern="PREFIXED")._replace(principal=READER),
            Right(READER, "WRITE", TOPIC),
            Right(READER, "READ", TOPIC, permission="DENY"),
            Right(READER, "ALTER", "kafka-cluster", kind="BROKER"),
        ],
        ids=str,
    )
    def test_revokes_what_is_not_in_the_files(self, landscape: Landscape, surplus: Right) -> None:
        shown = [str(one) for one in plan(landscape, [*wanted_rights(landscape), surplus])]
        assert shown == [f"- {surplus}"]

    def test_leaves_others_alone(self, landscape: Landscape) -> None:
        stranger = Right("User:somebody", "READ", "their.own.topic")
        assert plan(landscape, [*wanted_rights(landscape), stranger]) == []
