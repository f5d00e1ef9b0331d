import pytest

from annotator.domain.codebook import read_codebook
from annotator.domain.errors import CodebookError, UnknownCodeError


def test_the_starter_codebook_holds_every_set(codebook):
    sizes = [len(codebook.of(s)) for s in ("statement_type", "issue", "actor_type", "link_kind")]
    assert sizes == [18, 16, 15, 9]
    assert len({code.group for code in codebook.of("statement_type")}) == 5
    hotkeys = [code.hotkey for code in codebook.of("statement_type") if code.hotkey]
    assert sorted(hotkeys) == list("123456789")
    assert codebook.get("statement_type", "denial").rule.startswith("Link denies")


def test_an_unknown_key_is_told_with_those_that_are_known(codebook):
    with pytest.raises(UnknownCodeError, match="no statement type “gossip”") as told:
        codebook.check("statement_type", "gossip")
    assert "accusation" in told.value.for_people()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name = 'x'\nkey = ?", "line 2"),
        (b"\xff\xfe", "utf-8"),
        (b"[[statement_type]]\nlabel = 'x'", "number 1 has no key"),
        (b"[[statement_type]]\nkey='a'\n[[statement_type]]\nkey='a'", "twice"),
        (b"statement_type = 3", "must be a list of tables"),
        (b"name = 'empty'", "has no"),
    ],
)
def test_a_bad_codebook_names_the_file_and_the_place(content, reason):
    with pytest.raises(CodebookError) as told:
        read_codebook(content, "mine.toml")
    assert "mine.toml" in str(told.value)
    assert reason in str(told.value)
