"""Which network addresses are on the public internet, and which addresses of pages may be asked for."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit, urlunsplit

from kg.errors import SourceError

Address = IPv4Address | IPv6Address
_TRANSLATED = IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether a numeric address is one of the public internet.

    Not those of this machine, of private networks, of links, of multicast; an IPv6 address that stands for
    an IPv4 one counts as that one.

    >>> is_public("93.184.215.14")
    True
    >>> is_public("::ffff:127.0.0.1") or is_public("10.0.0.1") or is_public("169.254.169.254")
    False
    """
    address = ip_address(text.partition("%")[0])
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _meant(address))


def _meant(address: Address) -> list[Address]:
    if isinstance(address, IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    found: list[Address] = [one for one in inner if one is not None]
    if address in _TRANSLATED:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return found if address.ipv4_mapped or address in _TRANSLATED else [address, *found]


def page_address(text: str) -> str:
    """The address of a page as it is asked for: http or https, a host, no fragment, no blanks around.

    Raises SourceError for other schemes and for addresses that hold a name and a password.
    """
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError as error:
        raise SourceError(f"{text}: not an address ({error}).", text) from error
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise SourceError(f"{text}: only addresses that begin with http:// or https:// are fetched.", text)
    if parts.username or parts.password:
        raise SourceError(f"{text}: leave name and password out of the address: it is stored.", text)
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path or "/", parts.query, ""))
