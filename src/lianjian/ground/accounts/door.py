"""The door: whoever has not signed in comes to the sign-in page, wherever they wanted to go.

Closed unless ``settings.OPEN_TO_NOBODY`` names the address, so that a page which somebody forgot
to guard is a closed page. And whoever was away too long is asked to sign in, not told that what
they were working on does not exist.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lianjian.ground.ui.refusals import to_sign_in


class Door:
    """Lets nobody in but through the addresses that are open to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.user.is_authenticated or match is None:
            return None
        return None if match.view_name in settings.OPEN_TO_NOBODY else to_sign_in(request)
