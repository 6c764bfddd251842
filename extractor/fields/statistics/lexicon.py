"""The typed view of a language's tables [numbers] and [statistics], built once a language.

[numbers]
  decimal, grouping      printed marks ("." and ["," " "]); `loose = true` where a point before three digits groups unless a scale word follows
  conjunctions           words that join the parts of a number; `joined` and `bare` say behind which parts ("tens", "hundreds",
                         "scales") a further part may follow with and without one; `units_first = true` for "fünfundzwanzig"
  glued                  true where number words are written together (de, it, nl)
  ordinal_point          true where a point makes an ordinal of a numeral ("19. Jahrhundert")
  point_times            true where a point stands between hours and minutes, day and month, and never for decimals
  middle_dot_dates       true where a middle dot between numerals writes a date (Korean "5·18")
  apostrophe_suffixes    true where an apostrophe ties suffixes to names and numerals (Turkish)
  nested_scales          true where a number with its scale goes before a greater one (Korean "2천500억")
  glued_units            true where scale words and what is counted are written together with more (Thai "3.2 พันล้านบาท", Korean "31만 명으로")
  glued_names            true where a name takes its number without space and other words do not (Korean "코로나19")
  prefixes               letters that may stand glued before a number or a word (Arabic و ف ب ل ك ال)
  articles, point, negative, half_joined   "a" of "a million", "point", "minus", "and a half"
  [numbers.cardinals] value = words; [numbers.scales], [numbers.plural_scales] (no number without one before them), [numbers.dual_scales] (twice),
  [numbers.suffixes] ("m", "bn"), [numbers.dozens], [numbers.fractions], [numbers.plural_fractions], [numbers.dual_fractions] by denominator,
  [numbers.ordinals]; [numbers.and_a_half] n = words for n and a half ("anderthalb"); half_more: a word before n for n and a half ("ساڑھے")
[statistics]: lists of phrases under the names of `Lexicon`'s attributes; [statistics.units] UCUM code = words, [statistics.currencies]
  ISO 4217 code (or, in lower case, the name of a family of `knowledge/currencies.toml`) = words, [statistics.countries] ISO 3166 = adjectives,
  [statistics.per_units] English name = words of what a price is paid for and that no unit names ("share"),
  [statistics.per_adverbs] UCUM code = adverbs that say per which time ("daily"); per_prefixes: what is glued before a unit for "per" (Arabic "للبرميل"),
  [statistics.shared_units] UCUM code = words that name a currency too ("pounds").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from extractor.errors import LanguageDataError
from extractor.fields.statistics.number_words import KINDS, number_words
from extractor.fields.statistics.phrases import GLUES, NumberWord, Phrases
from extractor.fields.statistics.symbols import Currencies, UnitOf, currencies, universal_units
from extractor.fields.statistics.words import glued, split_phrase
from extractor.fold import fold_word, lower
from extractor.languages import Language

T = TypeVar("T")

@dataclass(frozen=True, slots=True)
class Inflection:
    """Endings by which a noun of specification and its adjective are known (Arabic), all folded.

    `proclitics` are letters that may stand before a word; a word that begins with one is a noun only with one of `noun_endings`. `agreement` gives the
    endings of adjectives by that of the noun, `adjectives` those behind any other known noun, `broken_plurals` are adjectives that no ending shows; `pronouns` end a word that counts nothing.
    """

    accusative: str
    proclitics: str
    noun_endings: tuple[str, ...]
    pronouns: tuple[str, ...]
    agreement: tuple[tuple[str, tuple[str, ...]], ...]
    adjectives: tuple[str, ...]
    broken_plurals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the stage knows of a language."""

    code: str
    decimal: str
    grouping: frozenset[str]
    loose: bool
    joined: frozenset[str]
    bare: frozenset[str]
    units_first: bool
    conjunctions: frozenset[str]
    prefixes: tuple[str, ...]
    reversed_decimal: str
    numbers: Mapping[str, NumberWord]
    glued: Mapping[str, NumberWord]
    glued_openers: frozenset[str]
    half_joined: Phrases[bool]
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    abbreviations: frozenset[str]
    units: Phrases[UnitOf]
    currency_words: Phrases[str]
    shared_units: Phrases[UnitOf]
    per_units: Mapping[str, str]
    countries: Mapping[str, str]
    currencies: Currencies
    lists: Mapping[str, Phrases[str]]
    bounds_before: frozenset[str]
    bounds_after: frozenset[str]
    percent_openers: frozenset[str]
    mask_openers: frozenset[str]
    forms: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    singulars: Mapping[str, str]
    duals: Mapping[str, tuple[str, bool]]
    dual_units: Mapping[str, UnitOf]
    dual_stems: frozenset[str]
    multiple_stems: frozenset[str]
    inflection: Inflection | None
    by_ranges: bool
    slash_decimal: bool
    spaceless: bool
    tokens: re.Pattern[str] | None
    nested_scales: bool
    homograph_fractions: Mapping[str, int]
    one_is_article: bool
    verb_first: bool
    gerund: str
    verb_endings: tuple[str, ...]
    place_prefixes: tuple[str, ...]
    relative_times: Phrases[str]
    quarters: Phrases[str]
    month_numbers: Phrases[int]
    metre_suffix: bool
    year_nouns: bool
    multiples: Phrases[int]
    plural_endings: tuple[str, ...]
    not_plural_endings: tuple[str, ...]
    superlative_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    comparative_endings: tuple[str, ...]
    definite: str
    definite_prefixes: tuple[str, ...]
    sound_plurals: tuple[str, ...]
    pronoun_one: bool
    scale_alone: bool
    capital_months: bool
    capital_names: bool
    cased: bool
    capital_nouns: bool
    ordinal_point: bool
    point_times: bool
    middle_dot_dates: bool
    apostrophe_suffixes: bool
    glued_names: bool
    street_endings: tuple[str, ...]
    fore_endings: tuple[str, ...]
    per_prefixes: tuple[str, ...]
    per_adverbs: Mapping[str, UnitOf]
    noun_endings: tuple[tuple[str, str], ...] = field(default=())

    def is_number(self, text: str) -> bool:
        """Whether a token is a numeral or a number word (no article)."""
        word = self.numbers.get(text)
        return text[:1].isdecimal() or (word is not None and word.kind != "article")

    def is_scale(self, text: str) -> bool:
        """Whether a word is a scale word or the word for a hundred."""
        word = self.numbers.get(text)
        return word is not None and word.kind in {"scale", "hundred", "dozen"}


