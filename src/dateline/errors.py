"""Everything that dateline raises on purpose: one base class, a class for each cause.

The message of each says what is wrong, where, and what to do. `exit_code` is what the command line ends with when
the error stops a run; the codes are documented in `docs/errors.md`.
"""


class DatelineError(Exception):
    """The base of every error that dateline raises on purpose; catch this one to catch them all."""

    exit_code = 1


class InputError(DatelineError):
    """A file, stream or line that was given cannot be taken as a report: missing, empty, binary, too large."""

    exit_code = 3


class EncodingError(InputError):
    """The bytes given are not text in an encoding that could be told, or hold characters that no text can hold."""


class LanguageError(InputError):
    """The text is not English, the one language that dateline reads."""


class FetchError(InputError):
    """An address cannot be fetched: not found, private, too slow, too large, or answered with an error."""


class DateError(DatelineError):
    """A date that was given, such as a publication date, cannot be understood."""

    exit_code = 2


class LexiconError(DatelineError):
    """A lexicon file breaks its format; the message lists every mistake that was found, with its file and entry."""

    exit_code = 4


class GazetteerError(DatelineError):
    """The gazetteer's sources cannot be read or its index cannot be made."""

    exit_code = 4


class ModelError(DatelineError):
    """The spaCy pipeline that was asked for is not installed or cannot parse."""

    exit_code = 4


class ExtraError(DatelineError):
    """What was asked for needs an extra of dateline that is not installed; the message says how to install it."""

    exit_code = 4


class LibraryError(DatelineError):
    """A library cannot be opened or made, or something that was asked of it is not in it."""

    exit_code = 6


class JudgementError(DatelineError):
    """A judgement cannot be taken: it is about nothing that there is, its value breaks the claim model, or it is not
    this person's to make or to undo."""

    exit_code = 6


class PeopleError(DatelineError):
    """A person cannot be let in at a library, changed or found: the name, the password or the library does not fit."""

    exit_code = 6
