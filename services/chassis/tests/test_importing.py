"""How a program starts."""

import gc

import pytest

from chassis.cli.importing import without_collecting


class TestWithoutCollecting:
    def test_collects_nothing_within_the_block_and_again_after_it(self) -> None:
        with without_collecting():
            assert not gc.isenabled()
        assert gc.isenabled()

    def test_exempts_what_the_block_has_made_from_later_collections(self) -> None:
        gc.unfreeze()
        with without_collecting():
            made: list[list[int]] = [[] for _ in range(1000)]
        assert gc.get_freeze_count() >= len(made)

    def test_collects_again_after_an_import_that_fails(self) -> None:
        with pytest.raises(ImportError), without_collecting():
            raise ImportError
        assert gc.isenabled()
