"""The number grammar: cases as data, and properties of printed numerals."""

from fractions import Fraction
from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st

from extractor.fields.statistics.atoms import find_atoms, read_digits, read_han
from extractor.fields.statistics.lexicon import lexicon_of
from extractor.fields.statistics.numbers import Number, compose
from extractor.fields.statistics.words import read_words
from extractor.languages import available, language
from extractor.reading import passage

_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def numbers_of(text: str, tag: str) -> list[Number]:
    lexicon = lexicon_of(language(tag))
    words = read_words(passage("text", text), lexicon.abbreviations, spaced=" " in lexicon.grouping)
    return compose(words, find_atoms(words, lexicon), set(), lexicon)


@pytest.mark.parametrize("case", cases("numbers"))
def test_case(case: dict[str, Any]) -> None:
    assert [float(number.value) for number in numbers_of(case["text"], case["language"])] == [case["value"]]


@pytest.mark.parametrize("code", available())
def test_every_language_file_gives_a_lexicon(code: str) -> None:
    assert lexicon_of(language(code)).code == code


def printed(value: int, group: str) -> str:
    return f"{value:,}".replace(",", group)


@given(value=st.integers(0, 10**15), tag=st.sampled_from(["en", "ar", "fr", "de", "es", "pt", "it", "ru", "tr"]))
def test_a_printed_integer_is_read_back(value: int, tag: str) -> None:
    lexicon = lexicon_of(language(tag))
    group = "," if lexicon.decimal == "." else "."
    assert read_digits(printed(value, group), lexicon) == (Fraction(value), Fraction(1))


@given(value=st.integers(0, 10**9), places=st.integers(1, 2), tag=st.sampled_from(["en", "fr", "de", "es", "pt", "ru"]))
def test_a_printed_decimal_is_read_back(value: int, places: int, tag: str) -> None:
    lexicon = lexicon_of(language(tag))
    group = "," if lexicon.decimal == "." else "."
    whole, rest = divmod(value, 10**places)
    text = f"{printed(whole, group)}{lexicon.decimal}{rest:0{places}d}"
    assert read_digits(text, lexicon) == (Fraction(value, 10**places), Fraction(1, 10**places))


@given(value=st.integers(0, 10**12))
def test_arabic_indic_digits_are_the_same_number(value: int) -> None:
    plain, indic = f"{value:,}", f"{value:,}".replace(",", "٬").translate(_INDIC)
    assert [n.value for n in numbers_of(indic, "ar")] == [n.value for n in numbers_of(plain, "ar")] == [Fraction(value)]


_HAN = "零一二三四五六七八九"


def in_han(value: int) -> str:
    """A number below ten thousand in Han numerals."""
    text, gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            text += ("零" if gap and text else "") + _HAN[digit] + sign
            gap = False
        else:
            gap = True
    return text or "零"


@given(high=st.integers(1, 9999), low=st.integers(1, 9999))
def test_han_numerals_are_read_back(high: int, low: int) -> None:
    assert read_han(f"{in_han(high)}万{in_han(low)}") == high * 10000 + low
