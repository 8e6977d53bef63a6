"""Codes: what is typed is read, what is mistyped is refused, and a wristband is never a product."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics.identity import (
    RANDOM_BYTES,
    Chain,
    Code,
    CodeKind,
    check_match,
    make_code,
    parse_code,
)
from enthesis.domain.errors import Invalid, NotAllowed

codes = st.builds(
    make_code, st.sampled_from(CodeKind), st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
)
TYPED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"


def product(n: int) -> Code:
    return make_code(CodeKind.PRODUCT, n.to_bytes(RANDOM_BYTES, "big"))


def wristband(n: int) -> Code:
    return make_code(CodeKind.WRISTBAND, n.to_bytes(RANDOM_BYTES, "big"))


@given(codes)
def test_what_is_shown_can_be_typed_back(code: Code) -> None:
    for typed in (code.text, code.shown, code.shown.lower(), f" {code.shown.replace('-', ' ')}\r\n"):
        assert parse_code(typed, kind=code.kind, field="code") == code


@given(codes, st.data())
def test_one_wrong_character_is_refused(code: Code, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code.text) - 1))
    wrong = data.draw(st.sampled_from([c for c in TYPED if c != code.text[place]]))
    typed = code.text[:place] + wrong + code.text[place + 1 :]
    for kind in CodeKind:
        with pytest.raises(Invalid):
            parse_code(typed, kind=kind, field="code")


@given(codes, st.data())
def test_two_swapped_neighbours_are_refused_or_were_the_same(code: Code, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(code.text) - 2))
    typed = code.text[:i] + code.text[i + 1] + code.text[i] + code.text[i + 2 :]
    if typed == code.text:
        return
    for kind in CodeKind:
        with pytest.raises(Invalid):
            parse_code(typed, kind=kind, field="code")


@pytest.mark.parametrize("kind", CodeKind)
@pytest.mark.parametrize("seed", [bytes(RANDOM_BYTES), bytes(range(RANDOM_BYTES)), b"\xff" * RANDOM_BYTES])
def test_every_wrong_character_and_every_swap_of_a_code(kind: CodeKind, seed: bytes) -> None:
    """The same as above, exhaustively, and for a swap of any two places."""
    text = make_code(kind, seed).text
    places = range(len(text))
    wrong = {text[:i] + c + text[i + 1 :] for i in places for c in TYPED}
    swapped = {
        text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
        for i in places
        for j in places[i + 1 :]
    }
    for typed in (wrong | swapped) - {text}:
        for read_as in CodeKind:
            with pytest.raises(Invalid):
                parse_code(typed, kind=read_as, field="code")


def test_a_code_is_random_and_holds_nothing_of_a_person() -> None:
    """Sixteen characters are the eighty random bits and nothing else; two draws make two codes."""
    bodies = {make_code(CodeKind.EVENT, n.to_bytes(RANDOM_BYTES, "big")).text for n in range(2000)}
    assert len(bodies) == 2000
    assert all(text[0] == "E" and len(text) == 18 for text in bodies)


@given(st.text(max_size=80))
def test_anything_typed_is_a_code_or_a_sentence(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_code(typed, kind=CodeKind.PRODUCT, field="product")
    assert refused.value.code == "product"
    assert refused.value.sentence.endswith(".")
    assert refused.value.remedy.endswith(".")


def test_a_wristband_in_the_product_field_says_so() -> None:
    with pytest.raises(Invalid, match=r"That is a wristband code. Scan the product instead."):
        parse_code(wristband(1).shown, kind=CodeKind.PRODUCT, field="product")
    with pytest.raises(Invalid, match=r"That is a product code. Scan the wristband instead."):
        parse_code(product(1).shown, kind=CodeKind.WRISTBAND, field="wristband")


def test_a_wrong_check_character_says_so() -> None:
    text = product(1).text
    wrong = text[:-1] + ("A" if text[-1] != "A" else "B")
    with pytest.raises(Invalid, match="does not check"):
        parse_code(wrong, kind=CodeKind.PRODUCT, field="product")


def test_known_check_character() -> None:
    """Worked by hand: sum of value × 2^(places to the right), and the whole is 1 modulo 37."""
    text = product(0).text
    assert text == "P" + "0" * 16 + "W"
    assert (25 * 2**17 + 32) % 37 == 1  # P is 25, W is 32


def test_codes_cannot_be_made_up() -> None:
    with pytest.raises(ValueError):
        Code("P0000")
    with pytest.raises(ValueError):
        Code("P" + "0" * 16 + "X")  # the form is right, the check character is not
    with pytest.raises(ValueError):
        make_code(CodeKind.PRODUCT, b"short")
    with pytest.raises(ValueError):
        Chain(product=wristband(1), wristband=product(1))


def test_one_chain_of_identity() -> None:
    chain = Chain(product=product(1), wristband=wristband(1))
    check_match(chain, product=product(1), wristband=wristband(1))
    with pytest.raises(NotAllowed, match="Stop"):
        check_match(chain, product=product(2), wristband=wristband(1))
    with pytest.raises(NotAllowed, match="Stop"):
        check_match(chain, product=product(1), wristband=wristband(2))
