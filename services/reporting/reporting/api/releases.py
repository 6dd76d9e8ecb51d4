"""What is published, as data, and the proof that it is free of disclosure: to be checked again offline."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from fastapi import APIRouter, Response

from chassis.http.problems import Problem
from reporting.api.asking import JSON, IfNoneMatch, ProgrammeId, TheViews
from reporting.snapshots.snapshot import Snapshot, snapshot_of

_CACHED = "public, max-age=300"
_A_RELEASE = {
    "id": "malmokraften 2022-12-31",
    "tables": [
        {
            "name": "agencies",
            "population": "malmokraften: participants",
            "dimensions": [{"name": "agency", "root": {"code": "all", "parts": [{"code": "agency/af"}]}}],
            "cells": [[["all"], 4295], [["agency/af"], None]],
        }
    ],
}
_A_PROOF = {
    "releases": ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"],
    "tables": [[0, 4295], [4295, 0]],
    "shown": [{"type": "Tables", "least": 0, "most": 1}],
}


@cache
def releases() -> APIRouter:
    """The same routes for every app of a process."""
    router = APIRouter(prefix="/v1/programmes/{programme}", tags=["published"])

    @router.get("/release", summary="Publicerade tabeller · Published tables", responses=_answers(_A_RELEASE))
    def release(programme: ProgrammeId, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        """Every published number, and what is withheld (`null`)."""
        return _answer(_published(programme, views), lambda one: one.release, if_none_match)

    @router.get("/release/proof", summary="Bevis för dem · The proof of them", responses=_answers(_A_PROOF))
    def proof(programme: ProgrammeId, views: TheViews, if_none_match: IfNoneMatch = "") -> Response:
        """Checked by `python -m samplan.disclosure check --proof proof.json release.json`."""
        return _answer(_published(programme, views), lambda one: one.proof, if_none_match)

    return router


def _answers(example: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {JSON: {"schema": {"type": "object"}, "example": example}}}}


def _published(programme: str, views: TheViews) -> Snapshot:
    if programme not in views.programmes:
        raise Problem(404, "not_found")
    with views.database.reading() as tx:
        snapshot = snapshot_of(tx, programme)
    if snapshot is None or snapshot.release is None:
        raise Problem(404, "not_published_yet")
    return snapshot


def _answer(
    snapshot: Snapshot, part: Callable[[Snapshot], msgspec.Struct | None], if_none_match: str
) -> Response:
    tag = f'"{snapshot.release.hash if snapshot.release else ""}"'
    headers = {"ETag": tag, "Cache-Control": _CACHED}
    if tag in if_none_match.split(", "):
        return Response(status_code=304, headers=headers)
    return Response(msgspec.json.encode(part(snapshot)), media_type=JSON, headers=headers)
