"""Text files of every origin become the same clean text; what is no text is refused."""

from __future__ import annotations

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import fingerprint
from annotator.domain.errors import (
    CannotReadError,
    EmptyTextError,
    NotTextError,
    TooLargeError,
)
from annotator.domain.sentences import sentences
from annotator.domain.text import clean_text
from annotator.exchange import read_text as reading
from annotator.exchange.files import read_bytes
from annotator.exchange.language import guess_language
from annotator.exchange.read_text import read_text
from annotator.support.paths import seeds

ENGLISH = (
    "The minister’s office said on Monday that “nothing” had been decided — yet.\n"
    "It cost £5, the editor of the Café said, and the court will sit in March.\n"
)
FRENCH = "Le ministère a déclaré lundi que la loi serait réexaminée après l’été, à Genève.\n"
SPANISH = "El ministro señaló que la ley de prensa será debatida mañana, según fuentes.\n"
POLISH = "Minister powiedział w poniedziałek, że ustawa zostanie zmieniona. Żółć i łąka.\n"
TURKISH = "Bakanlık pazartesi günü gazeteciyi yalan haber yaymakla suçladı, dedi.\n"
ARABIC = "اتهمت الوزارة الصحفي بنشر أخبار كاذبة. ونفى المحامي هذه التهمة يوم الاثنين.\n"
HEBREW = "המשרד האשים את העיתונאי בהפצת ידיעות כוזבות. עורך הדין הכחיש.\n"
RUSSIAN = "Министерство обвинило журналиста в распространении ложных новостей.\n"
THAI = "กระทรวงกล่าวว่าผู้สื่อข่าวเผยแพร่ข่าวเท็จ และศาลจะพิจารณาคดีในวันจันทร์\n"
JAPANESE = "大臣は月曜日、報道法を来年夏の総選挙の後に見直すと述べた。\n"
KHMER = "ក្រសួងព័ត៌មានបានប្រកាសដកហូតអាជ្ញាប័ណ្ណវិទ្យុ។ អ្នកនាំពាក្យបានបដិសេធ។\n"
EMOJI = "Reporter 👩🏽‍💻 said ❤️ 🇰🇭 the page was closed.\n"
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("text", [ENGLISH, ARABIC, RUSSIAN, THAI, JAPANESE, KHMER, EMOJI])
def test_unicode_is_read_as_it_was_written(text, encoding):
    source = read_text("a.txt", text.encode(encoding))
    assert source.text == text
    assert source.article.encoding.startswith(encoding[:5])


@pytest.mark.parametrize("times", [1, 30])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ENGLISH, "cp1252"), (ENGLISH, "mac_roman"), (FRENCH, "cp1252"), (SPANISH, "cp1252")),
        *((POLISH, "cp1250"), (TURKISH, "cp1254"), (ARABIC, "cp1256"), (HEBREW, "cp1255")),
        *((RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (THAI, "tis-620"), (JAPANESE, "shift_jis")),
    ],
)
def test_older_encodings_are_found(text, encoding, times):
    assert read_text("a.txt", (text * times).encode(encoding)).text == text * times


def test_short_khmer_is_no_kazakh():
    assert read_text("a.txt", ("បាទ។ " * 3).encode()).article.encoding == "utf-8"


def test_utf8_with_a_broken_byte_stays_utf8():
    raw = (KHMER * 3).encode() + b"\xff" + KHMER.encode()
    source = read_text("a.txt", raw)
    assert source.text == KHMER * 3 + "\ufffd" + KHMER
    assert source.raw == raw


