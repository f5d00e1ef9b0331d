"""Failures that a researcher can understand and mend."""

from __future__ import annotations

from typing import ClassVar

from annotator.support.i18n import N_, tr


class AnnotatorError(Exception):
    """A failure the researcher can understand and act on.

    A subclass says ``what`` happened and, where there is one, the ``remedy``. Both are
    English templates over the keyword facts given when raised; they are translated
    only when shown. Any *other* exception is a fault of the program and shown as one.
    """

    what: ClassVar[str]
    remedy: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(self.what.format(**facts))
        self.facts = facts

    def for_people(self) -> str:
        """Return the whole message in the reader's language."""
        sentences = [self.what, self.remedy] if self.remedy else [self.what]
        return " ".join(_ended(tr(sentence, **self.facts)) for sentence in sentences)


def _ended(sentence: str) -> str:
    """Return ``sentence`` with a full stop: reasons that a system gives have none."""
    return sentence if sentence.endswith((".", "!", "?", "។")) else sentence + "."


class SpanError(AnnotatorError):
    """A stretch of text that cannot be."""

    what = N_("{start}:{end} is no stretch of text.")
    remedy = N_("Give two offsets, the first smaller than the second and neither below 0.")


class OutsideTextError(AnnotatorError):
    """A span that lies beyond the end of its article."""

    what = N_("{start}:{end} lies outside the article, which has {length} characters.")
    remedy = N_("Offsets count characters from 0; the end is not included.")


class UnknownCodeError(AnnotatorError):
    """A key that the codebook does not hold."""

    what = N_("The codebook has no {kind} “{key}”.")
    remedy = N_("Known are: {known}.")


class CodebookError(AnnotatorError):
    """A codebook file that cannot be read."""

    what = N_("The codebook {file} cannot be used: {reason}")
    remedy = N_("Mend the file at the place named, or take another one.")


class NotFoundError(AnnotatorError):
    """A record that is not in the project."""

    what = N_("The project has no {kind} “{record}”.")
    remedy = N_("Look at the list of the project's articles for what is there.")


class NoCoderError(AnnotatorError):
    """A coder who has done nothing in the project."""

    what = N_("The project has no coder “{coder}”.")
    remedy = N_("Its coders are: {known}.")


class AmbiguousError(AnnotatorError):
    """The beginning of an id that fits several records."""

    what = N_("“{record}” fits {count} records of the kind {kind}.")
    remedy = N_("Give more of the id.")


class NotYoursError(AnnotatorError):
    """A record of another coder, which only its maker may change."""

    what = N_("This {kind} was made by {coder}, and only its maker changes it.")
    remedy = N_("Make one of your own, or comment on it in the review.")


class ProjectInUseError(AnnotatorError):
    """Another program has the project open for writing."""

    what = N_("{coder} has {project} open on {machine} since {since}.")
    remedy = N_("Close it there first; until then it can be read but not changed here.")


class ReadOnlyError(AnnotatorError):
    """A change to a project that is open for reading only."""

    what = N_("{project} is open for reading only: {reason}")
    remedy = N_("Nothing was changed.")


class NoProjectError(AnnotatorError):
    """A path with nothing there."""

    what = N_("There is no project at {path}.")
    remedy = N_("Check the name, or make one with “annotator new {path}”.")


class ProjectExistsError(AnnotatorError):
    """A new project whose name is taken."""

    what = N_("There is a file at {path} already.")
    remedy = N_("Give the new project another name; nothing was overwritten.")


class NotAProjectError(AnnotatorError):
    """A file of another kind."""

    what = N_("{path} is not an Annotator project: {reason}")
    remedy = N_("The file was left as it is. Choose a file that ends in .annotator.")


class NewerProjectError(AnnotatorError):
    """A project written by a later version."""

    what = N_(
        "{path} comes from a newer version of Annotator (format {theirs}; this one knows {ours})."
    )
    remedy = N_("Install the newer version to open it; the file was left as it is.")


class OlderProjectError(AnnotatorError):
    """A project written by an earlier version, which is only to be read."""

    what = N_("{path} comes from an earlier version of Annotator.")
    remedy = N_("Open it once in the window: it will be brought up to date.")


class DamagedProjectError(AnnotatorError):
    """A project file that cannot be read whole."""

    what = N_("{path} is damaged: {reason}")
    remedy = N_("The file was left as it is. Keep a copy of it and open your last backup.")


class CannotWriteError(AnnotatorError):
    """A disk that does not take what is to be written."""

    what = N_("{path} could not be written: {reason}")
    remedy = N_(
        "What was saved before is kept. Free some space or choose another place, then try again."
    )


class FolderTakenError(AnnotatorError):
    """An export into a folder that holds something else."""

    what = N_("{path} holds “{file}”, which is not of an earlier export.")
    remedy = N_("Choose a new folder, so that nothing of yours is replaced.")


