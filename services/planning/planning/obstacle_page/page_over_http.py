"""The list of obstacles as a page: for people who have signed in, and for callers with a token."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from chassis.http.auth import authenticated
from chassis.http.dependencies import TheSettings, signed_in
from chassis.http.fields import Code
from chassis.http.paging import Paging
from chassis.settings.environment import Settings
from chassis.settings.programmes import load_programmes
from planning.obstacles.obstacles_over_http import TheList
from planning.pages.rendering import SECURITY_HEADERS, page_of
from planning.pages.words import PageLanguage

HERE = Path(__file__).parent
PATH = "/obstacles"
POLICY = "Content-Security-Policy"
WITH_FORM = SECURITY_HEADERS[POLICY].replace("form-action 'none'", "form-action 'self'")
"""The button that signs out is one."""

obstacle_page = APIRouter()


@obstacle_page.get(PATH, include_in_schema=False)
def show_obstacles(
    request: Request,
    obstacle_list: TheList,
    paging: Paging,
    settings: TheSettings,
    language: Annotated[Code[PageLanguage], Query()] = PageLanguage.SV,
) -> Response:
    """401, with a way to sign in where people can; 403 without `planning:read`."""
    may_sign_in, person = signed_in(request)
    if may_sign_in and person is None and "authorization" not in request.headers:
        way_in = urlencode({"to": f"{PATH}?language={language}"})
        return page_of(HERE, language, {"listed": None, "way_in": f"/sign-in?{way_in}"}, status=401)
    reader = authenticated(request, frozenset({"planning:read"}))
    listed, page = obstacle_list.page(reader.agency, paging.place)
    names = {one.programme: one.programme for one in listed} | _names_of_programmes(settings, language)
    signed = person is not None
    shown = {"listed": listed, "following": paging.next_of(page), "is_person": signed, "programmes": names}
    answer = page_of(HERE, language, shown)
    answer.headers[POLICY] = WITH_FORM
    return answer


def _names_of_programmes(settings: Settings, language: PageLanguage) -> dict[str, str]:
    """By id, as the programmes' files name them."""
    programmes = load_programmes(settings.programmes_dir).values()
    return {one.id: one.head.name.get(language, one.id) for one in programmes}
