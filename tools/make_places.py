"""Makes `xbrief/dossier/places.tsv` from CLDR (through Babel, a development dependency) and the hand lists below.

Run it from the root of the repository: python -m tools.make_places

The file is UTF-8 text of sorted lines, fields parted by tabs:

    .                                                    where the file comes from
    .<code>  English name  "the" or nothing              a country; ISO 3166-1 alpha-2 in lower case
    .<code>  English name  "the" or nothing  members     a region; UN M49 or a word; alpha-2 codes, commas between
    <key>    codes  "en"                                 a code, English name or alias, folded
    <key>    codes                                       a name in other languages, folded

A key with accents has a line only where it means something else than without them. Codes, then English names and
aliases, then other languages: who comes first silences the rest. Within one rank all meanings stay, and the lookup
refuses to choose. Foreign names that look like a typo in another place's English name are left out: `misleading`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path

import babel
from babel import localedata
from babel.core import get_global

from xbrief.dossier.places import fold, unaccented

TARGET = Path(__file__).parent.parent / "xbrief" / "dossier" / "places.tsv"

# UN M49 as CLDR has it (supplementalData, territoryContainment, CLDR 47 to 49), which Babel does not ship. It differs
# from the UN's own list in having Taiwan and Kosovo.
SUBREGIONS = {
    "005": "ar bo br bv cl co ec fk gf gs gy pe py sr uy ve",
    "011": "bf bj ci cv gh gm gn gw lr ml mr ne ng sh sl sn tg",
    "013": "bz cr gt hn mx ni pa sv",
    "014": "bi dj er et io ke km mg mu mw mz re rw sc so ss tf tz ug yt zm zw",
    "015": "dz eg eh ly ma sd tn",
    "017": "ao cd cf cg cm ga gq st td",
    "018": "bw ls na sz za",
    "021": "bm ca gl pm us",
    "029": "ag ai aw bb bl bq bs cu cw dm do gd gp ht jm kn ky lc mf mq ms pr sx tc tt vc vg vi",
    "030": "cn hk jp kp kr mn mo tw",
    "034": "af bd bt in ir lk mv np pk",
    "035": "bn id kh la mm my ph sg th tl vn",
    "039": "ad al ba es gi gr hr it me mk mt rs pt si sm va xk",
    "053": "au cc cx hm nf nz",
    "054": "fj nc pg sb vu",
    "057": "fm gu ki mh mp nr pw um",
    "061": "as ck nu pf pn tk to tv wf ws",
    "143": "tm tj kg kz uz",
    "145": "ae am az bh cy ge il iq jo kw lb om ps qa sa sy tr ye",
    "151": "bg by cz hu md pl ro ru sk ua",
    "154": "gg im je ax dk ee fi fo gb ie is lt lv no se sj",
    "155": "at be ch de fr li lu mc nl",
}
"""Region -> its countries. Antarctica (aq) lies in the world alone."""

SUPERREGIONS = {
    "002": "015 202",
    "003": "013 021 029",
    "009": "053 054 057 061",
    "019": "003 005",
    "142": "030 034 035 143 145",
    "150": "039 151 154 155",
    "202": "011 014 017 018",
    "419": "005 013 029",
    "001": "002 009 019 142 150 aq",
}
"""Region -> its regions (and countries); CLDR's Outlying Oceania holds no country but Antarctica and is left out."""

GROUPS = {
    "apac": "030 034 035 009",
    "asean": "035",
    "brics": "br ru in cn za eg et ir ae id",
    "eu": "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk",
    "middle-east": "ae bh eg ir iq il jo kw lb om ps qa sa sy tr ye",
}
"""Groupings by treaty or habit, as at the end of 2025: ASEAN with Timor-Leste, BRICS with ten members."""

ENGLISH = {
    "cc": "Cocos Islands",
    "cd": "DR Congo",
    "cg": "Republic of the Congo",
    "gs": "South Georgia and the South Sandwich Islands",
    "hk": "Hong Kong",
    "mm": "Myanmar",
    "mo": "Macao",
    "vc": "St. Vincent and the Grenadines",
    "057": "Micronesian region",
    "apac": "Asia-Pacific",
    "asean": "ASEAN",
    "brics": "BRICS",
    "middle-east": "Middle East",
}
"""What an analyst would write, where that is not CLDR's English name."""

