"""Mails, mailboxes and pages saved as one file."""

from __future__ import annotations

from annotator.exchange import formats
from annotator.exchange.job import Job
from tests.exchange import made
from tests.exchange.made import META, REPORT, TITLE, page, read, read_one


def test_a_mail_gives_subject_sender_and_day():
    source = read_one("a.eml", made.mail("\n\n".join(REPORT)))
    assert source.text.split("\n\n") == list(REPORT)
    article = source.article
    assert (article.title, article.title_origin) == (TITLE, "message")
    assert article.author == "Chan Sophea"
    assert (article.published.iso, article.published_origin) == ("2025-03-10", "message")


def test_a_mail_whose_plain_text_is_a_stub_gives_its_page():
    raw = made.mail("View this in a browser.", html=page(REPORT))
    assert REPORT[1] in read_one("a.eml", raw).text


def test_old_mail_in_a_declared_charset_is_read():
    raw = (
        b"From: a@b.example\r\nSubject: =?koi8-r?B?7s/Xz9PU2A==?=\r\nDate: Tue, 4 Feb 2025 09:00:00"
        b" +0300\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=koi8-r\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
        + "Министерство обвинило газету.".encode("koi8-r")
    )
    source = read_one("a.eml", raw)
    assert source.text == "Министерство обвинило газету."
    assert source.article.title == "Новость"


def test_attachments_are_counted():
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(made.mail(REPORT[0]), policy=default)
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="x.pdf")
    (source,), notes = read("a.eml", message.as_bytes())
    assert source.text.strip() == REPORT[0]
    assert notes == ("Attachments left out: 1",)


def test_a_page_in_one_file_is_read_with_its_address():
    raw = made.mhtml(page(REPORT, head=META), "https://daily.example/as-opened")
    source = read_one("a.mhtml", raw)
    assert [line for line in source.text.split("\n")[1:] if line] == list(REPORT)
    assert source.article.url == "https://daily.example/as-opened"
    assert source.article.source_kind == "mhtml"
    assert source.raw == raw


def test_a_mailbox_is_taken_apart_message_by_message():
    first = made.mail("One.\n\n>From the start he denied it.")
    box = b"From a@b Mon Mar 10\n" + first + b"\n\nFrom c@d Tue Mar 11\n" + made.mail("Two.")
    found = formats.detect("news.mbox", box)
    parts = list(found.unpack(Job("news.mbox", box)))
    assert [part.name for part in parts] == ["news.mbox/0001.eml", "news.mbox/0002.eml"]
    assert "\nFrom the start" in read_one(parts[0].name, parts[0].raw).text
    assert read_one(parts[1].name, parts[1].raw).text.strip() == "Two."