class FileTakenError(AnnotatorError):
    """An export over a file that is something else."""

    what = N_("There is a file at {path} that is not an earlier export.")
    remedy = N_("Choose another name, so that nothing of yours is replaced.")


class CannotReadError(AnnotatorError):
    """A file that cannot be read."""

    what = N_("{path} could not be read: {reason}")
    remedy = N_("Check that the file is there and that you may read it.")


class EmptyTextError(AnnotatorError):
    """A file without any text."""

    what = N_("{path} holds no text.")
    remedy = N_("Look at the file: it may be a scan or a picture.")


class NotTextError(AnnotatorError):
    """A file that is no plain text."""

    what = N_("{path} is not a text file ({reason}).")
    remedy = N_("Save it as plain text first.")


class TooLargeError(AnnotatorError):
    """A file beyond the limit."""

    what = N_("{path} has {size} bytes; the limit is {limit}.")
    remedy = N_("Split it into single articles.")


class NothingToUndoError(AnnotatorError):
    """Undo or redo at the end of the line."""

    what = N_("There is nothing to {act}.")


class ChangedSinceError(AnnotatorError):
    """A step that cannot be undone because its records were changed later."""

    what = N_("“{label}” cannot be undone: a record that it made is used or was changed since.")
    remedy = N_("Undo or remove what came later first.")


class BadLineError(AnnotatorError):
    """A line of a file or stream that cannot be used."""

    what = N_("Line {line} cannot be used: {reason}.")
    remedy = N_("Mend that line and start again.")


class UnknownFormatError(AnnotatorError):
    """A file format nobody knows here."""

    what = N_("The format “{format}” is not known.")
    remedy = N_("Known are: {known}.")


class BadQueryError(AnnotatorError):
    """A query that cannot be understood."""

    what = N_("The query “{query}” cannot be understood at “{place}”.")
    remedy = N_("Known fields are: {known}. Put words that belong together in double quotes.")


class NothingToFindError(BadQueryError):
    """A query of nothing but marks."""

    what = N_("“{place}” holds no letter and no digit to look for.")
    remedy = N_("Type a word, or a field such as outlet:… or state:todo.")


class TooLongQueryError(BadQueryError):
    """A query beyond the limits."""

    what = N_("The query “{query}” is too long at “{place}”.")
    remedy = N_("Leave something out, or search twice.")


class NoSearchError(AnnotatorError):
    """A search that is not kept."""

    what = N_("No search is kept under the name “{name}”.")
    remedy = N_("Kept are: {known}.")


class NoWordsError(AnnotatorError):
    """A list of places without anything that stands at a place."""

    what = N_("“{query}” asks for no word of the text, so there are no places to list.")
    remedy = N_("Add a word or a phrase.")


class TooManyPlacesError(AnnotatorError):
    """More places than can be sorted."""

    what = N_("More than {limit} places were found, too many to sort.")
    remedy = N_("Narrow the search, or list them in the order of the articles.")


class BadPatternError(AnnotatorError):
    """A regular expression that is none."""

    what = N_("The pattern cannot be used at character {at}: {reason}.")
    remedy = N_("A bracket or sign that is meant as such has a backslash before it.")


class SlowPatternError(AnnotatorError):
    """A regular expression that does not come to an end."""

    what = N_("The pattern took too long in “{title}” and was stopped.")
    remedy = N_("Repetitions inside repetitions, as in (a+)+, are the usual reason: simplify it.")


class TooFewCodersError(AnnotatorError):
    """More coders to an article than there are."""

    what = N_("Each article cannot go to {each} of {count} coders.")
    remedy = N_("Name more coders, or give each article to fewer.")


class BrokenFileError(AnnotatorError):
    """A file that is not what its kind of file must be."""

    what = N_("{path} cannot be read as {format}: {reason}")
    remedy = N_("Open it in the program that it comes from and save it again.")


class BeyondLimitError(AnnotatorError):
    """A file that would take more than the limits allow."""

    what = N_("{path} was refused: {reason}")
    remedy = N_("If you trust it, split it into smaller files.")


class GivenUpError(AnnotatorError):
    """A file on which the reading process hung, ran out of memory or crashed."""

    what = N_("{path} was given up: {reason}")
    remedy = N_("No other file is affected. Try to save it as plain text.")


class LockedFileError(AnnotatorError):
    """A file that asks for a password."""

    what = N_("{path} is locked with a password.")
    remedy = N_("Save a copy of it without the password first.")


class ScanError(AnnotatorError):
    """A PDF of pictures."""

    what = N_("{path} is a scan: its {pages} pages hold pictures and no text.")
    remedy = N_("Have its text recognised (OCR) first, then import the result.")


class NoTextColumnError(AnnotatorError):
    """A table of which nobody has said where the text stands."""

    what = N_("{path} has no column “{column}” for the text.")
    remedy = N_("Say which of its columns holds the text: {known}.")
