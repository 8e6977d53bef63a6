"""What a web process carries: nothing that draws, computes or tests."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.source import PACKAGE

HEAVY = frozenset(
    {
        "altair",
        "vl_convert",
        "numpy",
        "pandas",
        "scipy",
        "statsmodels",
        "lifelines",
        "pyarrow",
        "duckdb",
        "ibis",
    }
    | {"polars", "numba", "matplotlib", "typst", "playwright", "pytest", "hypothesis", "pyspark", "pymc"}
)
START = "import enthesis.config.wsgi\nfrom django.urls import get_resolver\nget_resolver().url_patterns\n"


def carried(code: str, unwanted: frozenset[str], data: Path) -> set[str]:
    """Which of the unwanted packages a fresh process holds after running this code."""
    tell = f"\nimport sys\nprint(*(set({sorted(unwanted)!r}) & sys.modules.keys()))"
    site = {
        "PYTHONPATH": str(PACKAGE.parent),
        "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.test",
        "ENTHESIS_DATA": str(data),
    }
    done = subprocess.run(
        [sys.executable, "-c", code + tell], env=os.environ | site, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_a_web_process_starts_light(tmp_path: Path) -> None:
    assert carried(START, HEAVY, tmp_path) == set()


STUDIES = """
from enthesis.cli.worker import Worker
from enthesis.evidence.catalogue import studies
from enthesis.web.pages.practice.studies.present import present as present_list
from enthesis.web.pages.practice.study.form import RunForm
from enthesis.web.pages.practice.study.present import present

Worker()
present_list(studies(), (), zone="America/New_York")
for protocol in studies().values():
    present(protocol, (), RunForm(), may_run=True, zone="America/New_York")
"""


def test_it_stays_light_when_studies_are_shown_and_their_jobs_looked_after(tmp_path: Path) -> None:
    assert carried(START + STUDIES, HEAVY, tmp_path) == set()


def test_the_guard_sees_what_is_carried(tmp_path: Path) -> None:
    assert carried("import colorsys", frozenset({"colorsys", "numpy"}), tmp_path) == {"colorsys"}
