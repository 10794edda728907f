"""Names an article's outlet and writers, from what came with the capture first, then from the page; never a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from whence.model.document import Capture, Line, LineRole
from whence.model.pack import Outlet
from whence.reading.layouts import text_start
from whence.reading.litter import At, load_litter
from whence.reading.mastheads import NAME, byline_words, is_item, is_masthead, is_placed_day
from whence.reading.titles import page_title

_HOST_PARTS = ("www.", "rss.", "feeds.", "feed.", "m.", "amp.", "moxie.")
AGENCY = "agency"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENDER = re.compile(rf"[A-Z][\w.,'’/ -]{{2,60}}?\((?:The )?({NAME})\)\s*[–—-]\s")
_NAME_WORDS = 6
_HEADER_WORDS = 6
_SHORTEST = 4
_SHARED = re.compile(r"\s{2,}|\t|\s[|•·–—]\s")
"""What parts a masthead from a menu or a slogan on its line."""
_SIGNED = (LineRole.BYLINE, LineRole.DATELINE)
_FEWEST_NAMES, _MOST_NAMES = 2, 4
_TOP = 8
"""Lines of a page among which its masthead stands."""
_OWNERS = ("inc", "llc", "ltd", "limited", "corporation", "corp", "co", "company", "plc", "gmbh")
_SURE = 1.5
_ENOUGH = 2.0
"""How much must speak for a name that no table of outlets holds: two mentions, or one that can mean nothing else."""


def name_outlet(
    capture: Capture, text: str, lines: Sequence[Line], outlets: Sequence[Outlet], site: str | None = None
) -> str | None:
    """The outlet, by its name in ``outlets`` where it is there. ``site`` is the name in a page's head."""
    if capture.outlet:
        return _known(capture.outlet, outlets) or _of_host(capture.outlet, outlets) or _bare_host(capture.outlet)
    if site:
        return _known(site, outlets) or site
    if capture.url and (named := _of_host(urlsplit(capture.url).netloc, outlets)):
        return named
    return _on_page(text, lines, outlets)


def _known(name: str, outlets: Sequence[Outlet]) -> str | None:
    """The outlet of this name or alias; "the" and case do not count."""
    return _index(tuple(outlets)).get(_key(name))


@cache
def _index(outlets: tuple[Outlet, ...]) -> dict[str, str]:
    return {_key(name): outlet.name for outlet in outlets for name in (*outlet.aliases, outlet.name)}


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _of_host(host: str, outlets: Sequence[Outlet]) -> str | None:
    """The outlet whose domain the host is or lies under."""
    host = _bare_host(host).casefold().partition(":")[0]
    for outlet in outlets:
        if any(host == domain or host.endswith("." + domain) for domain in outlet.domains):
            return outlet.name
    return None


def _bare_host(host: str) -> str:
    """A host without the parts that say how it is fetched; anything else as it is."""
    if " " in host.strip() or "." not in host:
        return host.strip()
    host = (urlsplit(host).netloc if "://" in host else host).strip().strip("/")
    for part in _HOST_PARTS:
        host = host.removeprefix(part)
    return host


def _on_page(text: str, lines: Sequence[Line], outlets: Sequence[Outlet]) -> str | None:
    """The name that most of the page's own mentions of its outlet agree on."""
    votes: dict[str, float] = {}
    spelled: dict[str, Counter[str]] = {}
    mentions = _mentions(text, lines, outlets)
    keys = {_key(name) for name, _ in mentions}
    for name, weight in mentions:
        key = _key(name) if _known(name, outlets) else _full(_key(name), keys)
        votes[key] = votes.get(key, 0.0) + weight
        if key == _key(name):
            spelled.setdefault(key, Counter())[name] += 1
    best = max(votes, key=lambda key: votes[key], default=None)
    if best is None or votes[best] < _ENOUGH:
        return None
    name = max(
        spelled[best],
        key=lambda name: (
            not (name.isupper() and " " in name),
            name.casefold().startswith("the "),
            spelled[best][name],
        ),
    )
    return _known(name, outlets) or name


def _full(key: str, keys: set[str]) -> str:
    """The longer name of the page that a short one stands for: "the Courier" for "The Sample Courier"."""
    longer = [other for other in keys if other.endswith(" " + key)] if " " not in key else []
    return longer[0] if len(longer) == 1 else key


