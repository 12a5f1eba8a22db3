"""Bytes to text, whatever they were written in."""

import codecs

SAMPLE_BYTES = 16_384
"""How much of a file without a mark the guess of its encoding looks at; charset-normalizer takes ~1 s per megabyte."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows and Mac names for what a guess calls by a rarer one of the same family.
_WESTERN = frozenset(
    "latin_1 iso8859_1 iso8859_15 cp1252 cp1250 cp1254 cp1257 cp437 cp850 cp858 cp775 hp_roman8 mac_roman "
    "mac_iceland iso8859_9".split()
)


def decode(content: bytes, declared: str = "") -> str:
    """Return content as text. Never fails: bytes that fit no encoding become replacement characters.

    declared: the encoding a file names itself (an HTML meta tag); believed only where it fits.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    for name in ("utf-8", declared, _wide(content)):
        text = _decoded(content, name)
        if text is not None:
            return text
    if _is_cut_utf8(content):
        return content.decode("utf-8", errors="replace")
    return content.decode(_guess(content), errors="replace")


def _decoded(content: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return content.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None


def _wide(content: bytes) -> str:
    """UTF-16 without a mark shows as NUL in every other byte of Latin text."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) / 2 and even < odd / 10:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * len(head) / 2 and odd < even / 10 else ""


def _is_cut_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a few damaged bytes: most multi-byte sequences are whole."""
    text = content[: 4 * SAMPLE_BYTES].decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - damaged > 9 * damaged


def _guess(content: bytes) -> str:
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in content[: 1 << 20].splitlines() if any(byte > 127 for byte in line))
    best = from_bytes(telling[:SAMPLE_BYTES] or content[:SAMPLE_BYTES]).best()
    name = best.encoding if best else "cp1252"
    return "cp1252" if name in _WESTERN or name.startswith("utf") else name
