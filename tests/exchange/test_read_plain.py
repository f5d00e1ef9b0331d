"""Plain text as an import reads it."""

from __future__ import annotations

from annotator.exchange.job import Job, Options
from annotator.exchange.read_plain import read_plain
from annotator.exchange.read_text import read_text

REPORT = "Le ministère dément. L’Élysée a répondu à la presse jeudi.\n" * 40


def test_a_few_broken_bytes_do_not_cost_the_article():
    raw = REPORT.encode() + b"\xff La fin."
    [source] = read_plain(Job("rapport.txt", raw, Options()))
    assert source.article.encoding == "utf-8"
    assert source.text == REPORT + "\ufffd La fin."


def test_it_reads_what_read_text_reads():
    for raw in (REPORT.encode(), REPORT.encode("cp1252"), REPORT.encode("utf-16")):
        [source] = read_plain(Job("rapport.txt", raw, Options()))
        expected = read_text("rapport.txt", raw)
        assert (source.text, source.raw) == (expected.text, expected.raw)
        assert source.article.encoding == expected.article.encoding