def _mentions(text: str, lines: Sequence[Line], outlets: Sequence[Outlet]) -> list[tuple[str, float]]:
    """Names that may be the outlet's, each with how much it speaks for it."""
    said = [" ".join(line.span.of(text).split()) for line in lines]
    told = Counter(map(_key, said))
    found = _of_title(text, lines, told, outlets) + _over_title(text, lines, said, told, outlets)
    signed = any(
        _writer().match(words) for line, words in zip(lines, said, strict=True) if line.role is LineRole.BYLINE
    )
    named: set[tuple[str, float, str]] = set()
    start = text_start(text, lines)
    for place, (line, words) in enumerate(zip(lines, said, strict=True)):
        if line.role in (LineRole.BYLINE, LineRole.DATELINE) and place < start:
            found += _in_header(words, signed, outlets)
        elif line.role in (LineRole.NOTICE, LineRole.COMMENT) or (
            line.role is LineRole.TEASER and (words.startswith("©") or _cue().match(words))
        ):
            named |= {(name, _weight(name, words, outlets), words) for name in _after_cue(words)}
        elif line.role is LineRole.OWN:
            named |= {(name, 1.0, words) for name in _sender(words)}
    return found + [(name, weight) for name, weight, _ in sorted(named)]


def _of_title(
    text: str, lines: Sequence[Line], told: Counter[str], outlets: Sequence[Outlet]
) -> list[tuple[str, float]]:
    """The name after a page's title ("Headline - Outlet"), known or told on another line too."""
    head = text[lines[0].span.start :].split("\n", 1)[0].strip() if lines else ""
    suffix = head[len(page_title(head)) :].strip(" |•·»›/–—-")
    if not suffix or not suffix[0].isupper():
        return []
    return [(suffix, _ENOUGH if _known(suffix, outlets) or told[_key(suffix)] else _SURE)]


def _over_title(
    text: str, lines: Sequence[Line], said: Sequence[str], told: Counter[str], outlets: Sequence[Outlet]
) -> list[tuple[str, float]]:
    """The masthead: the one line at the top of the page that is a name and says that it is an outlet's.

    Any other name that opens the page is sure only if it is known; else it speaks a little, more where it is repeated.
    """
    above = []
    for line, words in zip(lines, said, strict=True):
        if line.role in (LineRole.TITLE, LineRole.OWN):
            break
        above.append(words)
    top = [_SHARED.split(line.span.of(text))[0] for line in lines[: min(_TOP, len(above))]]
    named = {_key(words): words for words in top if is_masthead(words)}
    if len(named) == 1:
        return [(words, _ENOUGH) for words in named.values()]
    name = next((words for words in above if not _is_litter(words)), "")
    if not re.fullmatch(NAME, name) or len(name) < _SHORTEST or len(name.split()) > _NAME_WORDS:
        return []
    if _known(name, outlets):
        return [(name, _ENOUGH)]
    again = told[_key(name)] > 1
    return [(name, _ENOUGH if _is_told(name, text) else _SURE if again else 1.0)]


def _is_told(name: str, text: str) -> bool:
    """Whether a text speaks of itself by the name: "told Gulf Meridian", "an NBN journalist" on a page of NBN News."""
    if len(name.split()) == 1 and not name.isupper():
        return False
    *first, last = name.split()
    short = " ".join(first) if first and last.casefold() in byline_words("outlet_tail") else name
    before, after = ("|".join(map(re.escape, sorted(byline_words(part)))) for part in ("told_outlet", "of_outlet"))
    told = rf"\b(?i:{before}) (?:the )?{re.escape(name)}\b|\b{re.escape(short)} (?:{after})\b"
    return re.search(told, text) is not None


def _is_litter(words: str) -> bool:
    return any(hit.at is not At.WITHIN for hit in load_litter().hits(words))


def _sender(words: str) -> list[str]:
    """The agency of a dateline: "STRELSAU, March 4 (Zenda Wire) -"."""
    match = _SENDER.match(words)
    return [match[1]] if match and len(match[1].split()) <= _NAME_WORDS else []


def _in_header(words: str, signed: bool, outlets: Sequence[Outlet]) -> list[tuple[str, float]]:
    """A line of its own between title and text that names an outlet: known, or told twice beside a writer's name."""
    if _known(words, outlets) or (is_masthead(words) and (signed or words.startswith("The "))):
        return [(words, _ENOUGH)]
    plain = len(words.split()) <= _HEADER_WORDS and not _is_litter(words)
    return [(words, 1.0)] if signed and plain and re.fullmatch(NAME, words) else []


def _weight(name: str, words: str, outlets: Sequence[Outlet]) -> float:
    """How much a name after a cue speaks: enough where the line says no more than whose the rights are, or "more".

    An agency's name stands so on the pages of others too.
    """
    cue = _cue().match(words)
    if cue is not None and _known(name, [each for each in outlets if each.kind == AGENCY]) is None:
        rest = _YEAR.sub("", words[cue.end() :].partition(name)[2]).casefold().strip(" .,|·•–—-")
        alone = not rest or rest in byline_words("rights")
        if alone and (is_masthead(name) or is_masthead("The " + name) or (rest and _is_foot(words))):
            return _ENOUGH
    return _SURE if _is_foot(words) else 1.0


