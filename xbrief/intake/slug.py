"""A name as an id: small Latin letters and digits with single hyphens, also of names in other scripts."""

from __future__ import annotations

import re
import unicodedata

from xbrief.dossier.places import unaccented

_CYRILLIC = dict(zip("абвгдезийклмнопрстуфцыэіјґ", "abvgdeziyklmnoprstufcyeijg", strict=True))
_CYRILLIC |= {
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
}
_CYRILLIC |= {"я": "ya", "є": "ye", "ї": "yi", "ў": "u", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}
_GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps"}
_LETTERS = _CYRILLIC | _GREEK
_APOSTROPHES = "'`´’ʼ"
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES))
# Unicode spells these in its names of them: HANGUL SYLLABLE HAN, KATAKANA LETTER SMALL YA.
_SPELT = re.compile(r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER)( SMALL)? ([A-Z]+)")


def slug(name: str) -> str:
    """`株式会社 Łódź & Söhne` -> `lodz-sohne`. Empty where no letter of the name has a Latin spelling (Han, Arabic)."""
    spelt = ""
    for letter in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold()):
        small, sound = _sound(letter)
        if small and sound == "tu":
            # It only doubles the consonant behind it.
            continue
        if small and sound.startswith("y") and spelt.endswith("i"):
            spelt = spelt[:-1]
        spelt += sound
    ascii = unicodedata.normalize("NFKD", unaccented(spelt)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii.translate(_DROPPED)))


def _sound(letter: str) -> tuple[bool, str]:
    """How a letter is spelt in Latin ones (itself, where that is not known), and whether it is a small kana."""
    bare = unaccented(letter)
    if spelling := _LETTERS.get(letter, _LETTERS.get(bare)):
        return False, spelling
    if letter.isascii() or letter in _LETTERS:
        return False, _LETTERS.get(letter, letter)
    if not letter.isalnum() and not unicodedata.combining(letter) and letter not in _APOSTROPHES:
        return False, "-"
    found = _SPELT.fullmatch(unicodedata.name(letter, ""))
    return (bool(found[1]), found[2].lower()) if found else (False, letter)
