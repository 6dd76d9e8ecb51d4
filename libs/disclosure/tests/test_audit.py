"""A release is safe only where everything printed discloses no group of one to four people."""

from __future__ import annotations

from typing import ClassVar

import msgspec
import pytest
from libs.disclosure.tests.examples import AGENCY, CLASSES, SEX, by_class, release, table

from samplan.disclosure.audit import Limits, audit
from samplan.disclosure.findings import Kind
from samplan.disclosure.tables import Cell, Dimension, Node, Place, Release, Told

FIRST = release(by_class(subsidised=12, open=20, studies=9, moved=15, rest=30), id="2021")


def found(one: Release, *earlier: Release) -> set[Kind]:
    verdict = audit(one, earlier)
    assert verdict.is_safe is not bool(verdict.findings)
    return {finding.kind for finding in verdict.findings}


class TestOneRelease:
    def test_is_safe_with_large_groups_and_none(self) -> None:
        assert found(release(by_class(subsidised=12, open=20, studies=9, moved=0, rest=30))) == set()

    def test_shows_no_number_from_one_to_four(self) -> None:
        assert found(release(by_class(subsidised=12, open=20, studies=9, moved=4, rest=30))) == {Kind.SMALL}

    def test_leaves_no_rest_from_one_to_four(self) -> None:
        assert found(release(by_class(subsidised=12, open=20, studies=9, moved=15, rest=3))) >= {Kind.NARROW}

    def test_has_no_withheld_cell_that_follows_from_the_others(self) -> None:
        one = by_class(["open"], subsidised=12, open=3, studies=9, moved=15, rest=30)
        assert found(release(one)) >= {Kind.NARROW}

    def test_is_safe_where_two_withheld_cells_protect_each_other(self) -> None:
        one = by_class(["open", "subsidised"], subsidised=12, open=3, studies=9, moved=15, rest=30)
        assert found(release(one)) == set()

    def test_has_no_withheld_cells_that_must_be_exactly_four(self) -> None:
        """K85: each is known to be at most four, so eight together are four and four."""
        hidden = ["open", "subsidised"]
        one = by_class(hidden, subsidised=4, open=4, studies=9, moved=15, rest=30)
        told = [Told(at=(code,), at_most=4) for code in hidden]
        assert found(release(msgspec.structs.replace(one, told=tuple(told)))) >= {Kind.NARROW}

    def test_has_no_known_sum_of_withheld_cells_from_one_to_four(self) -> None:
        hidden = ["open", "subsidised", "work", "moved"]
        one = by_class(hidden, subsidised=1, open=1, studies=9, moved=1, rest=0)
        assert found(release(one)) >= {Kind.NARROW, Kind.SUM}

    def test_is_judged_over_both_of_its_dimensions(self) -> None:
        people: dict[Place, int] = {
            (sex, code): 20 for sex in ("woman", "man") for code in ("subsidised", "open", "studies")
        }
        people |= {("woman", "moved"): 3, ("man", "moved"): 30}
        hidden = [("woman", "moved"), ("man", "moved")]
        assert found(release(table(SEX, CLASSES, people=people, hidden=hidden))) >= {Kind.NARROW}
        hidden += [("woman", "studies"), ("man", "studies")]
        assert found(release(table(SEX, CLASSES, people=people, hidden=hidden))) == set()


class TestRows:
    def test_are_all_printed(self) -> None:
        one = by_class(subsidised=12, open=20, studies=9, moved=15, rest=30)
        fewer = msgspec.structs.replace(one, cells=one.cells[:-1])
        assert found(release(fewer)) == {Kind.ROWS}

    def test_are_printed_once(self) -> None:
        one = by_class(subsidised=12, open=20, studies=9, moved=15, rest=30)
        twice = msgspec.structs.replace(one, cells=(*one.cells, Cell(("moved",), None)))
        assert found(release(twice)) == {Kind.ROWS}

    def test_add_up(self) -> None:
        one = by_class(subsidised=12, open=20, studies=9, moved=15, rest=30)
        odd = msgspec.structs.replace(one, cells=(Cell(("all",), 40), *one.cells[1:]))
        assert found(release(odd)) == {Kind.CONTRADICTION}


