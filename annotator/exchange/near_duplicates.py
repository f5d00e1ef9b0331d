"""Which texts are nearly the same: an agency's report as one paper cut it and another did not.

Two texts are compared by the runs of four words that they share (Jaccard's index). So that
not every text is compared with every other, each gets 128 marks (MinHash), of which two
texts that share a quarter of their runs have about a quarter in common.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from annotator.domain.article import DIMMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from annotator.domain.article import Zone

    Marks = NDArray[np.uint16]

METHOD = "minhash 128x16, runs of 4 words, 2"  # marks of another method cannot be compared
MARKS_BYTES = 256
LIKE = 0.25  # of the runs of both texts that they share
_MARKS = 128
_SEED = 20_251
_WORDS = 4
_CLUSTERS = 10  # of a script without spaces, which are about four words
_FEWEST = 25  # runs; shorter texts are like each other by chance
_SURELY = 0.42  # share of equal marks at which the texts need not be looked at
_PERHAPS = 0.23  # below it they are not
_BUCKET = 16  # articles that share two marks, of which each is compared with each
_PAIRS = 200_000  # that are compared at once
_WORD = re.compile(r"\w+")
_UNSPACED = regex.compile(
    r"[\p{Khmer}\p{Thai}\p{Lao}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}]\p{M}*+"
)
_UNSPACED_SHARE = 0.3  # of a text's characters


def runs(text: str, zones: Sequence[Zone] = ()) -> frozenset[str]:
    """Return the runs of words of the report; captions, page debris and the like stay out."""
    kept, at = [], 0
    for zone in sorted(zones):
        if zone.kind in DIMMED:
            kept.append(text[at : zone.span.start])
            at = max(at, zone.span.end)
    kept.append(text[at:])
    report = "\n".join(kept).casefold()
    signs = [] if report.isascii() else _UNSPACED.findall(report)
    unspaced = len(signs) > _UNSPACED_SHARE * len(report)
    words, width = (signs, _CLUSTERS) if unspaced else (_WORD.findall(report), _WORDS)
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(width)), strict=False)))


def marks(texts: Sequence[frozenset[str]]) -> list[bytes]:
    """Return the marks of texts, given as their runs; none for those that are too short."""
    import numpy as np
    from rensa import RMinHash

    digests = RMinHash.digests_from_token_sets([list(one) for one in texts], _MARKS, _SEED)
    low = np.asarray(digests, dtype=np.uint64).astype(np.uint16)
    return [
        row.tobytes() if len(one) >= _FEWEST else b"" for one, row in zip(texts, low, strict=True)
    ]


def like(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of their runs two texts have in common."""
    return len(one & other) / len(one | other) if one or other else 0.0


def pairs(
    all_marks: Sequence[bytes],
    new: Sequence[int],
    runs_of: Callable[[int], frozenset[str]],
    watch: Callable[[int, int], None],
) -> Iterator[tuple[int, int]]:
    """Return pairs that are alike, enough of them to join every group.

    Args:
        all_marks: of every text, none of them empty.
        new: which of them to compare with all.
        runs_of: gives the runs of the text at a place; called where marks do not decide.
        watch: is told how far it is, and may raise.
    """
    import numpy as np

    if not new or len(all_marks) < 2:
        return
    table = np.frombuffer(b"".join(all_marks), dtype=np.uint16).reshape(-1, _MARKS)
    found = np.unique(np.concatenate(list(_candidates(table, np.asarray(new), watch))))
    count = len(table)
    groups = Groups(count)
    likely = [
        (share, pair)
        for at in range(0, len(found), _PAIRS)
        for share, pair in _likely(table, found[at : at + _PAIRS], count)
    ]
    # What is sure comes first: it saves most of the looks at texts. The rest comes text by text.
    likely.sort(key=lambda one: (one[0] < _SURELY, one[1]))
    for done, (share, (one, other)) in enumerate(likely):
        watch(done, len(likely))
        if groups.of(one) == groups.of(other):
            continue
        if share >= _SURELY or like(runs_of(one), runs_of(other)) >= LIKE:
            groups.join(one, other)
            yield one, other


class Groups:
    """Joins pairs to groups; a group bears the name of its lowest member."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, one: int) -> int:
        """Return the lowest member of the group of ``one``."""
        top = one
        while self._above[top] != top:
            top = self._above[top]
        while self._above[one] != top:
            self._above[one], one = top, self._above[one]
        return top

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low


def _likely(
    table: Marks, packed: NDArray[np.int64], count: int
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Of candidates those whose marks agree often enough, with how often."""
    import numpy as np

    ones, others = np.divmod(packed, count)
    shares = (table[ones] == table[others]).mean(axis=1)
    for at in np.flatnonzero(shares >= _PERHAPS):
        yield float(shares[at]), (int(ones[at]), int(others[at]))


def _candidates(
    table: Marks, new: NDArray[np.int64], watch: Callable[[int, int], None]
) -> Iterator[NDArray[np.int64]]:
    """Pairs that share two neighbouring marks, packed into one number each."""
    import numpy as np

    yield np.empty(0, dtype=np.int64)
    bands = table.view(np.uint32)  # two marks each
    count = len(table)
    is_new = np.zeros(count, dtype=bool)
    is_new[new] = True
    for band in range(bands.shape[1]):
        watch(band, bands.shape[1])
        keys = bands[:, band]
        members = np.flatnonzero(is_new | np.isin(keys, keys[new]))
        order = members[np.argsort(keys[members], kind="stable")]
        found: list[tuple[int, int]] = []
        for bucket in _split(keys, order):
            if len(bucket) <= _BUCKET:
                found += _each_with_each(bucket, is_new)
                continue
            # A bucket of many is one of common phrases: the next marks tell them apart.
            beside = bands[:, (band + 1) % bands.shape[1]]
            for closer in _split(beside, bucket[np.argsort(beside[bucket], kind="stable")]):
                if len(closer) <= _BUCKET:
                    found += _each_with_each(closer, is_new)
                else:
                    first = int(closer[0])
                    found += [(first, int(other)) for other in closer[1:]]
        if found:
            pairs_found = np.asarray(found, dtype=np.int64)
            low, high = pairs_found.min(axis=1), pairs_found.max(axis=1)
            yield np.unique(low * count + high)


def _split(keys: NDArray[np.uint32], order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Cut ``order``, which is sorted by key, into those with the same key; not single ones."""
    import numpy as np

    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    edges = np.concatenate(([0], cuts, [len(order)]))
    several = np.flatnonzero(np.diff(edges) > 1)
    return [order[edges[at] : edges[at + 1]] for at in several]


def _each_with_each(bucket: NDArray[np.int64], is_new: NDArray[np.bool_]) -> list[tuple[int, int]]:
    members = bucket.tolist()
    fresh = is_new[bucket].tolist()
    return [
        (one, other)
        for at, one in enumerate(members)
        for n, other in enumerate(members[at + 1 :], start=at + 1)
        if fresh[at] or fresh[n]
    ]