WITH_ARTICLE = (
    "ae ax bq bs cc cf cg ck do fk fo gb gm hm im io km ky mh mp mv nl ph pn ps sb sc tc tf um us vg vi "
    "001 019 029 057 eu middle-east"
)
"""What is printed as "the Netherlands", "the Americas"."""

ALIASES = {
    "ae": "UAE; U.A.E.; Emirates",
    "au": "استرالیا",
    "ba": "Bosnia",
    "bn": "Brunei Darussalam",
    "bo": "Plurinational State of Bolivia; Bolivia, Plurinational State of",
    "br": "Brasil",
    "bs": "Commonwealth of the Bahamas",
    "cd": "Democratic Republic of the Congo; Congo, Democratic Republic of the; DRC; Congo-Kinshasa; Zaire; RDC; "
    "République démocratique du Congo; República Democrática del Congo; Demokratische Republik Kongo; Congo; Kongo",
    "cg": "Congo Republic; Congo-Brazzaville; République du Congo; República del Congo; Republik Kongo; Congo; Kongo",
    "ch": "Swiss Confederation",
    "ci": "Ivory Coast",
    "cn": "PRC; P.R.C.; P.R. China; People's Republic of China; Mainland China; 中华人民共和国; 中國大陸; 中国大陆",
    "cv": "Cabo Verde",
    "cz": "Czech Republic; The Czech Republic",
    "de": "Federal Republic of Germany",
    "fk": "Falklands; Malvinas",
    "fm": "Federated States of Micronesia; Micronesia, Federated States of; Mikronesia; Mikronesien; "
    "Микронезия; 密克罗尼西亚; 密克羅尼西亞",
    "fr": "French Republic",
    "gb": "UK; U.K.; Britain; Great Britain; United Kingdom of Great Britain and Northern Ireland; Großbritannien; "
    "Grande-Bretagne; Gran Bretaña; Gran Bretagna; Grã-Bretanha",
    "hk": "Hong Kong SAR; Hongkong; 香港; Hồng Kông; Гонконг; Гонгконг; Χονγκ Κονγκ; هونغ كونغ; ฮ่องกง; हांगकांग; "
    "הונג קונג",
    "ie": "Republic of Ireland",
    "ir": "Islamic Republic of Iran; Iran, Islamic Republic of",
    "kp": "DPRK; D.P.R.K.; Democratic People's Republic of Korea; Korea, Democratic People's Republic of; "
    "Korea, North; N. Korea; 조선민주주의인민공화국",
    "kr": "Korea; ROK; R.O.K.; Republic of Korea; Korea, Republic of; Korea, South; S. Korea; 한국; 남한; 南韓; 南韩; "
    "Corea; Corée; Coreia; Kore; Корея; Κορέα; كوريا",
    "la": "Lao People's Democratic Republic; Lao PDR",
    "lv": "لتونی",
    "mk": "Macedonia; FYROM",
    "mm": "Burma; Birma; Birmanie; Birmania; Birmânia; ビルマ",
    "mo": "Macau; Macau SAR; Macao SAR; Makao; 澳門; 澳门; Макао; Μακάο; ماكاو; มาเก๊า; Ma Cao; מקאו",
    "md": "Republic of Moldova; Moldova, Republic of",
    "nl": "Holland; Kingdom of the Netherlands",
    "ps": "Palestine; State of Palestine; Palestine, State of; Palästina; Palestina; Палестина; فلسطين; 팔레스타인; "
    "パレスチナ; 巴勒斯坦; Filistin; Palestyna",
    "pt": "Portuguese Republic",
    "ru": "Russian Federation",
    "sa": "KSA; K.S.A.; Kingdom of Saudi Arabia",
    "st": "Sao Tome",
    "sy": "Syrian Arab Republic",
    "sz": "Swaziland",
    "tl": "East Timor",
    "tr": "Turkey; Republic of Türkiye",
    "tt": "Trinidad",
    "tw": "Taiwan, Province of China; 台灣; 台湾; 臺灣",
    "tz": "United Republic of Tanzania; Tanzania, United Republic of",
    "us": "USA; U.S.; U.S.A.; America; United States of America; The States; EE. UU.; États-Unis d'Amérique; "
    "Estados Unidos de América; Estados Unidos da América; Vereinigte Staaten von Amerika; "
    "США; アメリカ; 米国; 美國; 美国",
    "va": "Vatican; Holy See; Vatican City State",
    "ve": "Bolivarian Republic of Venezuela; Venezuela, Bolivarian Republic of",
    "vg": "Virgin Islands",
    "vi": "US Virgin Islands; Virgin Islands",
    "vn": "Viet Nam",
    "xk": "XKX",
    "za": "RSA; Republic of South Africa; Sudáfrica; Afrique du Sud; África do Sul",
    "001": "Worldwide; Global",
    "003": "Nordamerika; Nordamerica; Amérique du Nord; América del Norte; Norteamérica; América do Norte; 北米; 북미",
    "011": "West Africa",
    "014": "East Africa",
    "015": "North Africa",
    "017": "Central Africa",
    "030": "East Asia; Far East",
    "034": "South Asia; Indian subcontinent",
    "035": "South-eastern Asia; South-East Asia; SEA; Südostasien",
    "057": "Micronesia (region)",
    "145": "West Asia",
    "202": "Subsaharan Africa",
    "419": "LATAM; Latin America and the Caribbean; LAC; Λατινική Αμερική",
    "apac": "Asia Pacific; Asia-Pacific region; Asia and the Pacific",
    "asean": "Association of Southeast Asian Nations; ASEAN countries",
    "brics": "BRICS countries; BRICS+",
    "eu": "EU; E.U.",
    "middle-east": "Mideast; Naher Osten; Moyen-Orient; Oriente Medio; Ближний Восток; 중동; 中东; 中東",
}
"""Names that CLDR lacks. One given to two codes is ambiguous on purpose."""

