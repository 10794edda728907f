"""What all tests share: the shared corpora folder, and what its absence means.

``WHENCE_SHARED`` names the folder; without it, ``shared`` beside the checkout is taken. Where it is missing, tests that
need it are skipped by name; under CI (``CI=true``, or ``WHENCE_STRICT=1``) its absence ends the whole run instead.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("whence", deadline=None)  # how long an example takes says more of the machine than of the law
settings.load_profile("whence")

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("WHENCE_SHARED") or HERE.parents[1] / "shared")

sys.path.insert(0, str(HERE))  # for sample_values, which several folders use


def strict() -> bool:
    """Whether a missing part is a failure: ``WHENCE_STRICT`` decides where it is set, else ``CI``."""
    said = os.environ.get("WHENCE_STRICT") or os.environ.get("CI") or ""
    return said.casefold() not in {"", "0", "false", "no"}


def pytest_configure() -> None:
    if strict() and not (SHARED / "gold").is_dir():
        raise pytest.UsageError(
            f"no shared corpora in {SHARED}, and CI does not skip; put the folder there or name it in WHENCE_SHARED"
        )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared corpora folder."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"no shared corpora in {SHARED}; name the folder in WHENCE_SHARED")
    return SHARED
