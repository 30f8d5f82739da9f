"""Annotation: offsets of the parsed document are those of the article, whatever its characters."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.errors import ArticleError
from kg.model import Article
from kg.nlp.annotate import MAX_CHARACTERS, _runs, annotate, article_memory, model_version, pipeline
from kg.nlp.plain_text import plain

TEXTS = [
    "",
    "\n",
    "Peru met Chile.",
    "Peru’s “envoys” met Chile’s.",
    "Peru\u00a0met\u202fChile\u2009in Lima.",
    "LIMA, May 3 (Agency) - Peru met Chile.\n\nThey met\tagain.",
    "The foreign ministers of Peru and Chile met in the city of\nLima on Monday to talk about fish.",
    "  leading and trailing space  \n\n\n",
    "Türkiye’s Erdoğan met Côte d’Ivoire’s envoy 😀 in São Tomé.",
    "A line\nanother line\n\nNATO leaders met.",
]


def parse(text: str, *, title: bool = False) -> Doc:
    return annotate(Article("case", text, title_in_text=title))


def test_table_is_whole() -> None:
    assert len(TEXTS) == 10


def assert_aligned(text: str, doc: Doc) -> None:
    assert len(doc.text) == len(text)
    for token in doc:
        assert doc.text[token.idx : token.idx + len(token)] == token.text
    changed = {a for a, b in zip(text, doc.text, strict=True) if a != b}
    assert changed <= set("’‘“”\u00a0\u202f\u2009\n\t-")  # a hyphen between blanks is read as a dash


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_are_kept(text: str) -> None:
    assert_aligned(text, parse(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Peru", "met", "Chile", "in", "LIMA", "’s", "“", "”", "\u00a0", "\n", "\n\n", " - ", ". ", "\t", "é", "😀", ","]),
        max_size=25,
    ),
    st.booleans(),
)  # fmt: skip
def test_offsets_are_kept_for_any_text(parts: list[str], title: bool) -> None:
    text = "".join(parts)
    assert_aligned(text, parse(text, title=title))


def test_span_groups() -> None:
    text = "Envoys met in Lima\n\nLIMA, May 3 (Agency) - Peru met Chile.\n\nThey parted."
    doc = parse(text, title=True)
    said = {name: [s.text for s in doc.spans[name]] for name in doc.spans}
    assert said["headline"] == ["Envoys met in Lima"]
    assert said["dateline_place"] == ["LIMA"]
    assert said["dateline_date"] == ["May 3"]
    assert said["paragraphs"] == ["Peru met Chile.", "They parted."]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Oslo: Foreign Minister Anna Berg received the ambassador of India.", ["Oslo"]),
        ("Trade: Norway and Peru met in Lima.", []),
    ],
)
def test_place_before_a_colon(text: str, place: list[str]) -> None:
    doc = parse(text)
    assert [s.text for s in doc.spans["dateline_place"]] == place


def test_sentences_do_not_cross_paragraphs() -> None:
    doc = parse("Peru met\n\nChile met Bolivia.")
    assert all("Bolivia" not in s.text or "Peru" not in s.text for s in doc.sents)


def test_hard_wrapped_lines_are_one_sentence() -> None:
    doc = parse(
        "The foreign ministers of Peru and Chile met in the city of\nLima on Monday to talk about fish."
    )
    assert len([s for s in doc.sents if s.text.strip()]) == 1


def test_typographic_quotes_do_not_change_the_parse() -> None:
    curly, straight = parse("Peru’s envoys said “yes”."), parse('Peru\'s envoys said "yes".')
    assert [(t.tag_, t.dep_) for t in curly] == [(t.tag_, t.dep_) for t in straight]


def test_too_long_an_article_is_refused_by_name() -> None:
    with pytest.raises(ArticleError, match="case"):
        parse("x" * (MAX_CHARACTERS + 1))


def test_golden_parse() -> None:
    """What the model says under this spaCy; guards the silenced warning on versions."""
    doc = parse("The ministers of Peru and Chile met in Lima on Monday.")
    assert [t.dep_ for t in doc] == "det nsubj prep pobj cc conj ROOT prep pobj prep pobj punct".split()
    assert [e.text for e in doc.ents] == ["Peru", "Chile", "Lima", "Monday"]
    assert model_version().startswith("en_")


def words_known() -> int:
    return len(pipeline().vocab.strings)


def test_words_of_articles_are_freed_after_many_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.nlp.annotate._MOST_TOKENS", 300)
    parse("Peru met Chile.")  # frees what tests before this one left
    before = words_known()
    most = 0
    for number in range(60):
        with article_memory():
            text = " ".join(f"word{number}x{k}" for k in range(20))
            assert annotate(Article("case", text)).text == text
        most = max(most, words_known())
    parse("Peru met Chile.")
    assert words_known() <= before + 20
    assert before + 100 < most < before + 60 * 20 * 2


def test_a_document_outside_of_articles_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.nlp.annotate._MOST_TOKENS", 1)
    with article_memory():
        annotate(Article("case", "The Qwertyland envoy met Zxcvbia."))
    lasting = parse("The Qwertyland envoy met Asdfania.")
    for number in range(5):
        with article_memory():
            annotate(Article("case", f"Envoy {number} met Hjklia{number} on Uiopday."))
    parse("Peru met Chile.")
    assert [token.lower_ for token in lasting] == "the qwertyland envoy met asdfania .".split()


def test_an_error_leaves_the_memory_of_articles_sound() -> None:
    with pytest.raises(ArticleError), article_memory():
        annotate(Article("case", "x" * (MAX_CHARACTERS + 1)))
    with article_memory():
        assert len(annotate(Article("case", "Peru met Chile."))) == 4


@given(st.lists(st.text(max_size=40), max_size=30), st.integers(min_value=1, max_value=100))
def test_runs_are_all_paragraphs_in_order(paragraphs: list[str], most: int) -> None:
    runs = list(_runs(paragraphs, most))
    assert [p for run in runs for p in run] == paragraphs
    for run in runs:
        # empty paragraphs may stand after a long one
        assert sum(map(bool, run)) <= 1 or sum(map(len, run)) <= most


def test_a_long_article_is_read_as_its_paragraphs_are() -> None:
    """More text than the model reads at once: each paragraph as if it stood alone."""
    paragraph = "The foreign ministers of Peru and Chile, Ana Ruiz and Luis Sol, met in Lima on Monday to discuss fish."
    alone = [(t.text, t.tag_, t.dep_, t.ent_type_, t.lemma_) for t in parse(paragraph)]
    long = parse("\n\n".join([paragraph] * 300))
    found = [(t.text, t.tag_, t.dep_, t.ent_type_, t.lemma_) for t in long if not t.is_space]
    assert found == alone * 300


def test_memory_does_not_grow_with_the_length_of_an_article() -> None:
    """Most of it is for what the model reads at once; the document itself takes some hundred bytes a word."""
    paragraph = "The foreign ministers of Peru and Chile, Ana Ruiz and Luis Sol, met in Lima on Monday to discuss fish."

    def peak(paragraphs: int) -> int:
        article = Article("case", "\n\n".join([paragraph] * paragraphs))
        with article_memory():
            annotate(article)  # its words are known from here on
        with article_memory():
            tracemalloc.start()
            try:
                annotate(article)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    more_words = (900 - 75) * 21
    assert peak(900) - peak(75) < 1000 * more_words


def test_what_reading_a_long_article_took_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given_back: list[int] = []
    monkeypatch.setattr("kg.nlp.annotate.give_back", lambda: given_back.append(1))
    monkeypatch.setattr("kg.nlp.annotate._LONG", 60)
    parse("Peru met Chile.\n\nThey talked.")
    assert given_back == []
    parse("Peru met Chile.\n\nThey talked.\n\n" * 3)
    assert given_back == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The UN Secretary-General met Peru’s vice-president.",
            "The UN Secretary General met Peru's vice president.",
        ),
        (
            "the Deputy Director-General and two consul-generals",
            "the Deputy Director General and two consul-generals",
        ),
        ("a vice-like grip, a vice-ministerial meeting", "a vice-like grip, a vice-ministerial meeting"),
        (
            "Major-General Tom Reed of the all-general staff",
            "Major General Tom Reed of the all-general staff",
        ),
        ("his guests -Ana Ruiz and Jan Al-Maes-, it said", "his guests –Ana Ruiz and Jan Al-Maes–, it said"),
        ("ZAMBIA'S envoy and PERU’S met dr. Ruiz", "ZAMBIA's envoy and PERU's met Dr. Ruiz"),
        ("a pre- and post-war visit, -5 degrees", "a pre- and post-war visit, -5 degrees"),
        ("Ana Ruiz - a former envoy - said it", "Ana Ruiz – a former envoy – said it"),
        ("Vice Prime Minister - Minister of Trade", "Vice Prime Minister - Minister of Trade"),
        ("lost 2 - 1 on June 3 - 4\n- and left", "lost 2 - 1 on June 3 - 4 - and left"),
    ],
)
def test_titles_and_brackets_are_read_without_their_hyphen(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A.Torres met Sh.Karimov", ["A.", "Torres", "met", "Sh.", "Karimov"]),
        ("M.A.Hanif and Dr.Al Said", ["M.", "A.", "Hanif", "and", "Dr.", "Al", "Said"]),
        ("U.S.Ambassador Reed", ["U.S.", "Ambassador", "Reed"]),
        ("the U.S.-led talks at 5 p.m.", ["the", "U.S.-led", "talks", "at", "5", "p.m."]),
        ("Md. Jamal said e.g. that", ["Md.", "Jamal", "said", "e.g.", "that"]),
    ],
)
def test_initials_and_titles_against_a_name_are_words(text: str, expected: list[str]) -> None:
    assert [t.text for t in annotate(Article("x", text))] == expected
