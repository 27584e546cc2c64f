"""Only public addresses are asked, however a private one is written."""

from __future__ import annotations

import asyncio

import pytest

from dateline.errors import FetchError
from dateline.intake.addresses import is_public, resolve


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:1::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_of_a_network_of_ones_own_are_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "::1", "[::1]"])
def test_a_private_host_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchError, match=r"cannot fetch x: .* is (?:an address of a local or private|not found)"):
        asyncio.run(resolve(host, 80, "x", allow_private=False))
    with pytest.raises(FetchError, match=r"local or private network|is not found"):
        asyncio.run(resolve(host.strip("[]"), 80, "x", allow_private=False))


def test_it_is_allowed_where_a_person_says_so() -> None:
    assert asyncio.run(resolve("127.0.0.1", 80, "x", allow_private=True)) == ["127.0.0.1"]


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    async def found(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", found)
    with pytest.raises(FetchError, match="private network"):
        asyncio.run(resolve("rebinding.example", 80, "x", allow_private=False))


def test_a_host_that_is_not_found_says_so() -> None:
    with pytest.raises(FetchError, match=r"the host nowhere\.invalid is not found"):
        asyncio.run(resolve("nowhere.invalid", 80, "x", allow_private=False))