BOUNDS = frozenset(("about", "over", "at_least", "under", "at_most"))
LISTS = (
    "percent", "percentage_points", "basis_points", "about", "over", "at_least", "under", "at_most", "about_after",
    "at_least_after", "at_most_after", "over_after", "range_from", "range_between", "range_to", "out_of", "per", "times",
    "up", "down", "by", "to", "from", "versus", "change_noun_up", "change_noun_down", "up_after",
    "down_after", "numbered_before", "ages_before", "ages_after", "times_of_day_before", "times_of_day_after", "phone_before", "vote_words", "year_before",
    "rank_before", "rank_nouns", "rank_verbs", "numbered_after", "idioms", "months", "months_after", "vague", "odds",
    "classifiers", "share_of", "completes", "than", "also", "strict_than", "year_nouns_before", "time_prepositions", "dual_years",
    "places", "not_change", "attached", "attached_after", "more_percent", "less_percent", "percent_before", "under_after", "fractions_of",
    "dollar_countries", "of_money", "occasions", "comparatives", "half_after", "point_nouns", "poll_words", "duration_of", "paid_for", "moved", "plus_or", "compass", "clock_before", "clock_minutes", "score_joints", "tenths", "score_before", "lifetimes", "older",
)  # fmt: skip
SETS = (
    "stop", "verbs", "determiners", "adverbs", "prepositions", "pronouns", "not_units", "adjectives", "superlatives",
    "dimensions", "articles", "relatives", "clause_breaks", "plural_nouns", "name_words", "person_words", "era_letters", "bracket_nouns", "per_nouns",
    "weak_out_of", "not_plurals", "among", "score_words", "one_nouns", "not_counted", "address_nouns", "tied_nouns", "fillers",
    "rank_words", "rank_adverbs", "rank_links", "links", "change_verbs", "between_verbs", "before_number", "contrasts", "until",
    "of_year", "place_prepositions", "place_nouns", "not_places", "share_words", "modals", "openers", "auxiliaries", "singular_pronouns",
    "empty_nouns", "time_nouns", "over_verbs", "half_nouns", "loose_fractions", "restating", "time_adjectives", "weight_words", "money_words", "level_nouns", "time_relations", "fore_adjectives", "funding_verbs", "bases", "since", "ordinal_nouns", "weak_places", "ordinal_openers", "weak_months", "not_tenths", "one_more", "not_sizes", "when_words", "phrasal_verbs", "money_levels", "complementisers", "last_words", "next_words", "number_articles", "phrasal_particles", "range_and",
)  # fmt: skip


