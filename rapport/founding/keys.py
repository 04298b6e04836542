"""The key of the founding: printed where the server is started, for whoever may read that."""

import hmac
import secrets
from pathlib import Path

from django.conf import settings

from rapport.accounts.models import Offer, Role, RoleGrant
from rapport.look.navigation import site_address


def is_founded() -> bool:
    """Whether somebody is administrator, or is invited to be. Two queries."""
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        return True
    return Offer.objects.filter(role=Role.ADMINISTRATOR, withdrawn_at=None).exists()


def founding_address() -> str:
    """Where the installation is founded. Makes the key, if there is none yet."""
    file = _file()
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return site_address(f"/{settings.LANGUAGE_CODE}/setup/{file.read_text().strip()}/")


def is_key(given: str) -> bool:
    """False for whatever is given where there is no key."""
    try:
        return hmac.compare_digest(_file().read_text().strip().encode(), given.encode())
    except OSError:
        return False


def throw_away() -> None:
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return Path(settings.RAPPORT_HOME) / "setup-key"
