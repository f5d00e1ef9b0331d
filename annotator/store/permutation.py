"""Numbers in an order of chance that a seed fixes, without making a list of them."""

from __future__ import annotations

from hashlib import blake2b

_ROUNDS = 4


class Permutation:
    """Every number from 1 to ``highest``, each once, in the order that ``seed`` gives."""

    def __init__(self, highest: int, seed: int) -> None:
        self._highest = highest
        self._half = max(1, (highest.bit_length() + 1) // 2)
        self._mask = (1 << self._half) - 1
        keys = (blake2b(f"{seed}:{one}".encode(), digest_size=8) for one in range(_ROUNDS))
        self._keys = [int.from_bytes(key.digest(), "big") | 1 for key in keys]

    def __getitem__(self, place: int) -> int:
        """Return the number at ``place``, from 0 to ``highest`` - 1."""
        number = self._mixed(place)
        while number >= self._highest:  # what lies beyond is passed through again
            number = self._mixed(number)
        return number + 1

    def _mixed(self, number: int) -> int:
        left, right = number >> self._half, number & self._mask
        for key in self._keys:
            mixed = (right + 1) * key & 0xFFFF_FFFF_FFFF_FFFF
            left, right = right, left ^ ((mixed ^ mixed >> 29) * key >> 17 & self._mask)
        return left << self._half | right
