"""Addresses of accounts, below a language: those of allauth that are open here, and our own."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from csp.decorators import csp_update
from django.urls import path, re_path

from tendik_web.accounts.pages import home, invitation, invite, provider, sessions, token

urlpatterns = [
    path("", home.page, name="account-home"),
    path("token/", token.page, name="account-token"),
    path("sessions/", sessions.page, name="account-sessions"),
    path("invite/", invite.page, name="account-invite"),
    path("invite/withdraw/", invite.withdraw, name="account-withdraw-invitation"),
    path("invitation/<str:secret>/", invitation.page, name="account-invitation"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("factor/", home.factor, name="mfa_index"),
    path("factor/code/", factor.authenticate, name="mfa_authenticate"),
    path("factor/again/", factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "factor/add/",
        csp_update({"img-src": ["data:"]})(totp.activate_totp),  # the picture that a telephone reads
        name="mfa_activate_totp",
    ),
    path("factor/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("provider/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
]

# A provider is told one address to come back to, so that these bear no language.
provider_urlpatterns = [
    path("<slug:provider_id>/login/", provider.begin, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", openid.callback, name="openid_connect_callback"),
]
