"""Settings of sign-in: passwords, sessions, mail, and how django-allauth behaves here."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

HTTPS = os.environ.get("TENDIK_HTTPS") == "1"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "tendik_web.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "tendik_web.accounts.passwords.NotTooLong"},
    {"NAME": "tendik_web.accounts.passwords.NotCommon"},
    {"NAME": "tendik_web.accounts.passwords.NotAboutThePerson"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account-home"
PASSWORD_RESET_TIMEOUT = 24 * 3600

SESSION_IDLE = 30 * 60
SESSION_LONGEST = 12 * 3600
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "tendik_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS

INVITATION_DAYS = 14

ALLAUTH_TRUSTED_PROXY_COUNT = int(HTTPS)
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 128  # AccountAdapter.get_client_ip has truncated the address already
ACCOUNT_ADAPTER = "tendik_web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "tendik_web.accounts.forms.SignIn",
    "reauthenticate": "tendik_web.accounts.forms.Reauthenticate",
    "change_password": "tendik_web.accounts.forms.ChangePassword",
    "set_password": "tendik_web.accounts.forms.SetPassword",
    "reset_password": "tendik_web.accounts.forms.ResetPassword",
    "reset_password_from_key": "tendik_web.accounts.forms.ResetPasswordKey",
    "add_email": "tendik_web.accounts.forms.ChangeEmail",
}
MFA_ADAPTER = "tendik_web.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tendik"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address is unverified only while it is being changed
MFA_FORMS = {
    "authenticate": "tendik_web.accounts.forms.SecondFactor",
    "reauthenticate": "tendik_web.accounts.forms.SecondFactorAgain",
    "activate_totp": "tendik_web.accounts.forms.AddApp",
}
SOCIALACCOUNT_ADAPTER = "tendik_web.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads to another site would need form-action for it
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True


def provider_settings() -> dict[str, Any]:
    """The OpenID Connect provider named by the environment, or none."""
    url = os.environ.get("TENDIK_OIDC_URL")
    if not url:
        return {}
    application = {
        "provider_id": "oidc",
        "name": os.environ.get("TENDIK_OIDC_NAME") or urlsplit(url).hostname,
        "client_id": os.environ.get("TENDIK_OIDC_CLIENT", ""),
        "secret": os.environ.get("TENDIK_OIDC_SECRET", ""),
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [application]}}


SOCIALACCOUNT_PROVIDERS = provider_settings()
DEFAULT_FROM_EMAIL = os.environ.get("TENDIK_MAIL_FROM", "Tendik <tendik@localhost>")

SMTP = urlsplit(os.environ.get("TENDIK_SMTP_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SMTP.hostname else 'filebased'}.EmailBackend"
EMAIL_HOST = SMTP.hostname or ""
EMAIL_PORT = SMTP.port or {"smtps": 465, "smtp+tls": 587}.get(SMTP.scheme, 25)
EMAIL_HOST_USER = unquote(SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(SMTP.password or "")
EMAIL_USE_SSL = SMTP.scheme == "smtps"
EMAIL_USE_TLS = SMTP.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
