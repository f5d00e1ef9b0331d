"""Names of files tell date, outlet and title by a pattern, in a time that names cannot stretch."""

from __future__ import annotations

import time
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.name_patterns import BadPatternError, NamePattern, read_name_date


@pytest.mark.parametrize(
    ("pattern", "path", "told"),
    [
        (
            "{date}_{outlet}_{title}",
            "2025-03-14_Delta Post_harbour-radio-closed.txt",
            {"date": "2025-03-14", "outlet": "Delta Post", "title": "harbour radio closed"},
        ),
        ("{date}_{title}", "20250314_It rained.html", {"date": "2025-03-14", "title": "It rained"}),
        ("{title}_{date}", "a_b_c_2025-03.pdf", {"title": "a b c", "date": "2025-03"}),
        ("{outlet} ({date})", "Wire (2025).txt", {"outlet": "Wire", "date": "2025"}),
        ("{}-{outlet}", "0017-Post.txt", {"outlet": "Post"}),
        ("{outlet}/{date}_{title}", "x/Post/2025-01-02_t.txt",
         {"outlet": "Post", "date": "2025-01-02", "title": "t"}),
        ("{outlet}/{}/{title}", "The-Wire/03/a.b.txt", {"outlet": "The Wire", "title": "a.b"}),
        ("{date} {author}", "14.3.2025 Sok Dara.txt", {"date": "2025-03-14", "author": "Sok Dara"}),
        ("{language}-{title}", "km-ក្រសួង.txt", {"language": "km", "title": "ក្រសួង"}),
        ("{date}_{title}", "04-05-2025_two meanings.txt", {}),
        ("{date}_{title}", "2025-13-14_no month.txt", {}),
        ("{date}_{title}", "nothing here.txt", {}),
        ("{outlet}+{title}", "a+b+c.txt", {"outlet": "a", "title": "b+c"}),
    ],
)  # fmt: skip
def test_what_names_tell(pattern, path, told):
    assert NamePattern(pattern).read(PurePath(path)) == told


@pytest.mark.parametrize(
    "pattern",
    ["", "no field", "{date}{title}", "{what}", "{title}_{title}", "{date", "date}_{title}",
     "{title}_}", "{a{title}}", "x" * 400 + "{title}", "{}_" * 20 + "{title}"],
)  # fmt: skip
def test_patterns_that_cannot_be(pattern):
    with pytest.raises(BadPatternError) as raised:
        NamePattern(pattern)
    assert "{title}" in raised.value.for_people()


def test_no_name_takes_long():
    pattern = NamePattern("{date}_{}_{}_{}_{}_{}_{}_{}_{outlet}x{title}y")
    began = time.perf_counter()
    pattern.read(PurePath("2025_" + "_" * 5000 + ".txt"))
    pattern.read(PurePath("2025" * 2000))
    assert time.perf_counter() - began < 1


@given(st.text(max_size=80), st.sampled_from(["{date}_{title}", "{title}", "{outlet}/{title}"]))
def test_any_name_is_read_or_not(name, pattern):
    told = NamePattern(pattern).read(PurePath("folder", name.replace("\x00", "")))
    assert all(told.values())


@pytest.mark.parametrize(
    ("words", "date"),
    [("2025", "2025"), ("2025.03", "2025-03"), ("31-12-2024", "2024-12-31"),
     ("12-31-2024", "2024-12-31"), ("5-5-2025", "2025-05-05"), ("1.2.2025", None),
     ("99999999", None)],
)  # fmt: skip
def test_dates_of_names(words, date):
    found = read_name_date(words)
    assert (found.iso if found else None) == date
