"""The API's name, version and status, as in DIGG's REST profile."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from fastapi import APIRouter
from pydantic import ConfigDict

from chassis.http.fields import View


class ApiInfo(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "apiName": "samplan-referral",
                    "apiVersion": "1.0.0",
                    "apiReleased": "2026-11-24",
                    "apiDocumentation": "/openapi.json",
                    "apiStatus": "active",
                }
            ]
        }
    )

    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: Literal["active", "deprecated", "retired"]


@cache
def info(name: str, version: str, released: date) -> APIRouter:
    """`GET /v1/api-info`, without a token."""
    router = APIRouter(prefix="/v1", tags=["about"])
    about = ApiInfo(
        api_name=f"samplan-{name}",
        api_version=version,
        api_released=released,
        api_documentation="/openapi.json",
        api_status="active",
    )

    @router.get("/api-info", summary="Om detta API · About this API")
    async def show_api_info() -> ApiInfo:
        return about

    return router