RETIRED = "BUR DDR FXX TMP YMD ZAR 200 230 249 278 280 720 736 886 XKK 983"
"""Codes that CLDR still maps to a country but that ISO has withdrawn or never gave."""

LARGE_LANGUAGES = "ar bn de es fr hi id it ja ko ms nl pl pt pt_PT ru sv tr uk vi zh zh_Hant"
"""Whose names stand even where a typo in an English name makes them: Chine is a letter from Chile."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def members() -> dict[str, tuple[str, ...]]:
    """Region -> alpha-2 codes of its countries, lower case, sorted."""
    found: dict[str, tuple[str, ...]] = {}
    for code, parts in [*SUBREGIONS.items(), *reversed(SUPERREGIONS.items()), *GROUPS.items()]:
        found[code] = tuple(sorted(_countries_in(parts)))
    return dict(sorted(found.items()))


def _countries_in(parts: str) -> set[str]:
    within = {**SUBREGIONS, **SUPERREGIONS}
    return {code for part in parts.split() for code in (_countries_in(within[part]) if part in within else {part})}


def countries() -> tuple[str, ...]:
    """The alpha-2 codes of ISO 3166-1, and `xk`, lower case, sorted."""
    return members()["001"]


def english_names() -> dict[str, str]:
    """Code -> the name to print, for countries and regions."""
    cldr = _territories("en")
    names = {code: cldr.get(code.upper(), "").replace(" & ", " and ") for code in (*countries(), *members())}
    names.update(ENGLISH)
    if missing := sorted(code for code, name in names.items() if not name):
        raise SystemExit(f"no English name for {', '.join(missing)}")
    return names


def _territories(locale: str) -> dict[str, str]:
    """CLDR code -> name, as one locale itself gives it: what it inherits comes with its parent."""
    found: dict[str, str] = localedata.load(locale, merge_inherited=False).get("territories", {})
    return found


def iso_codes() -> Iterator[tuple[str, str]]:
    """(alpha-2, alpha-3 or number) and the code itself."""
    known = set(countries())
    for code in (*known, *members()):
        yield code, code
    for longer, targets in get_global("territory_aliases").items():
        if len(longer) == 3 and len(targets) == 1 and targets[0].lower() in known and longer not in RETIRED.split():
            yield targets[0].lower(), longer


def names_in_english() -> Iterator[tuple[str, str]]:
    """(code, name) of what is printed, of CLDR's own for all sorts of English, and of the aliases."""
    printed = english_names()
    hand = ((code, alias.strip()) for code, aliases in ALIASES.items() for alias in aliases.split(";"))
    for code, name in [*printed.items(), *hand]:
        yield code, name
        if code in WITH_ARTICLE.split():
            yield code, f"the {name}"
    for locale in _locales():
        if _language(locale) == "en" and locale not in {"en_Dsrt", "en_Shaw"}:
            yield from _names_of(locale)


