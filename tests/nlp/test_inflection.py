"""The forms of English verbs."""

import pytest

from annotator.nlp.inflection import forms


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("say said", ["say", "says", "said", "said", "saying"]),
        ("deny", ["deny", "denies", "denied", "denied", "denying"]),
        ("accuse", ["accuse", "accuses", "accused", "accused", "accusing"]),
        ("admit admitted", ["admit", "admits", "admitted", "admitted", "admitting"]),
        ("write wrote written", ["write", "writes", "wrote", "written", "writing"]),
        ("press", ["press", "presses", "pressed", "pressed", "pressing"]),
        ("cut cut", ["cut", "cuts", "cut", "cut", "cutting"]),
        ("agree", ["agree", "agrees", "agreed", "agreed", "agreeing"]),
    ],
)
def test_forms(entry, expected):
    assert [form for form, _ in forms(entry)] == expected
