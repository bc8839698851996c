"""Slips: printed by whoever gives the posts, opened by their holders."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from lianjian.ground.core import clock
from lianjian.ground.core.verdicts import Denied, Invalid
from lianjian.ground.ui.pages import page

from .. import attempts, entering, policy, selectors
from ..acting import Request, person_only
from ..confirming import confirmed
from ..forms import CodeForm, SlipForm, blame
from ..models import Slip
from ..services.make_slips import Printed, make_slips
from ..services.redeem_slip import redeem_slip


@confirmed
def slips(request: Request) -> HttpResponse:
    """Whose slip is still out, and who has no access yet: choose, and print."""
    scope, prints = request.actor.scope, policy.prints_for(request.actor)
    if not prints:
        raise Denied(_("Your post prints no slips."))
    mine = [post for post in selectors.posts(scope) if post.role in prints and not post.is_deputy]
    return page(
        request,
        "accounts/slips.html",
        waiting=selectors.without_access(mine),
        others=[post for post in mine if post.person.has_usable_password()],
        latest=selectors.latest_slips(scope, mine),
        now=clock.now(),
    )


@never_cache
@require_POST
def print_slips(request: Request) -> HttpResponse:
    """The sheet of slips, shown this once: their codes are stored nowhere."""
    chosen = [int(pk) for pk in request.POST.getlist("post") if pk.isdecimal()]
    posts = list(selectors.posts(request.actor.scope).filter(pk__in=chosen))
    printed = make_slips(request.actor, posts=posts)
    sheets = [(one, _address(request, one)) for one in printed]
    return page(request, "accounts/slips_printed.html", sheets=sheets, host=request.get_host())


def _address(request: HttpRequest, printed: Printed) -> str:
    return request.build_absolute_uri(reverse("accounts:slip", args=[printed.code]))


@never_cache
def slip_code(request: Request) -> HttpResponse:
    """Type the code of a slip, where its QR code cannot be scanned."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip()
        if _found(request, code) is not None:
            return redirect("accounts:slip", code)
        form.add_error("code", _("No slip has this code. Look again, or ask for a new slip."))
    return page(request, "accounts/slip_code.html", form=form, status=422 if form.errors else 200)


def _found(request: Request, code: str) -> Slip | None:
    """The slip with a code; wrong codes are counted by address, and slow down (T16)."""
    tried = attempts.begin_guessing(entering.address_of(request))
    if tried.wait:
        raise Denied(tried.wait)
    slip = selectors.slip_with(code)
    if slip is not None:
        tried.forget()
    return slip


@never_cache
@sensitive_post_parameters("password", "again")
def slip(request: Request, token: str) -> HttpResponse:
    """Come in with a slip. Looking at the page uses nothing up; only a set password does.

    The address holds a secret, and SECURE_REFERRER_POLICY tells it to no other site. Not telling
    it to ourselves either (no-referrer) would make browsers send the form with ``Origin: null``.
    """
    found = _found(request, token)
    if found is None or not found.is_live(clock.now()):
        status = 404 if found is None else 410
        return page(request, "accounts/slip_over.html", slip=found, status=status)
    form = SlipForm(request.POST or None, person=found.post.person)
    if request.method == "POST" and form.is_valid():
        answer = _come_in(request, found, form)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    posts = selectors.my_posts(found.post.person)
    return page(request, "accounts/slip.html", form=form, posts=posts, status=status)


def _come_in(request: Request, found: Slip, form: SlipForm) -> HttpResponse | None:
    typed = form.cleaned_data
    owner = person_only(found.post.person, confirmed_at=clock.now())
    try:
        person = redeem_slip(
            owner,
            slip=found,
            encoded=make_password(typed["password"]),
            name=typed["name"],
            phone=typed["phone"],
        )
    except Invalid as refusal:
        blame(form, refusal)
        return None
    return entering.come_in(request, person, how="slip", remember=typed["remember"])
