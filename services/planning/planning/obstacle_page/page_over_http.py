"""The list of obstacles as a page: for people who have signed in, and for callers with a token."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from chassis.http.auth import authenticated
from chassis.http.dependencies import signed_in
from chassis.http.fields import Code
from chassis.http.paging import Paging
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
    language: Annotated[Code[PageLanguage], Query()] = PageLanguage.SV,
) -> Response:
    """401, with a way to sign in where people can; 403 without `planning:read`."""
    may_sign_in, person = signed_in(request)
    if may_sign_in and person is None and "authorization" not in request.headers:
        way_in = urlencode({"to": f"{PATH}?language={language}"})
        return page_of(HERE, language, {"listed": None, "way_in": f"/sign-in?{way_in}"}, status=401)
    reader = authenticated(request, frozenset({"planning:read"}))
    listed, page = obstacle_list.page(reader.agency, paging.place)
    shown = {"listed": listed, "following": paging.next_of(page), "is_person": person is not None}
    answer = page_of(HERE, language, shown)
    answer.headers[POLICY] = WITH_FORM
    return answer
