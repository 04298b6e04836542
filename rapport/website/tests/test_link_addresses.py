"""How an address is kept, and which addresses of the net are open to all."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.website.link_addresses import AddressError, host_of, is_public, read_url


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:80/A", "http://example.org/A"),
        (" https://example.org.:443/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://récif.example/é?q=ü", "https://xn--rcif-bpa.example/%C3%A9?q=%C3%BC"),
        ("https://ⓔxample。org/", "https://example.org/"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"),
    ],
)
def test_the_same_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert read_url(typed) == kept
    assert read_url(kept) == kept


BAD = [
    "", "example.org", "//example.org", "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)",
    "data:text/html,x", "gopher://example.org/", "http://", "http:///a", "https://user@example.org/",
    "https://user:word@example.org/", "https://example.org@169.254.169.254/", "https://:@example.org/",
    "http://localhost/", "http://localhost./", "http://router/", "http://127.0.0.1/", "http://127.0.0.1./",
    "http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0x7f.1/",
    "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://0.0.0.0/", "http://10.0.0.1/", "http://169.254.169.254/",
    "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/", "http://[fd00::1]/", "http://[::127.0.0.1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:1:2:3:4:80ff:fffe]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::7f00:1]/", "http://[ff02::1]/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://example.org:99999/", "http://example.org:x/", "http://[::1/",
    "http://exa mple.org/", "http://example.org/\r\nX: y", "http://example.org\\@127.0.0.1/", "http://.org/",
    "http://-.example/", "http://a..example/", "https://example.org/" + "a" * 1000, "http://example.org\x00.inner/",
]  # fmt: skip


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_address_on_the_web_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(AddressError, match=r"\.$"):
        read_url(typed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    for text in (typed, f"https://{typed}", f"http://example.org/{typed}"):
        try:
            kept = read_url(text)
        except AddressError:
            continue
        assert kept == read_url(kept)
        assert kept.isascii()


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"])
def test_what_is_open_to_all(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "0.0.0.0", "10.1.2.3",  # noqa: S104
        "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.100.100.200", "192.0.0.192", "192.88.99.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "::8.8.8.8", "fe80::1",
        "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2002:808:808::1", "2002:a00:1::1",
        "2001:0:808:808::1", "2001:db8::1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "100::1",
        "localhost", "2130706433", "0x7f.1", "",
    ],
)  # fmt: skip
def test_what_is_not(number: str) -> None:
    assert not is_public(number)


@given(st.integers(0, 2**32 - 1))
def test_no_disguise_makes_an_inner_address_public(number: int) -> None:
    inner = IPv4Address(number)
    if is_public(str(inner)):
        return
    disguised = [0xFFFF << 32 | number, number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number]
    assert not any(is_public(str(IPv6Address(each))) for each in disguised)


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    if address.is_private or address.is_multicast or address.is_loopback or address.is_link_local:
        assert not is_public(str(address))


def test_a_host_is_shown_as_its_readers_write_it() -> None:
    assert host_of("https://www.xn--rcif-bpa.example/a") == "récif.example"