def names_elsewhere() -> Iterator[tuple[str, str]]:
    """(code, name) in the other languages of CLDR."""
    for locale in _locales():
        yield from _names_of(locale)


def _locales() -> list[str]:
    return sorted(localedata.locale_identifiers())


def _language(locale: str) -> str:
    return locale.partition("_")[0]


def _names_of(locale: str) -> Iterator[tuple[str, str]]:
    wanted = {*countries(), *members()}
    for territory, name in _territories(locale).items():
        code = territory.lower()
        if code not in wanted:
            continue
        yield code, name
        # "Myanmar (Burma)", "Hong Kong (RAE Xina)": what stands before or around the brackets is a name too.
        yield code, re.sub(r"[(（].*[)）]", "", name)
        if name.startswith("St. "):
            yield code, f"Saint {name[4:]}"
        if _language(locale) == "de":
            yield code, name.translate(UMLAUTS)


def lines() -> list[str]:
    """The file's lines, sorted by their bytes."""
    names, regions = english_names(), members()
    version = f"made by tools/make_places.py from Babel {babel.__version__}, CLDR {get_global('cldr')['version']}"
    made = [f".\t{version}; do not edit\t"]
    for code, name in names.items():
        fields = [f".{code}", name, "the" if code in WITH_ARTICLE.split() else ""]
        made.append("\t".join([*fields, ",".join(regions[code])] if code in regions else fields))
    for key, (codes, english) in meanings().items():
        made.append("\t".join([key, ",".join(sorted(codes)), *(["en"] if english else [])]))
    return sorted(made, key=lambda line: line.encode())


def meanings() -> dict[str, tuple[frozenset[str], bool]]:
    """Folded name -> what it means, and whether it is a code, English or an alias."""
    found: dict[str, tuple[frozenset[str], bool]] = {}
    for source, english in ((iso_codes, True), (names_in_english, True), (names_elsewhere, False)):
        rank: dict[str, set[str]] = defaultdict(set)
        for code, name in source():
            key = fold(name)
            rank[key].add(code)
            rank[unaccented(key)].add(code)
        for key, codes in rank.items():
            found.setdefault(key, (frozenset(codes), english))
    for key in misleading(found):
        del found[key]
    return {
        key: meaning
        for key, meaning in found.items()
        if unaccented(key) == key or found.get(unaccented(key), (None,))[0] != meaning[0]
    }


def misleading(found: Mapping[str, tuple[frozenset[str], bool]]) -> set[str]:
    """Foreign names, in plain Latin letters, that a typo in a code or in an English name would hit.

    "end" is India to one small language, "ugana" Ghana and "nigera" Niger to others. Who types them means something
    else, and gets suggestions when they are left out. With their accents (Nigēra) they stay.
    """
    spared = {unaccented(fold(name)) for locale in LARGE_LANGUAGES.split() for _, name in _names_of(locale)}
    by_deletion = defaultdict(set)
    for key, (_, english) in found.items():
        if english and len(key) > 3:
            for shorter in _deletions(key):
                by_deletion[shorter].add(key)
    wrong = set()
    for key, (codes, english) in found.items():
        if english or not key.isascii():
            continue
        close = {word for shorter in _deletions(key) for word in by_deletion[shorter] if one_edit(key, word)}
        others = any(found[word][0] != codes for word in close)
        if len(key) <= 3 or (others and key not in spared):
            wrong.add(key)
    return wrong


def _deletions(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_edit(one: str, other: str) -> bool:
    """Whether one letter added, dropped or changed, or two swapped, make one word the other."""
    one, other = _without_common_start(one, other)
    one, other = _without_common_start(one[::-1], other[::-1])
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _without_common_start(one: str, other: str) -> tuple[str, str]:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[same:], other[same:]


def content() -> bytes:
    """The whole file."""
    return "".join(f"{line}\n" for line in lines()).encode()


if __name__ == "__main__":
    TARGET.write_bytes(content())
