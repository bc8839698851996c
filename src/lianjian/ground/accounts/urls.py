"""Addresses of this room: the ways in (allauth's, as many as are needed) and our own pages."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path

from . import single_sign_on
from .views import entrance, importing, me, posts, slips

PAGES: list[URLPattern | URLResolver] = [
    path("", me.me, name="me"),
    path("me", me.correct, name="correct"),
    path("data", me.export, name="export"),
    path("devices/end", me.end_devices, name="end_devices"),
    path("devices/<int:pk>/end", me.end_device, name="end_device"),
    path("posts", posts.posts, name="posts"),
    path("posts/new", posts.appoint_view, name="appoint"),
    path("posts/import", importing.import_view, name="import"),
    path("posts/<int:pk>", posts.post, name="post"),
    path("posts/<int:pk>/end", posts.end_view, name="end"),
    path("posts/<int:pk>/hand-over", posts.hand_over_view, name="hand_over"),
    path("posts/<int:pk>/deputy", posts.deputy_view, name="deputy"),
    path("posts/<int:pk>/switch", posts.switch_view, name="switch"),
    path("posts/<int:pk>/access", posts.access_view, name="access"),
    path("slips", slips.slips, name="slips"),
    path("slips/print", slips.print_slips, name="print_slips"),
    path("slip/", slips.slip_code, name="slip_code"),
    path("slip/<str:token>", slips.slip, name="slip"),
]

WAYS_IN: list[URLPattern | URLResolver] = [
    path("login/", entrance.SignIn.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", entrance.ShowItIsYou.as_view(), name="account_reauthenticate"),
    path(
        "password/change/",
        login_required(account.password_change),
        name="account_change_password",
    ),
    path("password/set/", account.password_set, name="account_set_password"),
    path("second-factor/", entrance.to_my_account, name="mfa_index"),
    path("second-factor/show/", entrance.ShowCodePage.as_view(), name="mfa_authenticate"),
    path("second-factor/again/", entrance.ShowCodeAgainPage.as_view(), name="mfa_reauthenticate"),
    path("second-factor/set-up/", entrance.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("second-factor/put-down/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "recovery-codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sso/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/failed/", social.login_error, name="socialaccount_login_error"),
    path("sso/<str:provider_id>/", single_sign_on.login, name="openid_connect_login"),
    path("sso/<str:provider_id>/back/", single_sign_on.callback, name="openid_connect_callback"),
]

urlpatterns: list[URLPattern | URLResolver] = [*WAYS_IN, path("", include((PAGES, "accounts")))]
