"""Ask "is it you?" *before* a page with something to sign, export or delete is shown.

The command behind such a page asks too, but by then its reader has typed. So the view that shows
the form asks first, and early enough that the answer still counts when the form is sent.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lianjian.ground.core import clock
from lianjian.ground.core.commands import FRESH_MINUTES
from lianjian.ground.core.verdicts import AskAgain, Denied

from .acting import Request

TIME_TO_TYPE = 10
"""Minutes that a reader has at least between this question and the command's own."""

P = ParamSpec("P")


def confirmed(
    view: Callable[Concatenate[Request, P], HttpResponse],
) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Show the page only to somebody who has just shown who they are.

    On GET the last showing may be five minutes old, so that ten are left for the form; a POST
    passes, because its command asks for itself (``fresh=True``). Nobody is sent to sign in.
    """

    @functools.wraps(view)
    def asks(request: Request, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor.person is None:
            raise Denied(_("Sign in first."))
        if request.method in ("GET", "HEAD") and not request.actor.confirmed_within(
            clock.now(), FRESH_MINUTES - TIME_TO_TYPE
        ):
            raise AskAgain(_("Show once more that it is you, then go on."))
        return view(request, *args, **kwargs)

    return cast("Callable[Concatenate[Request, P], HttpResponse]", asks)