def test_a_person_may_say_what_it_is_written_in():
    raw = "Ñandú é".encode("cp850")
    assert read_text("a.txt", raw, encoding="cp850").text == "Ñandú é"
    with pytest.raises(NotTextError, match="is not written in ascii"):
        read_text("a.txt", raw, encoding="ascii")
    for unknown in ("klingon", "zip"):
        with pytest.raises(CannotReadError, match=unknown):
            read_text("a.txt", raw, encoding=unknown)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_every_text_comes_through(encoding, written):
    if not written.strip("\ufeff \n") or not written.strip():
        return
    for line_end in ("\n", "\r\n", "\r"):
        raw = written.replace("\n", line_end).encode(encoding)
        if raw.startswith(
            (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"GIF8", b"RIFF", b"OggS", b"ID3", b"BZh")
        ):
            return
        source = read_text("a.txt", raw)
        assert source.text == clean_text(written)
        assert source.raw == raw
        assert source.article.length == len(source.text)
        spans = [zone.span for zone in source.article.zones] + list(sentences(source.text))
        assert all(span.end <= len(source.text) for span in spans)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(raw):
    try:
        source = read_text("a.txt", raw)
    except (NotTextError, EmptyTextError):
        return
    assert "\x00" not in source.text
    source.text.encode("utf-8")  # a lone surrogate would be refused here


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "archive or an office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "old office document"),
        (b"{\\rtf1\\ansi They denied it.}", "rich text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "picture"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "compressed"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"SQLite format 3\x00\x10\x00", "database"),
        (b"They denied it.\x00They left.", "no writing"),
        (bytes(range(256)) * 8, "no writing"),
        (b"\x01\x02\x03\x04\x05\x06" * 30, "no writing"),
        ("They denied it. \ud800".encode("utf-16-le", "surrogatepass"), "no writing"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw, reason):
    with pytest.raises(NotTextError, match=reason):
        read_text("a.txt", raw)


@pytest.mark.parametrize("raw", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", "\u00a0\u2028".encode()])
def test_a_file_without_text_is_refused(raw):
    with pytest.raises(EmptyTextError):
        read_text("a.txt", raw)


def test_the_article_knows_where_it_came_from(tmp_path):
    raw = b"\xef\xbb\xbfMinister Denies Closing Radio\r\n\r\nThe minister denied it.\r\n\r\nAds\r\n"
    file = tmp_path / "report one.txt"
    file.write_bytes(raw)
    source = read_text(str(file), read_bytes(file))
    article = source.article
    assert source.raw == raw
    assert source.text == "Minister Denies Closing Radio\n\nThe minister denied it.\n\nAds\n"
    assert article.source_name == "report one.txt"
    assert str(tmp_path) not in repr(article)
    assert (article.source_kind, article.encoding) == ("text", "utf-8")
    assert article.source_hash == hashlib.sha256(raw).hexdigest()
    assert article.fingerprint == fingerprint(source.text)
    assert (article.title, article.title_origin) == ("Minister Denies Closing Radio", "headline")
    assert (article.length, article.words) == (len(source.text), 8)
    assert [zone.kind for zone in article.zones] == ["headline", "debris"]
    assert len(article.id) == 32
    assert article.added_at.endswith("Z")


def test_a_nul_is_refused_whatever_the_encoding():
    with pytest.raises(NotTextError):
        read_text("a.txt", b"They denied it.\x00", encoding="utf-8")


def test_the_language_is_that_of_the_report_not_of_what_surrounds_it():
    french = "".join(f"{number}. {FRENCH}" for number in range(200))
    text = f"Share this article\n\n{french}\n\n{ENGLISH * 100}"
    assert read_text("a.txt", text.encode()).article.language == "fr"


def test_rare_breaks_are_text():
    text = "They\u2028denied\u2029it\x0bin\x0cthe\x85court\u00a0today.\n" * 5
    assert read_text("a.txt", text.encode()).text == text


def test_two_readings_are_two_articles_with_one_fingerprint():
    one, two = (read_text("a.txt", ENGLISH.encode()).article for _ in range(2))
    assert one.id != two.id
    assert one.fingerprint == two.fingerprint


class TestFiles:
    def test_one_that_is_not_there(self, tmp_path):
        with pytest.raises(CannotReadError):
            read_bytes(tmp_path / "none.txt")

    def test_one_that_may_not_be_read(self, tmp_path):
        file = tmp_path / "closed.txt"
        file.write_text(ENGLISH, encoding="utf-8")
        file.chmod(0)
        if os.access(file, os.R_OK):
            pytest.skip("this user may read everything")
        with pytest.raises(CannotReadError):
            read_bytes(file)

    def test_a_folder(self, tmp_path):
        with pytest.raises(NotTextError, match="no ordinary file"):
            read_bytes(tmp_path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
    def test_a_pipe_is_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        with pytest.raises(NotTextError, match="no ordinary file"):
            read_bytes(tmp_path / "pipe.txt")

    def test_a_name_that_is_no_unicode(self, tmp_path):
        try:
            file = tmp_path / os.fsdecode(b"caf\xe9.txt")
            file.write_text(ENGLISH, encoding="utf-8")
        except (OSError, UnicodeError):
            pytest.skip("this system takes only Unicode names")
        assert read_text(str(file), read_bytes(file)).article.source_name == "caf\ufffd.txt"

    def test_too_many_bytes(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading, "BYTES_LIMIT", 100)
        file = tmp_path / "long.txt"
        file.write_text("x" * 101, encoding="utf-8")
        with pytest.raises(TooLargeError, match="101 bytes"):
            read_text(str(file), read_bytes(file))
        with pytest.raises(TooLargeError, match="101 bytes"):
            read_text("long.txt", b"x" * 101)

    def test_too_many_characters(self):
        with pytest.raises(TooLargeError, match="2000001 characters"):
            read_text("long.txt", b"x" * 2_000_001)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *((ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es"), (POLISH, "pl"), (TURKISH, "tr")),
        *((ARABIC, "ar"), (HEBREW, "he"), (RUSSIAN, "ru"), (THAI, "th"), (JAPANESE, "ja")),
        *(
            (KHMER, "km"),
            ("👍🏽 2025", ""),
            ("وزارت اطلاعات اعلام کرد که خبرنگاران آزاد شدند", "fa"),
        ),
        ("部长周一表示,新闻法将在明年夏天大选之后重新审议。", "zh"),
        ("장관은 월요일 언론법을 재검토할 것이라고 밝혔다.", "ko"),
        ("Bộ trưởng cho biết hôm thứ hai rằng luật báo chí sẽ được xem xét lại.", "vi"),
    ],
)
def test_languages(text, language):
    assert guess_language(text) == language


def test_the_sample_articles(sample):
    """Title, outlet, author and date of each; None where the text shows none."""
    assert sample == {
        "01": ("Phnom Penh orders Facebook", "", "", "2023-07-01", "en"),
        "02": ("Cambodia takes stock of it", "Regional Digest", "", "2025-06-28", "en"),
        "03": ("Cambodian ministries told ", "", "", None, "en"),
        "04": (
            "Gendarmes search Radio Tes",
            "THE VELDA COURIER",
            "Nadja Verrow",
            "2025-03-14",
            "en",
        ),
        "05": ("Neruvia regulator takes Ch", "", "", "2024-10-09", "en"),
        "06": ("Channel Halyard silenced f", "Northbank Daily", "", "2024-10-10", "en"),
        "07": (
            "The law that wants to tidy",
            "PLAIN WORDS REVIEW",
            "Sefa Lindqvar",
            "2025-06-22",
            "en",
        ),
        "08": ("Valdoun denies phone taps,", "Petrel Online", "", "2025-04-02", "en"),
        "09": ("Reporter beaten outside he", "Southshore Dispatch", "", "2024-11-26", "en"),
        "10": ("ក្រសួងព័ត៌មាននេរូវីយ៉ាបិទគេហទ"[:26], "សំឡេងទន្លេ", "", "2025-02-18", "km"),
        "11": ("Photographer gets her came", "Carrow Sentinel", "", "2025-04-19", "en"),
        "12": ("AS IT HAPPENED: Trial of R", "Petrel Online", "", "2025-09-03", "en"),
    }


@pytest.fixture
def sample():
    found = {}
    for file in sorted((seeds() / "articles").glob("*.txt")):
        one = read_text(str(file), read_bytes(file)).article
        date = one.published.iso if one.published else None
        found[file.name[:2]] = (one.title[:26], one.outlet, one.author, date, one.language)
    return found
