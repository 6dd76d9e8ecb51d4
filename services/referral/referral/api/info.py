"""What this API is, for whoever finds it (DIGG's REST profile)."""

from datetime import date

from fastapi import APIRouter
from pydantic import ConfigDict
from pydantic.config import JsonDict

from chassis.http.fields import View

router = APIRouter(prefix="/v1", tags=["about"])

INFO: JsonDict = {
    "apiName": "samplan-referral",
    "apiVersion": "1.0.0",
    "apiReleased": "2026-11-24",
    "apiDocumentation": "/openapi.json",
    "apiStatus": "active",
}


class ApiInfo(View):
    model_config = ConfigDict(json_schema_extra={"examples": [INFO]})

    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: str


@router.get("/api-info", summary="Om detta API · About this API")
def show_api_info() -> ApiInfo:
    return ApiInfo.model_validate(INFO)
