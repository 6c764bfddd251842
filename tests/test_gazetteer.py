"""The gazetteer is a data file with rules; what is compiled of it is up to date; names are looked up in any language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import numpy
import pytest

from extractor.fields.organisations import key_of, look_up
from extractor.fields.organisations.gazetteer import comparable, declined
from extractor.knowledge.gazetteer import COLUMNS, Entry, parse_row, read_rows, row_of
from extractor.knowledge.names import places
from extractor.knowledge.phrases import compile_phrases, phrases

ENTRIES = [parse_row(row) for row in read_rows()]
ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG "
    "CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
    "GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA "
    "LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)


def test_keys_are_unique_sorted_and_name_the_country() -> None:
    keys = [body.key for body in ENTRIES]
    assert keys == sorted(set(keys))
    for body in ENTRIES:
        assert re.fullmatch(r"(int|[a-z]{2})/[a-z0-9]+(-[a-z0-9]+)*", body.key), body.key
        assert body.key.split("/")[0] == (body.country or "INT").lower(), body.key
        assert body.country is None or body.country in ISO_3166.split(" "), body.key


def test_every_body_has_names_that_can_be_compared() -> None:
    for body in ENTRIES:
        assert body.name_en or body.name_ar, body.key
        for name in body.names():
            assert name == name.strip(), f"{body.key}: {name!r}"
            assert comparable(name), f"{body.key}: {name!r}"


def test_rows_are_written_as_they_are_read() -> None:
    assert [row_of(parse_row(row)) for row in read_rows()] == read_rows()


def test_no_body_names_a_thing_twice_in_a_list() -> None:
    for body in ENTRIES:
        for listed in (body.acronyms, body.aliases_en, body.aliases_ar, body.name_local):
            twice = [name for name, count in Counter(listed).items() if count > 1]
            assert not twice, f"{body.key}: {twice}"


def test_of_the_bodies_that_bear_a_name_at_most_one_bears_it_without_context() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for body in ENTRIES:
        for name in body.names():
            if name not in body.context:
                bearers[" ".join(comparable(name))].add(body.key)
    assert {name: keys for name, keys in bearers.items() if len(keys) > 1} == {}


def test_context_names_only_names_of_the_row() -> None:
    for body in ENTRIES:
        assert body.context <= set(body.names()), body.key


@pytest.mark.parametrize("row", ["one\ttwo", "\t".join(["xx/a", "no such kind", "XX", *[""] * 8])])
def test_a_malformed_row_is_an_error(row: str) -> None:
    with pytest.raises(ValueError, match=r"columns|kind"):
        parse_row(row)


def test_a_row_round_trips() -> None:
    body = Entry("xx/a", "ngo", "XX", "A Society", "جمعية أ", ("AS",), ("Society A",), (), "", ("Verein A",), frozenset({"AS"}))
    assert parse_row(row_of(body)) == body
    assert row_of(body).count("\t") == len(COLUMNS) - 1


def test_the_compiled_index_is_that_of_the_file() -> None:
    compiled = compile_phrases(ENTRIES, places(), comparable, declined)
    index = phrases()
    assert " ".join(index.numbers) == bytes(compiled["names"]).decode().replace("\n", " ")
    assert index.rows == compiled["rows"].tolist()
    assert index.contexts == compiled["contexts"].tolist()
    assert numpy.array_equal(index.firsts, compiled["firsts"])


@pytest.mark.parametrize("name", ["WHO", "World Health Organization", "منظمة الصحة العالمية", "Organisation mondiale de la santé", "منظمه الصحه العالميه"])
def test_a_name_is_looked_up_in_any_language(name: str) -> None:
    assert [body.key for body in look_up(name)] == ["int/world-health-organization"]


def test_part_of_a_name_finds_all_bodies_that_bear_it() -> None:
    keys = [body.key for body in look_up("aramco")]
    assert "sa/saudi-aramco" in keys
    assert look_up("zzyzx quux") == []


def test_a_name_that_stands_alone_has_a_key_only_when_it_means_one_body() -> None:
    assert key_of("Reuters", "en") == key_of("رويترز", "ar") == "gb/reuters"
    assert key_of("وزارة الصحة", "ar") is None
    assert key_of("وزارة الصحة", "ar", "KW") == "kw/kuwaiti-ministry-of-health"
    assert key_of("The Hillside Bugle", "en") is None
