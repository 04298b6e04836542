"""What a host says of its installation in ``host.yaml`` of its data directory, where the environment says nothing.

Settings read it before anything else is there, so it knows no setting and no room.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

FILE = "host.yaml"
# Each key is the setting RAPPORT_<KEY>; a list is written with commas.
KEYS = (
    "name", "languages", "language", "licence", "cluster", "report", "url", "hosts", "accent", "mail", "mail_from",
    "mail_domain", "mail_in", "proxies",
)  # fmt: skip


class HostError(ValueError):
    """The file cannot be read as one. The message is a sentence."""


def read_host(path: Path) -> dict[str, str]:
    """The settings that the file gives, by their names in the environment; none where there is no file."""
    try:
        written = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise HostError(f"{path} cannot be read: {error}.") from None
    return as_environment(_parse(written, path), path)


def as_environment(told: dict[str, Any], path: Path) -> dict[str, str]:
    """Keys of the file as names of settings; one that means nothing is refused."""
    if unknown := sorted(set(told) - set(KEYS)):
        raise HostError(f"{path}: “{unknown[0]}” is no setting of a host; there are {', '.join(KEYS)}.")
    return {f"RAPPORT_{key.upper()}": _as_text(key, value, path) for key, value in told.items() if value is not None}


def write_host(path: Path, told: dict[str, Any]) -> None:
    """Replace the file whole. It may hold the password of a mail server: its owner alone may read it."""
    beside = path.with_name(f"{FILE}.new")
    beside.touch(mode=0o600)
    beside.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    beside.replace(path)


def state_of(file: Path) -> tuple[int, int] | None:
    """Changes when a file is written or replaced."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def is_mail_server(address: str) -> bool:
    """An address with a scheme that we speak. Whoever refuses it never repeats it: it may hold a password."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("smtp", "smtp+tls", "smtps") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none
        return False


def _parse(written: str, path: Path) -> dict[str, Any]:
    try:
        told = yaml.safe_load(written) or {}
    except yaml.YAMLError as error:
        raise HostError(f"{path} is no YAML: {error}.") from None
    if not isinstance(told, dict):
        raise HostError(f"{path} must give keys and values, such as “name: Our registry”.")
    return {str(key): value for key, value in told.items()}


def _as_text(key: str, value: Any, path: Path) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ",".join(value)
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise HostError(f"{path}: “{key}” must be a text or a list of texts.")
