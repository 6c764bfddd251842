"""Make what `extractor/knowledge` ships: `python training/train.py [LANGUAGE …]` compiles the gazetteer and trains a recogniser a language.

Every file `organisations/LL_*.txt` is taken. The order of the texts, the optimiser (L-BFGS of python-crfsuite, from zero) and the files written
are fixed, so that the same texts give the same weights.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy
import pycrfsuite

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

import augment  # noqa: E402
import corpus  # noqa: E402
import gazetteer  # noqa: E402

from extractor.fields.organisations.gazetteer import find_matches, marks  # noqa: E402
from extractor.fields.organisations.lexicon import lexicon  # noqa: E402
from extractor.fields.organisations.tag import extras, far  # noqa: E402
from extractor.fields.organisations.weights import OFFSETS  # noqa: E402
from extractor.fields.organisations.words import Word, take_apart  # noqa: E402
from extractor.fold import fold, fold_word, lower  # noqa: E402
from extractor.knowledge.gazetteer import parse_row, read_rows  # noqa: E402
from extractor.knowledge.names import names  # noqa: E402
from extractor.knowledge.phrases import phrases  # noqa: E402
from extractor.languages import language  # noqa: E402
from extractor.tokens import LINE, Tokens, tokenise  # noqa: E402

KNOWLEDGE = ROOT / "extractor" / "knowledge"
LANGUAGES = ("ar", "de", "en", "es", "fr")
SETTINGS = {"c1": 0.0, "c2": 0.5, "max_iterations": 100, "feature.possible_transitions": True}
LABELS = ("O", *(f"{place}-{kind}" for kind in corpus.KINDS for place in "BIES"))
SMALLEST = 0.02
COPIES = {"de": 2, "es": 2, "fr": 2}
"""Copies with other names (see `augment`) of the texts of languages that have few."""
HOMES = {"de": {"AT", "CH", "DE"}}
"""Languages whose copies bear names of the gazetteer too, and the countries that speak them; French and Spanish, whose names are set in lower case, lose by it."""
EVERYWHERE = frozenset({"bank", "club", "company", "media"})
"""Kinds whose bodies keep their name in other languages."""
OPENING = {"ar": -0.4, "de": -1.3, "en": -1.0, "es": -0.2, "fr": -0.8}
USUAL_OPENING = -0.5
"""Added to the score of a label that opens an organisation: the training texts name more of them than a newspaper does, least so in Arabic."""
FORBIDDEN = -1000.0


def main(wanted: Sequence[str]) -> None:
    """Put the gazetteer in order and compile it, then train each language."""
    gazetteer.main()
    for code in wanted or LANGUAGES:
        texts = corpus.read(code)
        arrays = train(code, texts)
        (KNOWLEDGE / "weights").mkdir(exist_ok=True)
        target = KNOWLEDGE / "weights" / f"{code}.npz"
        numpy.savez_compressed(target, **arrays)
        print(f"{code}: {len(texts)} texts, {len(arrays['unary_scores'])} features, {target.stat().st_size:,} bytes", flush=True)


def train(code: str, texts: Iterable[corpus.Tagged]) -> dict[str, Any]:
    """The arrays of a language's model (see `extractor.fields.organisations.weights`)."""
    texts = list(texts)
    known = known_words(texts) if lexicon(language(code)).proclitics else frozenset()
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    own = augment.pools(texts)
    others = (augment.widened(own, registered(HOMES[code])) if code in HOMES else own, own)
    for copy in range(COPIES.get(code, 0) + 1):
        for text in texts:
            tokens, features, labels = prepared(augment.with_other_names(text, others[copy % 2], copy) if copy else text, code, known)
            if copy:
                features = list(augment.without_words(features, augment.hidden_places(labels, text.source, copy), OFFSETS))
            for start, end in zip(tokens.sentences, [*tokens.sentences[1:], len(labels)], strict=True):
                trainer.append(pycrfsuite.ItemSequence(features[start:end]), labels[start:end])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        trained = tagger.info()
    return arrays_of(trained.state_features, trained.transitions, known, OPENING.get(code, USUAL_OPENING))


def registered(homes: Collection[str]) -> Iterator[str]:
    """The names of the gazetteer that pages of a language print: acronyms, names that are the same everywhere, and names from its home countries."""
    for body in map(parse_row, read_rows()):
        names = [*body.acronyms]
        if body.country in homes:
            names += [body.name_en, *body.name_local]
        elif body.kind in EVERYWHERE:
            names.append(body.name_en)
        yield from (name for name in names if name[:1].isalnum() and name[0] < "\u0250")


def prepared(text: corpus.Tagged, code: str, known: frozenset[str]) -> tuple[Tokens, list[list[str]], list[str]]:
    """The tokens of a text, with their attributes and labels."""
    folded = fold(text.text)
    tokens = tokenise(folded.text)
    words = [take_apart(word, lexicon(language(code)), known, names()) for word in tokens.words]
    spans = [(folded.position(start), folded.position(end), kind) for start, end, kind in text.names]
    return tokens, attributes(tokens, words), labels_of(tokens, spans)


