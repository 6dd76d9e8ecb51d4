"""Anybody may check a proof again, without the solver that found it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from libs.disclosure.tests.examples import by_class, release

from samplan.disclosure.__main__ import main
from samplan.disclosure.audit import audit
from samplan.disclosure.check import problems
from samplan.disclosure.proofs import Bound, Follows, Proof, Tables
from samplan.disclosure.tables import Release

HIDDEN = ["open", "subsidised"]
FIRST = release(by_class(HIDDEN, subsidised=12, open=3, studies=9, moved=15, rest=30), id="2021")
LATER = release(by_class(HIDDEN, subsidised=18, open=9, studies=9, moved=15, rest=40))
SMALL = release(by_class(["open"], subsidised=12, open=3, studies=9, moved=15, rest=30), id="2021")


def proof_of(one: Release, *earlier: Release) -> Proof:
    proof = audit(one, earlier).proof
    assert proof
    return proof


def is_refused(proof: Proof) -> bool:
    return bool([*problems([FIRST, LATER], proof)])


class TestProof:
    def test_holds_for_its_own_releases(self) -> None:
        assert not is_refused(proof_of(LATER, FIRST))

    def test_is_of_those_releases_alone(self) -> None:
        assert is_refused(proof_of(LATER))
        assert is_refused(proof_of(FIRST))

    def test_must_answer_every_question(self) -> None:
        proof = proof_of(LATER, FIRST)
        assert is_refused(msgspec.structs.replace(proof, shown=proof.shown[1:]))

    def test_has_tables_that_agree_with_what_is_printed(self) -> None:
        proof = proof_of(LATER, FIRST)
        first, *others = proof.tables
        more = (first[0] + 1, *first[1:])
        assert is_refused(msgspec.structs.replace(proof, tables=(more, *others)))
        assert is_refused(msgspec.structs.replace(proof, tables=()))

    def test_has_two_tables_that_show_what_is_asked(self) -> None:
        proof = proof_of(LATER, FIRST)
        lazy = tuple(Tables(least=0, most=0) if isinstance(how, Tables) else how for how in proof.shown)
        assert is_refused(msgspec.structs.replace(proof, shown=lazy))

    def test_has_numbers_that_follow_where_it_says_so(self) -> None:
        proof = proof_of(LATER, FIRST)
        lazy = tuple(Follows() for _ in proof.shown)
        assert is_refused(msgspec.structs.replace(proof, shown=lazy))

    def test_has_bounds_that_follow(self) -> None:
        proof = proof_of(LATER, FIRST)
        assert is_refused(msgspec.structs.replace(proof, shown=(Bound(True, {0: "9"}), *proof.shown[1:])))
        assert is_refused(msgspec.structs.replace(proof, shown=(Bound(True, {99: "x"}), *proof.shown[1:])))

    def test_needs_no_tables_for_groups_that_the_others_leave_empty(self) -> None:
        proof = proof_of(release(by_class(["moved"], subsidised=12, open=20, studies=9)))
        assert [how for how in proof.shown if not isinstance(how, Follows)] == []

    def test_cannot_be_forged_for_a_release_that_is_not_safe(self) -> None:
        forged = msgspec.structs.replace(proof_of(FIRST), releases=(SMALL.hash,))
        assert [*problems([SMALL], forged)]


class TestCommands:
    def test_write_a_proof_and_check_it(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        files = [str(written(tmp_path / f"{one.id}.json", one)) for one in (FIRST, LATER)]
        main(["audit", *files, "--proof", str(tmp_path / "proof.json")])
        main(["check", *files, "--proof", str(tmp_path / "proof.json")])
        assert capsys.readouterr().out.endswith("the proof holds\n")

    def test_say_what_is_not_safe_and_write_no_proof(self, tmp_path: Path) -> None:
        file = written(tmp_path / "small.json", SMALL)
        with pytest.raises(SystemExit, match=r"narrow: exits \(\('open',\),\)"):
            main(["audit", str(file), "--proof", str(tmp_path / "proof.json")])
        assert not (tmp_path / "proof.json").exists()

    def test_refuse_a_factor_that_no_reader_could_work_out(self, tmp_path: Path) -> None:
        endless = Proof(releases=(FIRST.hash,), tables=((0,),), shown=(Bound(True, {0: "1e999999999"}),))
        (tmp_path / "proof.json").write_bytes(msgspec.json.encode(endless))
        with pytest.raises(SystemExit, match=r"factors"):
            main(["check", str(written(tmp_path / "1.json", FIRST)), "--proof", str(tmp_path / "proof.json")])

    def test_refuse_a_file_of_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "odd.json").write_text('{"id": 7}')
        with pytest.raises(SystemExit, match=r"odd\.json"):
            main(["audit", str(tmp_path / "odd.json"), "--proof", str(tmp_path / "proof.json")])


def written(path: Path, one: Release) -> Path:
    path.write_bytes(msgspec.json.encode(one))
    return path
