"""Failures that are sentences for a person: what failed, on what, what to do next. Anything else is a bug."""


class EngineError(Exception):
    """Shown to the person as it is written. Its text says what failed, on what, and what to do."""


class NotReady(EngineError):
    """An engine lacks a package, weights, a key or a device; the text names the command that mends it."""


class AudioError(EngineError):
    """A sound could not be read, made or written."""


class DocumentError(EngineError):
    """A document could not be read: foreign, damaged, encrypted, too large, or without text."""


class ScriptError(EngineError):
    """A script or an edit of one does not hold together."""


class SpeechError(EngineError):
    """A text could not be spoken."""


class PresetError(EngineError):
    """A preset does not fit the Options it fills."""


class PassingError(EngineError):
    """A failure that may pass by itself (network, busy endpoint): the job is tried again."""
