"""Which colour says what, in light and in dark.

Statement types keep their hue in both. They were chosen so that every two of them
stay apart in full colour and as people without red, green or blue cones see them;
``tests/gui/test_theme.py`` measures it. No colour ever says anything alone: the word
stands beside it.
"""

from __future__ import annotations

# What each name is for stands at the fields of ``annotator.gui.theme.Theme``.
SURFACES: dict[str, dict[str, str]] = {
    "light": {
        "paper": "#F6F5F2",
        "surface": "#FFFFFF",
        "line": "#E4E1DB",
        "text": "#1E2227",
        "muted": "#6A6F77",
        "zone": "#6B7077",
        "accent": "#2B5C8A",
        "accent_tint": "#E6EEF6",
        "on_accent": "#FFFFFF",
        "saved": "#0F7B5F",
        "error": "#B3261E",
        "selection": "#BFD6EE",
        "find": "#FFE9A8",
        "find_current": "#FFC84A",
    },
    "dark": {
        "paper": "#16181B",
        "surface": "#1E2125",
        "line": "#31353B",
        "text": "#E7E8EA",
        "muted": "#A2A7AE",
        "zone": "#8B9097",
        "accent": "#7FB2E5",
        "accent_tint": "#25364A",
        "on_accent": "#16181B",
        "saved": "#5FD0AE",
        "error": "#FF8A80",
        "selection": "#35557A",
        "find": "#5A4A12",
        "find_current": "#7D6000",
    },
}

CODES: dict[str, dict[str, str]] = {
    "light": {
        "accusation": "#C2410C",
        "criticism": "#74154B",
        "denial": "#0B5FA5",
        "justification": "#274A65",
        "acknowledgement": "#2C6561",
        "demand": "#8A3A7B",
        "refusal": "#6D0677",
        "threat": "#9A5F33",
        "restriction": "#A93947",
        "legal_action": "#39269E",
        "violence": "#9A0A02",
        "policy_measure": "#0F7B5F",
        "relief": "#396245",
        "support": "#2C4C22",
        "commitment": "#576698",
        "assertion": "#625117",
        "assessment": "#66707E",
        "no_comment": "#4B3A35",
    },
    "dark": {
        "accusation": "#FF9A6B",
        "criticism": "#AC7F8F",
        "denial": "#7DBCF2",
        "justification": "#1F94CE",
        "acknowledgement": "#51EBFC",
        "demand": "#E39BD3",
        "refusal": "#E64AC8",
        "threat": "#BD8708",
        "restriction": "#F74D65",
        "legal_action": "#9774F8",
        "violence": "#E76B4F",
        "policy_measure": "#5FD0AE",
        "relief": "#6DA27A",
        "support": "#ACE6A5",
        "commitment": "#89A3F4",
        "assertion": "#F9D462",
        "assessment": "#A09FAF",
        "no_comment": "#DFD5D2",
    },
}

# The design gives these four; the other tints are mixed from the colour and the paper.
TINTS: dict[str, dict[str, str]] = {
    "light": {
        "accusation": "#FBE3D6",
        "denial": "#DCEBF8",
        "policy_measure": "#D8F0E7",
        "demand": "#F3E0EF",
    },
    "dark": {
        "accusation": "#4A2A1B",
        "denial": "#1C3550",
        "policy_measure": "#17392F",
        "demand": "#3F2439",
    },
}
TINT_STRENGTH: dict[str, float] = {"light": 0.15, "dark": 0.26}
