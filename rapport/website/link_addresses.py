"""Addresses of pages elsewhere: how they are written, and which addresses of the net are open to all."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from django.utils.translation import gettext as _

LONGEST = 1000
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NOT_OF_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._"

_UNICAST = ip_network("2000::/3")  # what else is open to all has no use, or is an inner or an older address in disguise
_NAT64 = ip_network("64:ff9b::/96")
# Global by their registration, and still ways inward: tunnels to any IPv4 address, and a door within one cloud.
_WAYS_INWARD = [ip_network(each) for each in ("2002::/16", "2001::/23", "192.0.0.0/24", "192.88.99.0/24")]
_WAYS_INWARD.append(ip_network("168.63.129.16/32"))


class AddressError(ValueError):
    """This is no address of a page; the sentence is fit for who typed it."""


def read_url(typed: str) -> str:
    """The address in the one form in which we keep it, so that the same one is not taken twice."""
    written = typed.strip()
    if _NOT_OF_AN_ADDRESS.search(written) or len(written) > LONGEST:
        raise AddressError(_("This is no address of a page: it holds spaces or signs that none has, or is too long."))
    try:
        parts = urlsplit(written)
        port, user = parts.port, parts.username is not None or parts.password is not None
    except ValueError:
        raise AddressError(_("This is no address of a page. Write it as https://example.org/page.")) from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.netloc:
        raise AddressError(_("An address begins with https:// or http://, such as https://example.org/page."))
    if user:
        raise AddressError(_("An address here holds no name or password of a user."))
    host = _read_host(parts.hostname or "")
    beside = "" if port in (None, _PORTS[scheme]) else f":{port}"
    url = urlunsplit((scheme, f"{host}{beside}", *_read_rest(parts)))
    if len(url) > LONGEST:
        raise AddressError(_("This address is too long."))
    return url


def read_page_url(typed: str) -> str:
    """The same, of a page that the checker can ask: what a link or a tool may lead to."""
    url = read_url(typed)
    if urlsplit(url).port is not None:  # those of the web are not written
        raise AddressError(_("It names a port other than those of the web, which we do not ask."))
    return url


def _read_host(name: str) -> str:
    """A name of the net in its letters of ASCII, or a number in brackets where it is of the longer kind."""
    try:
        number = ip_address(name)
    except ValueError:
        return _read_name(name)
    if not is_public(name):
        raise AddressError(_("This address lies within a network, where readers cannot come."))
    return f"[{number}]" if isinstance(number, IPv6Address) else str(number)


def _read_name(name: str) -> str:
    try:
        host = name.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError:
        host = ""
    last = host.rpartition(".")[2]
    # Numbers in disguise (2130706433, 0x7f.1, 0177.0.0.1) end in a number, which no name of the net does.
    if not _HOST.fullmatch(host) or "." not in host or re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        raise AddressError(_("“%(host)s” is no name of a place on the web.") % {"host": name[:80]})
    return host


def _read_rest(parts: SplitResult) -> tuple[str, str, str]:
    path = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    return path, quote(parts.query, safe=_KEPT_IN_PATHS + "?"), quote(parts.fragment, safe=_KEPT_IN_PATHS + "?")


def host_of(url: str) -> str:
    """As a reader sees it: ``www.`` says nothing, and a name in another script stands in that script."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return host.encode().decode("idna")
    except UnicodeError:
        return host


def is_public(number: str) -> bool:
    """Whether an address of the net (a number, never a name) is open to all: no inner network, no way into one."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address in _NAT64:
        return is_public(str(IPv4Address(int(address) & 0xFFFF_FFFF)))
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False  # mapped addresses, those of a link or a site, ::1
    return address.is_global and not address.is_multicast and not any(address in each for each in _WAYS_INWARD)