def known_words(texts: Iterable[corpus.Tagged]) -> frozenset[str]:
    """Words that stand in the texts at least twice, without those that are mostly a proclitic before a commoner word."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word in tokenise(lower(fold(text.text).text)).words if len(word) > 2)
        counts.update(lower(fold_word(text.text[start:end].split(" ")[0])) for start, end, _ in text.names)
    return frozenset(word for word, count in counts.items() if count > 1 and not (word[0] in "وفبلك" and counts[word[1:]] > 3 * count))


def attributes(tokens: Tokens, words: Sequence[Word]) -> list[list[str]]:
    """The attributes of every token, named `u OFFSET feature`, `p SIDE left right`, `t a b c` and `x name`."""
    found: list[list[str]] = []
    for place, word in enumerate(words):
        mine: list[str] = []
        for offset in OFFSETS:
            if 0 <= place + offset < len(words):
                features = words[place + offset].features
                mine += [f"u {offset} {feature}" for feature in (far(features) if abs(offset) == 2 else features)]
        if place:
            mine.append(f"p 0 {words[place - 1].form} {word.form}")
        if place < len(words) - 1:
            mine.append(f"p 1 {word.form} {words[place + 1].form}")
        if 0 < place < len(words) - 1:
            mine.append(f"t {words[place - 1].coarse} {word.coarse} {words[place + 1].coarse}")
        found.append(mine)
    matches = find_matches(tokens.words, words, phrases())
    for place, name in extras(tokens.words, words, marks(len(words), matches, phrases())):
        found[place].append(f"x {name}")
    return found


def labels_of(tokens: Tokens, names: Iterable[tuple[int, int, str]]) -> list[str]:
    """The label of every token; names are half-open spans of the folded text."""
    labels = ["O"] * len(tokens.words)
    ends = [start + len(word) for start, word in zip(tokens.starts, tokens.words, strict=True)]
    place = 1
    for start, end, kind in names:
        while place < len(labels) - 1 and ends[place] <= start:
            place += 1
        inside = []
        while place < len(labels) - 1 and tokens.starts[place] < end:
            if tokens.words[place] != LINE:
                inside.append(place)
            place += 1
        for number in inside:
            labels[number] = f"I-{kind}"
        if len(inside) == 1:
            labels[inside[0]] = f"S-{kind}"
        elif inside:
            labels[inside[0]], labels[inside[-1]] = f"B-{kind}", f"E-{kind}"
    return labels


def arrays_of(
    state: Mapping[tuple[str, str], float], moves: Mapping[tuple[str, str], float], known: Iterable[str], opening: float
) -> dict[str, Any]:
    """The weights of a trained field as arrays of small integers."""
    kept = {feature: weight for feature, weight in state.items() if abs(weight) >= SMALLEST}
    scale = max(map(abs, kept.values())) / 32000
    tables: dict[str, dict[str, Any]] = {"u": {}, "p": {}, "t": {}, "x": {}}
    shapes = {"u": (len(OFFSETS), len(LABELS)), "p": (2, len(LABELS)), "t": (len(LABELS),), "x": (len(LABELS),)}
    for (attribute, label), weight in sorted(kept.items()):
        table, _, name = attribute.partition(" ")
        at: tuple[int, ...] = (LABELS.index(label),)
        if table in "up":
            number, _, name = name.partition(" ")
            at = (int(number) - (OFFSETS[0] if table == "u" else 0), *at)
        row = tables[table].setdefault(name, numpy.zeros(shapes[table], dtype="i2"))
        row[at] = round(weight / scale)
    unary = {feature: row for row, feature in enumerate(sorted(tables["u"]))}
    coarse = {name: number for number, name in enumerate(sorted({name for triple in tables["t"] for name in triple.split(" ")}))}
    pairs = sorted(_codes(tables["p"], {feature[2:]: row for feature, row in unary.items() if feature.startswith("w=")}, len(unary)))
    triples = sorted(_codes(tables["t"], coarse, len(coarse)))
    extra = sorted(tables["x"])
    return {
        "labels": _blob(LABELS),
        "scale": numpy.array(scale, dtype="f8"),
        "unary": _blob(sorted(tables["u"])),
        "unary_scores": numpy.stack([tables["u"][feature] for feature in unary]),
        "pairs": numpy.array([code for code, _ in pairs], dtype="i8"),
        "pair_scores": numpy.stack([tables["p"][name] for _, name in pairs]),
        "classes": _blob(sorted(coarse)),
        "triples": numpy.array([code for code, _ in triples], dtype="i8"),
        "triple_scores": numpy.stack([tables["t"][name] for _, name in triples]),
        "extras": _blob(extra),
        "extra_scores": numpy.stack([tables["x"][name] for name in extra]),
        "transitions": transitions(moves),
        "prior": numpy.array([opening if label in {"B-ORG", "S-ORG"} else 0.0 for label in LABELS], dtype="f4"),
        "known": _blob(sorted(known)),
    }


def transitions(moves: Mapping[tuple[str, str], float]) -> Any:
    """Scores from a label to the next one; what is no sequence of names is forbidden."""
    scores = numpy.zeros((len(LABELS), len(LABELS)), dtype="f4")
    for before, left in enumerate(LABELS):
        for after, right in enumerate(LABELS):
            goes_on = left[0] in "BI"
            fits = right[0] in "IE" and left[2:] == right[2:] if goes_on else right[0] not in "IE"
            scores[before, after] = moves.get((left, right), 0.0) if fits else FORBIDDEN
    return scores


def _codes(table: Iterable[str], numbers: Mapping[str, int], base: int) -> Iterator[tuple[int, str]]:
    """The code of each pattern all of whose parts have a number."""
    for name in table:
        code = 0
        for part in name.split(" "):
            if part not in numbers:
                break
            code = code * base + numbers[part]
        else:
            yield code, name


def _blob(lines: Sequence[str]) -> Any:
    return numpy.frombuffer("\n".join(lines).encode("utf-8"), dtype="u1")


if __name__ == "__main__":
    main(sys.argv[1:])
