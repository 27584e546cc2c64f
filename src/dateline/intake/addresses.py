"""Which computers may be asked? Those of the public internet alone, so that no page can make dateline ask one at home.

A redirect, or a name that resolves to an address of the local network, would otherwise let a stranger's page read what
only this computer can reach (server-side request forgery, CWE-918). The address that was checked is the one that is
connected to, so that a name cannot resolve to another in between.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from dateline.errors import FetchError

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


async def resolve(host: str, port: int, called: str, *, allow_private: bool) -> list[str]:
    """The addresses of a host, in the order in which to try them.

    Raises FetchError where it has none, or where any of them is not a public one, unless `allow_private`.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"cannot fetch {called}: the host {host} is not found; check the address") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    if not allow_private and not all(is_public(address) for address in addresses):
        raise FetchError(
            f"cannot fetch {called}: {host} is an address of a local or private network; "
            "allow it with --allow-private if you trust what is there"
        )
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it is wrapped in an IPv6 address.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    parsed: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(parsed, IPv6Address):
        if parsed.teredo:
            return False
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if inner is None and parsed in _NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        parsed = inner or parsed
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
