"""Outlets and writers are named from what the page says, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from whence.model.document import Capture
from whence.model.pack import Pack
from whence.reading.metadata import name_outlet, name_writers
from whence.reading.plain import read_lines

TITLE = "Ruritania orders forty drones from Sylvania"
BODY = "\n\n".join(
    f"Officials in {place} confirmed that the aircraft would be handed over in the {side} of the country, where crews "
    "are trained at a base beside the river."
    for place, side in (("Sylvania", "south"), ("Strelsau", "north"), ("Zenda", "west"))
)


def outlet(capture: Capture, pack: Pack, site: str | None = None) -> str | None:
    text = capture.content.decode()
    return name_outlet(capture, text, read_lines(text), pack.outlets, site)


@pytest.mark.parametrize(
    ("came_with", "name"),
    [
        ({"outlet": "www.dailyexample.com"}, "The Daily Example"),
        ({"outlet": "rss.dailyexample.com"}, "The Daily Example"),
        ({"outlet": "ZW"}, "Zenda Wire"),
        ({"outlet": "the daily example"}, "The Daily Example"),
        ({"outlet": "The Klopstokia Mail"}, "The Klopstokia Mail"),
        ({"outlet": "www.klopstokia-mail.com"}, "klopstokia-mail.com"),
        ({"url": "https://news.zendawire.org/a/1"}, "Zenda Wire"),
        ({"url": "https://notzendawire.org/a/1"}, None),
        ({}, None),
    ],
)
def test_the_outlet_that_came_with_a_capture(
    flat: Callable[..., Capture], pack: Pack, came_with: dict[str, object], name: str | None
) -> None:
    assert outlet(flat(f"{TITLE}\n\n{BODY}\n", **came_with), pack) == name


def test_a_pages_head_names_its_site(flat: Callable[..., Capture], pack: Pack) -> None:
    assert outlet(flat(f"{TITLE}\n\n{BODY}\n"), pack, "Daily Example") == "The Daily Example"
    assert outlet(flat(f"{TITLE}\n\n{BODY}\n"), pack, "Klopstokia Mail") == "Klopstokia Mail"


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (f"{TITLE}\nBy Jo Quill\nKlopstokia Mail\nKlopstokia Mail", "", "Klopstokia Mail"),
        (f"{TITLE}\nBy Jo Quill\nZenda Wire", "", "Zenda Wire"),
        (f"{TITLE}\nBy Jo Quill\nForeign Desk", "", None),
        (
            f"{TITLE}\nDonate to Klopstokia Mail to keep it running",
            "We welcome comments on The Klopstokia Mail. Read our comment policy.",
            "Klopstokia Mail",
        ),
        (TITLE, "© 2022 Klopstokia Mail. All rights reserved.\nSubscribe to Klopstokia Mail", "Klopstokia Mail"),
        (f"{TITLE} | Zenda Wire\nHome\nWorld\n{TITLE}", "", "Zenda Wire"),
        # a masthead, alone or with the rest of the page
        (f"The Sample Courier\nWorld | Politics | Sport\n{TITLE}", "", "The Sample Courier"),
        (f"Skip to content\nTHE SAMPLE OBSERVER\n{TITLE}\nBy Jo Quill\nThe Sample Observer", "", "The Sample Observer"),
        (f"TIMES OF ZENDA\n{TITLE}", "", "TIMES OF ZENDA"),
        (f"Klopstokia Today\n{TITLE}", "© 2022 Klopstokia Today", "Klopstokia Today"),
        (f"Klopstokia Today\n{TITLE}", "", None),
        (f"Klopstokia Mail\nZenda Courier\n{TITLE}", "", None),
        (f"The Sample Ledger  Subscribe  Sign in\n{TITLE}", "", "The Sample Ledger"),
        (f"THE SAMPLE HERALD-POST | Home | World\n{TITLE}", "", "THE SAMPLE HERALD-POST"),
        (f"Klopstokia Meridian\n{TITLE}", "He told Klopstokia Meridian that it was so.", "Klopstokia Meridian"),
        (f"KBC News\n{TITLE}", "Please say whether a KBC journalist may call you.", "KBC News"),
        (f"World News\n{TITLE}", "An official told the world that it was so.", None),
        (f"Sylvania\n{TITLE}", "An official told Sylvania that it was so.", None),
        (f"{TITLE}\nBy Jo Quill\nThe Sample Observer", "", "The Sample Observer"),
        # one line of the foot that says whose the page is
        (TITLE, "© 2022 The Sample Courier. All rights reserved.", "The Sample Courier"),
        (TITLE, "© The Sample Courier 2022", "The Sample Courier"),
        (f"{TITLE}\nJo Quill\nThe Sample Courier", "", "The Sample Courier"),
        (TITLE, "© 2022 Klopstokia Today. All rights reserved.", "Klopstokia Today"),
        (TITLE, "© 2022 Zenda Wire. All rights reserved.", None),  # an agency, on the page of another
        (TITLE, "Copyright 2022 The Sample Today. It may not be published, broadcast or passed on.", None),
        (TITLE, "More from The Sample Courier\nFreedonia ships missiles", "The Sample Courier"),
        (f"The Sample Courier\n{TITLE}", "MORE FROM THE COURIER\nFreedonia ships missiles", "The Sample Courier"),
        (TITLE, "More from Sylvania\nFreedonia ships missiles", None),
        # outlets of teasers and sources are not the page's
        (TITLE, "Related\nZenda Wire\nFreedonia ships missiles\nFreedonia has shipped a hundred...", None),
        (TITLE, "Follow us on Facebook\nAll Rights Reserved", None),
    ],
)  # fmt: skip
def test_the_outlet_that_a_page_names(
    flat: Callable[..., Capture], pack: Pack, before: str, after: str, name: str | None
) -> None:
    found = outlet(flat(f"{before}\n\n{BODY}\n\n{after}\n"), pack)
    assert (found or "").removeprefix("The ") == (name or "").removeprefix("The ")


@pytest.mark.parametrize(
    ("lines", "writers"),
    [
        ("By Jo Quill", "Jo Quill"),
        ("by Jo Quill and Al Ias", "Jo Quill and Al Ias"),
        ("By Jo O'Quill, Senior Correspondent", "Jo O'Quill"),
        ("By Jo Quill | March 4, 2022", "Jo Quill"),
        ("Written by: Jo van der Quill", "Jo van der Quill"),
        ("By\nJo Quill", "Jo Quill"),
        ("By the river", None),
        ("By JO QUILL, Foreign Affairs Correspondent", "JO QUILL"),
        ("Words by Jo Quill", "Jo Quill"),
        ("Jo Quill, Staff Reporter and agencies\nMarch 4, 2022", "Jo Quill"),
        ("Jo Quill\nDefence correspondent", "Jo Quill"),
        ("Jo Quill\nThe Sample Courier\nMarch 4, 2022", None),
        ("Special Correspondent\nStrelsau, March 4, 2022", None),
        ("Zenda Wire", None),
    ],
)
def test_writers(lines: str, writers: str | None) -> None:
    text = f"{TITLE}\n{lines}\n\n{BODY}\n"
    assert name_writers(text, read_lines(text)) == writers


@pytest.mark.parametrize(
    ("credit", "writers"),
    [
        ("(Reporting by Jo Quill and Al Ias; Editing by Bo Desk)", "Jo Quill and Al Ias"),
        ("(Editing by Bo Desk)", None),
        ("Read next\nReporting by Jo Quill", None),
    ],
)
def test_writers_named_below_the_text(credit: str, writers: str | None) -> None:
    text = f"{TITLE}\n\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n\n{credit}\n"
    assert name_writers(text, read_lines(text)) == writers
