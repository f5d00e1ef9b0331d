"""Tell from its content which tool a project is of, and read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.corpus import UnknownToolError
from annotator.exchange.files import read_bytes
from annotator.exchange.foreign.pack import by_ending, open_pack
from annotator.exchange.foreign.read_brat import read_brat
from annotator.exchange.foreign.read_cas import read_cas
from annotator.exchange.foreign.read_doccano import read_doccano
from annotator.exchange.foreign.read_label_studio import read_label_studio
from annotator.exchange.foreign.read_refi import read_refi

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.domain.corpus import Corpus
    from annotator.exchange.foreign.pack import Pack
    from annotator.support.work import Progress


def read_foreign(path: Path, progress: Progress) -> Corpus:
    """Read the project at ``path``, of any tool but DNA, whose files only the store opens.

    Raises:
        UnknownToolError: nothing in it is known.
        ForeignProjectError: it cannot be read as what it seems to be.
        UnsafeArchiveError: it is an archive built to do harm.
        CannotReadError, NotTextError, BeyondLimitError: it is not there, no ordinary file,
            damaged, or beyond the limits.
        Cancelled: the work was called off.
    """
    if path.suffix.lower() == ".ann":
        path = path.parent
    pack: Pack = _Beside(path) if path.suffix.lower() == ".xmi" else open_pack(path)
    if by_ending(pack, ".qde", ".qdc"):
        return read_refi(pack, progress)
    if by_ending(pack, ".ann"):
        return read_brat(pack, progress)
    if by_ending(pack, ".xmi") or by_ending(pack, "exportedproject.json"):
        return read_cas(pack, progress)
    if by_ending(pack, ".jsonl"):
        return read_doccano(pack, progress)
    listed = by_ending(pack, ".json")
    if len(listed) == 1:
        content = pack.read(listed[0])
        if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"[":
            return read_label_studio(listed[0], content, progress)
        return read_doccano(pack, progress)
    raise UnknownToolError(path=path)


class _Beside:
    """An XMI file with the type system that lies beside it."""

    def __init__(self, path: Path) -> None:
        files = [
            path,
            *(
                beside
                for beside in sorted(path.parent.glob("*.xml"))
                if beside.name.lower() == "typesystem.xml"
            ),
        ]
        self._files = {file.name: file for file in files}
        self.names = tuple(self._files)

    def read(self, name: str) -> bytes:
        return read_bytes(self._files[name])