def _is_foot(words: str) -> bool:
    return words.startswith(("©", "Copyright", "(c)", "(C)")) or "comments on" in words.casefold()


def _after_cue(words: str) -> list[str]:
    """Names that follow words such as "comments on" or "© 2022"."""
    names = []
    for match in _cue().finditer(words):
        named = re.match(r"\s*(?:by\s+)?(?:the\s+)?(" + NAME + ")", words[match.end() :])
        if named is None:
            continue
        name = re.sub(r"^(?:19|20)\d\d\s*", "", named[1]).strip(" .")
        first = name.split()[0].casefold() if name else ""
        owner = name.split()[-1].casefold().strip(".,") in _OWNERS if name else True
        long = len(name) >= _SHORTEST and len(name.split()) <= _NAME_WORDS
        if long and not owner and first not in byline_words("not_outlet"):
            names.append(name)
    return names


@cache
def _cue() -> re.Pattern[str]:
    cues = sorted(byline_words("outlet_after"), key=len, reverse=True)
    options = "|".join(re.escape(cue).replace("0", r"\d{4}(?:\s*[-–]\s*\d{4})?,?") for cue in cues)
    return re.compile(rf"(?<!\w)(?:{options})(?!\w)", re.IGNORECASE)


def name_writers(text: str, lines: Sequence[Line]) -> str | None:
    """Who wrote it, by a line such as "By Ann Other and Al Ias", or a name with an office; None without one."""
    header = [(line, " ".join(line.span.of(text).split())) for line in lines if line.role in _SIGNED]
    for (line, words), below in zip(header, [*(words for _, words in header[1:]), ""], strict=False):
        if line.role is not LineRole.BYLINE:
            continue
        match = _writer().match(words)
        if match is not None:
            name = _names(words[match.end() :] or below)
        else:
            name = _unsigned(words, below) if _is_head(line, text, lines) else None
        if name:
            return name
    return None


def _is_head(line: Line, text: str, lines: Sequence[Line]) -> bool:
    """Whether no more than a standfirst and points that sum the article up stand above a line."""
    above = [own for own in lines if own.span.end <= line.span.start and own.role is LineRole.OWN]
    return sum(1 for own in above if not is_item(own.span.of(text))) <= 1


def _unsigned(line: str, below: str) -> str | None:
    """A writer's name without "by": before an office ("Ann Other, Staff Reporter"), or over an office or a place."""
    name, comma, rest = line.partition(",")
    if not re.fullmatch(NAME, name) or not _FEWEST_NAMES <= len(name.split()) <= _MOST_NAMES:
        return None
    if is_masthead(name) or _is_litter(name) or any(_is_office(word) for word in name.split()):
        return None
    over = is_placed_day(below) or any(map(_is_office, below.split()[-1:]))
    signed = any(map(_is_office, rest.split())) if comma else over
    return name if signed else None


def _is_office(word: str) -> bool:
    return word.casefold().strip(".,;:()") in byline_words("office")


@cache
def _writer() -> re.Pattern[str]:
    options = "|".join(re.escape(cue) for cue in sorted(byline_words("writer_after"), key=len, reverse=True))
    return re.compile(rf"\W*(?:{options})\b[\s:]*", re.IGNORECASE)


def _names(words: str) -> str | None:
    """The names at the head of some words, up to an office, a date or a mark."""
    ends = byline_words("writer_end")
    kept: list[str] = []
    for word in words.split():
        bare = word.casefold().strip(".,;:()")
        if (bare in ends or word[0] in "(|@•·–—-" or word[0].isdigit()) and kept:
            kept = _before_office(kept) if _is_office(word) else kept
            break
        if not (
            word[0].isupper()
            or bare in ("and", "de", "van", "von", "der", "al", "bin", "el", "la", "&")
            or not word[0].isalpha()
        ):
            return None
        kept.append(word)
        if word.endswith(";") or (word.endswith(",") and len(kept) > 6):
            break
    name = " ".join(kept).strip(" ,;:.|")
    return name if 1 <= len(name.split()) <= 12 and any(part[0].isupper() for part in name.split()) else None


def _before_office(kept: Sequence[str]) -> list[str]:
    """Names without what an office opens with: "Ann Other, Foreign Affairs" before "Correspondent"."""
    comma = max((place for place, word in enumerate(kept) if word.endswith(",")), default=len(kept) - 1)
    return list(kept[: comma + 1])
