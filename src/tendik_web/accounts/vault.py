"""Lock what must be read again, so that a copy of the database alone does not open it."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac


def lock(text: str) -> str:
    """``text`` so that only the platform's secret key reads it."""
    return _box().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """What was locked; nothing where the secret key is another, so that no code fits."""
    try:
        return _box().decrypt(locked.encode()).decode()
    except InvalidToken:
        return ""


def _box() -> Fernet:
    key = salted_hmac("tendik.second-factor", "", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
