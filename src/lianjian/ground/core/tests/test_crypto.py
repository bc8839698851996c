"""SM3 is the SM3 of the standard; keys are one per purpose; codes are for people."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjian.ground.core import crypto


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        # GB/T 32905-2016, appendix A, examples 1 and 2.
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_is_that_of_the_standard(data: bytes, digest: str):
    assert crypto.sm3(data).hex() == digest


@given(st.binary())
def test_sm3_agrees_with_another_implementation(data: bytes):
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this Python's OpenSSL has no SM3 to compare with")
    assert crypto.sm3(data) == hashlib.new("sm3", data).digest()


def test_a_keyed_digest_depends_on_its_purpose_and_on_the_secret(settings):
    first = crypto.keyed_digest("journal", b"x")
    assert len(first) == 32
    assert first == crypto.keyed_digest("journal", b"x")
    assert first != crypto.keyed_digest("slips", b"x")
    assert first != crypto.sm3(b"x")
    settings.SECRET_KEY = "another secret, of another house"
    assert first != crypto.keyed_digest("journal", b"x")


def test_a_code_for_people_has_no_look_alikes():
    codes = {crypto.readable_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert len(code) == 14
        assert [len(group) for group in code.split("-")] == [4, 4, 4]
        assert not set(code) & set("01IOilo")


def test_a_token_is_never_given_twice():
    assert len({crypto.token() for _ in range(500)}) == 500
    assert len(crypto.token()) >= 43


def test_equality_is_equality():
    assert crypto.same(b"ab", b"ab")
    assert not crypto.same(b"ab", b"ac")
    assert not crypto.same(b"ab", b"abc")