_VERBAL = frozenset(("change_verbs", "verbs", "over_verbs"))
"""Sets of verbs, which may carry a conjunction (Arabic "وارتفع")."""

_NUMBER_KEYS = frozenset((
    "abbreviations", "and_a_half", "articles", "bare", "bound_clitics", "apostrophe_suffixes", "by_ranges", "cardinals", "clitics", "conjunctions", "decimal", "definite", "glued", "glued_names", "glued_units", "grouping",
    "half_joined", "half_more", "halves", "homograph_fractions", "joined", "loose", "middle_dot_dates", "negative", "nested_scales", "never", "one_is_article", "ordinal_point", "ordinal_suffixes", "ordinals", "point", "point_times",
    "possessive_suffixes", "prefixes", "pronoun_one", "reversed_decimal", "scale_alone", "slash_decimal", "spaceless", "units_first", "year_nouns",
    *(name for name, _ in KINDS),
))  # fmt: skip
_STATISTIC_KEYS = frozenset((
    "adverb_endings", "capital_months", "capital_names", "capital_nouns", "comparative_endings", "counted", "countries", "currencies", "dual", "fore_endings", "street_endings", "dual_units", "gerund",
    "inflection", "multiples", "per_adverbs", "per_prefixes", "per_units", "shared_units", "not_plural_endings", "noun_endings", "place_prefixes", "plural_endings", "quarters", "relative_times", "sound_plurals", "superlative_endings",
    "units", "verb_endings", "verb_first", *LISTS, *SETS,
))  # fmt: skip


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language. Raises LanguageDataError when one of its two tables is malformed."""
    try:
        return _build(language)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LanguageDataError(f"malformed table [numbers] or [statistics]: {error!r}", path=f"{language.code}.toml") from error


def _build(language: Language) -> Lexicon:
    numbers, statistics = language.section("numbers"), language.section("statistics")
    if unknown := sorted((set(numbers) - _NUMBER_KEYS) | (set(statistics) - _STATISTIC_KEYS)):
        raise ValueError(f"no stage reads {unknown}")
    prefixes = tuple(split_phrase(prefix)[0] for prefix in numbers.get("prefixes", ()))
    clitics = tuple(split_phrase(prefix)[0] for prefix in numbers.get("clitics", ()))
    words = number_words(numbers, prefixes)
    proclitics = tuple(prefix for prefix in prefixes if len(prefix) == 1)
    singulars, duals, dual_stems = _counted(statistics.get("counted", ()), statistics.get("dual", {}), proclitics)
    dual_units = {split_phrase(word)[0]: UnitOf.of(code) for code, found in statistics.get("dual_units", {}).items() for word in found}
    multiples = [(split_phrase(phrase), int(value)) for value, found in statistics.get("multiples", {}).items() for phrase in found]
    months = _months(language, words)
    bound_clitics = (*clitics, *(split_phrase(prefix)[0] for prefix in numbers.get("bound_clitics", ())))
    lists = {name: _phrases((*statistics.get(name, ()), *_other_months(language, name)), bound_clitics if name in BOUNDS else clitics, name) for name in LISTS}
    ordinals = {w: int(v) for v, found in numbers.get("ordinals", {}).items() for p in found for w in _variants(p, prefixes)}
    definite = split_phrase(numbers["definite"])[0] if numbers.get("definite") else ""
    multiples_said = Phrases((variant, value) for phrase, value in multiples for variant in _with_clitics(phrase, clitics))
    dual_units_carried = {prefix + word: unit for word, unit in dual_units.items() for prefix in ("", *proclitics)}
    return Lexicon(
        code=language.code,
        decimal=numbers.get("decimal", "."),
        grouping=frozenset(numbers.get("grouping", (",",))),
        loose=numbers.get("loose", False),
        joined=frozenset(numbers.get("joined", ())),
        bare=frozenset(numbers.get("bare", ("tens", "hundreds", "scales"))),
        units_first=numbers.get("units_first", False),
        conjunctions=frozenset(w for p in numbers.get("conjunctions", ()) for w in split_phrase(p)),
        prefixes=prefixes,
        reversed_decimal=numbers.get("reversed_decimal", ""),
        numbers=words,
        glued=words if numbers.get("glued") else {},
        glued_openers=frozenset(word[:2] for word, meaning in words.items() if meaning.kind in GLUES) if numbers.get("glued") else frozenset(),
        half_joined=_phrases(numbers.get("half_joined", ()), (), True),
        ordinals=ordinals,
        ordinal_suffixes=frozenset(numbers.get("ordinal_suffixes", ())),
        abbreviations=frozenset(numbers.get("abbreviations", ())),
        units=_units(statistics.get("units", {})),
        currency_words=Phrases((split_phrase(p), code) for code, found in statistics.get("currencies", {}).items() for p in found),
        shared_units=Phrases((split_phrase(p), UnitOf.of(code)) for code, found in statistics.get("shared_units", {}).items() for p in found),
        per_units={split_phrase(word)[0]: name for name, found in statistics.get("per_units", {}).items() for word in found},
        countries={w: code for code, found in statistics.get("countries", {}).items() for p in found for w in split_phrase(p) if len(w) > 1},
        currencies=currencies(),
        lists=lists,
        bounds_before=frozenset().union(*(lists[name].closers for name in BOUNDS)),
        bounds_after=frozenset().union(*(lists[f"{name}_after"].openers for name in BOUNDS)),
        mask_openers=frozenset().union(*(lists[name].openers for name in ("idioms", "percent", "vague", "percent_before"))),
        percent_openers=lists["percent"].openers | lists["percentage_points"].openers | lists["basis_points"].openers,
        forms=frozenset((*duals, *dual_units_carried, *ordinals, *multiples_said.openers)),
        sets={name: frozenset(c + w for p in statistics.get(name, ()) for w in split_phrase(p) for c in ("", *(clitics if name in _VERBAL else ()))) for name in SETS},
        singulars=singulars,
        duals=duals,
        multiples=multiples_said,
        multiple_stems=frozenset(phrase[0] for phrase, _ in multiples),
        dual_units=dual_units_carried,
        dual_stems=dual_stems | frozenset(dual_units),
        metre_suffix="m" in words and words["m"].kind == "suffix",
        gerund=statistics.get("gerund", ""),
        verb_first=statistics.get("verb_first", False),
        verb_endings=tuple(statistics.get("verb_endings", ())),
        place_prefixes=tuple(split_phrase(p)[0] for p in statistics.get("place_prefixes", ())),
        relative_times=_by_meaning(statistics.get("relative_times", {}), clitics),
        quarters=_by_meaning(statistics.get("quarters", {}), ()),
        month_numbers=Phrases(months),
        homograph_fractions={split_phrase(w)[0]: int(v) for v, found in numbers.get("homograph_fractions", {}).items() for w in found},
        one_is_article=numbers.get("one_is_article", False),
        spaceless=numbers.get("spaceless", False),
        nested_scales=numbers.get("nested_scales", False),
        tokens=_glued_units(numbers, statistics) if numbers.get("glued_units") else None,
        slash_decimal=numbers.get("slash_decimal", False),
        inflection=_inflection(statistics.get("inflection")),
        by_ranges=numbers.get("by_ranges", False),
        year_nouns=numbers.get("year_nouns", True),
        plural_endings=tuple(statistics.get("plural_endings", ())),
        not_plural_endings=tuple(statistics.get("not_plural_endings", ())),
        superlative_endings=tuple(statistics.get("superlative_endings", ())),
        adverb_endings=tuple(statistics.get("adverb_endings", ())),
        comparative_endings=tuple(statistics.get("comparative_endings", ())),
        cased=any(word.upper() != word for found in numbers.get("cardinals", {}).values() for word in found),
        capital_nouns=statistics.get("capital_nouns", False),
        ordinal_point=numbers.get("ordinal_point", False),
        point_times=numbers.get("point_times", False),
        middle_dot_dates=numbers.get("middle_dot_dates", False),
        apostrophe_suffixes=numbers.get("apostrophe_suffixes", False),
        glued_names=numbers.get("glued_names", False),
        street_endings=tuple(statistics.get("street_endings", ())),
        fore_endings=tuple(statistics.get("fore_endings", ())),
        per_prefixes=tuple(split_phrase(prefix)[0] for prefix in statistics.get("per_prefixes", ())),
        per_adverbs={split_phrase(word)[0]: UnitOf.of(code) for code, found in statistics.get("per_adverbs", {}).items() for word in found},
        definite=definite,
        definite_prefixes=tuple(sorted((prefix for prefix in prefixes if definite and prefix.endswith(definite[-1:])), key=len, reverse=True)),
        sound_plurals=_folded(statistics.get("sound_plurals", ())),
        pronoun_one=numbers.get("pronoun_one", True),
        scale_alone=numbers.get("scale_alone", True),
        capital_months=statistics.get("capital_months", False),
        capital_names=statistics.get("capital_names", False),
        noun_endings=tuple((a, b) for a, b in statistics.get("noun_endings", ())),
    )


def _glued_units(numbers: Mapping[str, Any], statistics: Mapping[str, Any]) -> re.Pattern[str]:
    scales = [word for found in numbers["scales"].values() for word in found]
    counted = [word for table in ("units", "currencies") for found in statistics.get(table, {}).values() for word in found]
    return glued(map(_folded_word, scales), map(_folded_word, (*counted, *statistics.get("classifiers", ()), *statistics.get("percent", ()))))


def _folded_word(word: str) -> str:
    return lower(fold_word(word))


def _variants(phrase: str, prefixes: tuple[str, ...]) -> list[str]:
    word = split_phrase(phrase)[0]
    return [word, *(prefix + word for prefix in prefixes)]


def _with_clitics(words: tuple[str, ...], clitics: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words, *((clitic + words[0], *words[1:]) for clitic in clitics if words)]


def _phrases(entries: Iterable[str], clitics: tuple[str, ...], meaning: T) -> Phrases[T]:
    return Phrases((variant, meaning) for entry in entries for variant in _with_clitics(split_phrase(entry), clitics))


def _units(table: Mapping[str, Iterable[str]]) -> Phrases[UnitOf]:
    entries = list(universal_units())
    for code, found in table.items():
        entries.extend((split_phrase(phrase), UnitOf.of(code)) for phrase in found)
    return Phrases(entries)


def _inflection(table: Mapping[str, Any] | None) -> Inflection | None:
    if table is None:
        return None
    return Inflection(
        accusative=fold_word(table["accusative"]),
        proclitics=fold_word(table["proclitics"]),
        noun_endings=_folded(table["noun_endings"]),
        pronouns=_folded(table["pronouns"]),
        agreement=tuple((fold_word(noun), _folded(endings)) for noun, endings in table["agreement"]),
        adjectives=_folded(table["adjectives"]),
        broken_plurals=frozenset(_folded(table["broken_plurals"])),
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in words)


def _other_months(language: Language, name: str) -> list[str]:
    """All names of months, of both calendars, for the mask of dates."""
    if name != "months":
        return []
    dates = language.section("dates")
    return [month for table in ("months", "hijri_months", "solar_hijri_months") for names in dates.get(table, ()) for month in names]


def _by_meaning(table: Mapping[str, Iterable[str]], clitics: tuple[str, ...]) -> Phrases[str]:
    return Phrases((variant, code) for code, found in table.items() for phrase in found for variant in _with_clitics(split_phrase(phrase), clitics))


def _months(language: Language, words: Mapping[str, NumberWord]) -> list[tuple[tuple[str, ...], int]]:
    """Names of the months of the table [dates]; an abbreviation that is a number word too (French "sept") is left out."""
    dates = language.section("dates")
    found = [(split_phrase(name), number) for number, names in enumerate(dates.get("months", ()), 1) for name in names]
    return [(name, number) for name, number in found if name and not (len(name) == 1 and name[0] in words)]


def _counted(pairs: Iterable[str], dual: Mapping[str, Any], proclitics: tuple[str, ...]) -> tuple[dict[str, str], dict[str, tuple[str, bool]], frozenset[str]]:
    """Counted nouns: every form → its singular; the duals that cannot be read as plurals → (singular, construct); and those duals bare.

    An entry is "singular plural …"; `dual` gives the endings: `masculine`, `feminine` and `construct` (for nouns in `feminine_ending`).
    """
    singulars: dict[str, str] = {}
    duals: dict[str, tuple[str, bool]] = {}
    for entry in pairs:
        singular, *plurals = (split_phrase(word)[0] for word in entry.split())
        for form in (singular, *plurals):
            singulars.setdefault(form, entry.split()[0])
        if dual:
            feminine = singular.endswith(dual["feminine_ending"])
            stem = singular[: -len(dual["feminine_ending"])] if feminine else singular
            for ending in dual["feminine"] if feminine else dual["masculine"]:
                if (form := stem + ending) not in plurals:
                    duals.setdefault(form, (entry.split()[0], ending in dual["construct"]))
    for form in dual.get("never", ()):
        duals.pop(split_phrase(form)[0], None)
    stems = frozenset(duals)
    for form in sorted(stems):
        for prefix in proclitics:
            duals.setdefault(prefix + form, duals[form])
    return singulars, duals, stems
