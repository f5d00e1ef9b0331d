"""What a file may take before it is refused, in one table that dialogs and manual show."""

from __future__ import annotations

from annotator.domain.errors import BeyondLimitError
from annotator.support.i18n import N_, tr

FILE_BYTES = 20_000_000  # of a document, or of one document inside an archive
CONTAINER_BYTES = 200_000_000  # of an archive, a mailbox or a table
UNPACKED_BYTES = 200_000_000  # of everything that an archive holds, really counted
RATIO = 200  # unpacked to packed, for archives that unpack to more than `RATIO_FROM`
RATIO_FROM = 10_000_000  # bytes; small files of blanks may well shrink further
MEMBERS = 10_000  # files in an archive, records in a web archive, messages in a mailbox
DEPTH = 2  # archives within archives
TEXT_LENGTH = 2_000_000  # code points of one article
PAGES = 2000
ROWS = 1_000_000  # articles in one table
COLUMNS = 1000
SECONDS = 20.0  # for one document, by the clock
SECONDS_EACH = 1.0  # added for every article or part that was delivered
MEMORY_BYTES = 1_500_000_000  # address space of the reading process, code included
FIELD_LENGTH = 2000  # code points of a title, outlet, author or address
NOTES = 100  # remarks on one file

LIMITS: tuple[tuple[str, str], ...] = (
    (N_("size of a document"), f"{FILE_BYTES // 1_000_000} MB"),
    (N_("size of an archive or table"), f"{CONTAINER_BYTES // 1_000_000} MB"),
    (N_("size of an archive when unpacked"), f"{UNPACKED_BYTES // 1_000_000} MB"),
    (N_("unpacked to packed size"), f"{RATIO} : 1"),
    (N_("files in an archive"), f"{MEMBERS:,}"),
    (N_("archives within archives"), f"{DEPTH}"),
    (N_("characters of an article"), f"{TEXT_LENGTH:,}"),
    (N_("pages of a PDF"), f"{PAGES:,}"),
    (N_("rows of a table"), f"{ROWS:,}"),
    (N_("time for a document"), f"{SECONDS:.0f} s"),
    (N_("memory for a document"), f"{MEMORY_BYTES // 1_000_000:,} MB"),
)


def refuse_beyond(path: str, count: int, limit: int, sentence: str) -> None:
    """Do nothing as long as ``count`` is within ``limit``.

    Args:
        path: how the error names the file.
        count: what was found.
        limit: the most that is allowed.
        sentence: a template marked with `N_` over {count} and {limit}.

    Raises:
        BeyondLimitError: it is more.
    """
    if count > limit:
        reason = tr(sentence, count=f"{count:,}", limit=f"{limit:,}")
        raise BeyondLimitError(path=path, reason=reason)
