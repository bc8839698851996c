"""A sealed value opens with its own key, whole, or not at all."""

from __future__ import annotations

import base64

import pytest

from lianjian.ground.core import crypto


def test_it_gives_back_what_was_sealed_and_never_shows_it():
    sealed = crypto.seal("second factor", "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert crypto.unseal("second factor", sealed) == "JBSWY3DPEHPK3PXP"


def test_one_text_is_never_sealed_alike_twice():
    assert crypto.seal("second factor", "x") != crypto.seal("second factor", "x")


def test_another_purpose_does_not_open_it():
    sealed = crypto.seal("second factor", "x")
    with pytest.raises(ValueError, match="another key"):
        crypto.unseal("journal", sealed)


def test_any_changed_byte_is_refused():
    sealed = crypto.seal("second factor", "a secret")
    prefix, _, body = sealed.partition(":")
    raw = bytearray(base64.b64decode(body))
    for place in range(len(raw)):
        raw[place] ^= 1
        changed = f"{prefix}:{base64.b64encode(raw).decode()}"
        with pytest.raises(ValueError, match="changed"):
            crypto.unseal("second factor", changed)
        raw[place] ^= 1


def test_a_value_in_clear_is_not_taken_for_a_sealed_one():
    with pytest.raises(ValueError, match="not sealed"):
        crypto.unseal("second factor", "JBSWY3DPEHPK3PXP")