class TestEarlierReleases:
    def test_may_not_differ_by_one_to_four_people(self) -> None:
        later = release(by_class(subsidised=12, open=23, studies=9, moved=15, rest=30))
        assert found(later, FIRST) == {Kind.DIFFERENCE}

    def test_may_not_differ_by_a_few_who_are_withheld(self) -> None:
        """All three came to two classes, which are withheld together."""
        hidden = ["open", "subsidised"]
        first = release(by_class(hidden, subsidised=12, open=20, studies=9, moved=15, rest=30), id="1")
        later = release(by_class(hidden, subsidised=13, open=22, studies=9, moved=15, rest=30))
        assert found(later, first) == {Kind.DIFFERENCE}

    def test_may_differ_by_five(self) -> None:
        later = release(by_class(subsidised=12, open=25, studies=9, moved=15, rest=35))
        assert found(later, FIRST) == set()

    def test_bound_what_is_withheld_now(self) -> None:
        """No person leaves a group: at least 12 and 20 of 34 are known, so the rest is 2."""
        hidden = ["open", "subsidised"]
        first = by_class(["work", "all"], subsidised=12, open=20, studies=9, moved=15, rest=30)
        later = release(by_class(hidden, subsidised=12, open=22, studies=9, moved=15, rest=30))
        assert found(later, release(first, id="1")) >= {Kind.NARROW}

    def test_tell_how_many_a_group_is_at_least(self) -> None:
        """At least 41 of the 44 left to work and studies, so at most three moved."""
        people = {"subsidised": 12, "open": 20, "studies": 9, "moved": 1, "rest": 2}
        first = release(by_class(["all", "moved"], **people), id="1")
        later = release(by_class(["subsidised", "open", "work", "studies", "moved"], **people))
        assert found(first) == found(later) == set()
        assert Kind.NARROW in found(later, first)

    def test_are_compared_whatever_fell_since(self) -> None:
        """A superseding release may print less, and not one to four less."""
        less = release(by_class(subsidised=12, open=18, studies=9, moved=15, rest=30))
        assert found(less, FIRST) == {Kind.DIFFERENCE}
        much_less = release(by_class(subsidised=12, open=10, studies=9, moved=15, rest=30))
        assert found(much_less, FIRST) == set()

    def test_are_compared_where_a_number_follows_and_is_not_printed(self) -> None:
        """Of 71, 15 and 35 are printed and 0 moved: 21 are left, one more than before."""
        parts = (Node(code="subsidised"), Node(code="open"), Node(code="moved"), Node(code="studies"))
        whole = Dimension(name="class", root=Node(code="all", parts=parts, is_exhaustive=True))
        numbers: dict[Place, int] = {("subsidised",): 20, ("open",): 20, ("studies",): 15, ("moved",): 10}
        first = table(whole, people=numbers)
        numbers |= {("subsidised",): 21, ("open",): 35, ("moved",): 0}
        later = release(table(whole, people=numbers, hidden=[("subsidised",)]))
        assert found(later, release(first, id="1")) == {Kind.DIFFERENCE}

    def test_keep_how_groups_nest(self) -> None:
        other = Dimension(name="class", root=Node(code="all", parts=(Node(code="work"),)))
        assert Kind.CHANGED in found(release(table(other, people={("work",): 40})), FIRST)


class TestOutcomes:
    OUTCOME = Dimension(name="class", root=msgspec.structs.replace(CLASSES.root, tells_outcome=True))

    def test_are_not_shared_by_everybody_in_a_group(self) -> None:
        people: dict[Place, int] = {("woman", "moved"): 8, ("man", "moved"): 9, ("man", "studies"): 8}
        one = table(SEX, self.OUTCOME, people=people)
        assert found(release(one)) == {Kind.OUTCOME}

    def test_of_no_person_are_printed_where_two_others_are_left(self) -> None:
        people: dict[Place, int] = {
            (sex, code): 8 for sex in ("woman", "man") for code in ("moved", "studies")
        }
        assert found(release(table(SEX, self.OUTCOME, people=people))) == set()

    def test_of_an_empty_group_tell_nothing(self) -> None:
        people: dict[Place, int] = {("man", "moved"): 9, ("man", "studies"): 8}
        assert found(release(table(SEX, self.OUTCOME, people=people))) == set()


class TestTables:
    def test_may_share_a_dimension(self) -> None:
        by_sex: dict[Place, int] = {
            ("woman", "af"): 20,
            ("man", "fk"): 20,
            ("man", "af"): 9,
            ("woman", "fk"): 8,
        }
        classes: dict[Place, int] = {("woman", "moved"): 28, ("man", "moved"): 14, ("man", "studies"): 15}
        tables = (table(SEX, AGENCY, people=by_sex, name="agencies"), table(SEX, CLASSES, people=classes))
        assert found(release(*tables)) == set()

    CLASSES_BY_SEX = table(
        SEX,
        CLASSES,
        people={
            ("woman", "moved"): 17,
            ("woman", "studies"): 3,
            ("man", "moved"): 20,
            ("man", "studies"): 15,
        },
        hidden=[(sex, code) for sex in ("woman", "man") for code in ("studies", "all")],
    )
    AGENCIES: ClassVar[dict[Place, int]] = {("woman", "af"): 20, ("man", "fk"): 35}

    def test_tell_of_the_same_group_what_another_withholds(self) -> None:
        agencies = table(SEX, AGENCY, people=self.AGENCIES, name="agencies")
        assert found(release(self.CLASSES_BY_SEX)) == set()
        assert Kind.NARROW in found(release(self.CLASSES_BY_SEX, agencies))

    def test_tell_of_the_same_group_what_follows_in_another(self) -> None:
        hidden = [("woman", "all"), ("man", "all")]
        agencies = table(SEX, AGENCY, people=self.AGENCIES, name="agencies", hidden=hidden)
        assert Kind.NARROW in found(release(self.CLASSES_BY_SEX, agencies))

    def test_may_not_cross_in_a_cycle(self) -> None:
        crossed = [
            table(one, other, people={}, name=f"{one.name} {other.name}")
            for one, other in ((SEX, AGENCY), (AGENCY, CLASSES), (SEX, CLASSES))
        ]
        assert found(release(*crossed)) == {Kind.CROSSING}


@pytest.mark.parametrize("limits", [Limits(seconds=0), Limits(most_columns=2)])
def test_what_is_not_answered_within_the_limits_is_not_safe(limits: Limits) -> None:
    assert [finding.kind for finding in audit(FIRST, limits=limits).findings] == [Kind.LIMIT]
