"""The ways in which a person proves who they are."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from tendik_web.accounts.models import User


def ways_in(user: User) -> dict[str, bool]:
    """Which of them ``user`` has: password, second factor, recovery codes, provider."""
    factors = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "has_password": user.has_usable_password(),
        "has_factor": Authenticator.Type.TOTP in factors,
        "has_codes": Authenticator.Type.RECOVERY_CODES in factors,
        "has_provider": SocialAccount.objects.filter(user=user).exists(),
    }


def has_accounts() -> bool:
    """Whether anybody has an account on this platform yet."""
    return User.objects.exists()
