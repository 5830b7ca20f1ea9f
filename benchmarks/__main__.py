"""`python -m benchmarks [PART ...]`: measure, print a table, merge into `latest.json`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.parts import PARTS, Figures

LATEST = Path(__file__).with_name("latest.json")
TARGETS = {
    "single_run_ms": ("at most", 1.0),
    "people_share_extra_ms": ("at most", 1.5),
    "thousand_runs_s": ("at most", 0.6),
    "thousand_people_s": ("at most", 1.5),
    "thousand_runs_mb": ("at most", 500.0),
    "times_radcad": ("at least", 100.0),
    "times_numpy": ("at least", 20.0),
    "second_start_s": ("at most", 3.0),
    "wire_ms": ("at most", 5.0),
    "drag_frames_per_s": ("at least", 20.0),
    "drag_over_floor_p95": ("at most", 1.0),
    "settle_over_floor_p95": ("at most", 1.2),
    "step_cpu_ms": ("at most", 5.0),
    "sessions50_rerun_p95_ms": ("at most", 150.0),
    "sessions50_step_p95_ms": ("at most", 150.0),
    "sessions50_settle_p95_ms": ("at most", 150.0),
    "sessions100_step_p95_ms": ("at most", 250.0),
    "soak_peak_mb": ("at most", 2500.0),
    "soak_wait_p99_ms": ("at most", 2000.0),
    "api_run_p50_ms": ("at most", 8.0),
    "api_runs_per_s_2cores": ("at least", 250.0),
    "tornado_s": ("at most", 0.4),
    "table41_s": ("at most", 3.0),
    "live_draws_extra_s": ("at most", 0.4),
    "draws10000_s": ("at most", 12.0),
    "draws10000_mb": ("at most", 1000.0),
    "dask_efficiency_2": ("at least", 0.9),
    "members_1m_s": ("at most", 5.0),
    "modes_times_plain": ("at most", 2.0),
    "controls_times_plain": ("at most", 2.0),
    "members_1m_mb": ("at most", 1000.0),
    "members_10m_s": ("at most", 60.0),
    "members_100m_gb": ("at most", 16.0),
    "times_mesa": ("at least", 500.0),
    "import_million_rows_s": ("at most", 20.0),
    "fit_million_rows_s": ("at most", 40.0),
    "fit_mb": ("at most", 1500.0),
    "import_sheet_rows_s": ("at most", 10.0),
    "report_html_s": ("at most", 2.0),
    "report_xlsx_s": ("at most", 3.0),
    "report_pptx_s": ("at most", 3.0),
    "report_pdf_s": ("at most", 10.0),
}


def rounded(figures: Figures) -> Figures:
    """Four significant digits: more would be noise."""
    return {name: float(f"{value:.4g}") for name, value in figures.items()}


def verdict(name: str, value: float) -> str:
    """The target of a figure and whether it is met; empty for figures without one."""
    if name not in TARGETS:
        return ""
    bound, target = TARGETS[name]
    met = value <= target if bound == "at most" else value >= target
    return f"{bound} {target:g}: {'met' if met else 'MISSED'}"


def report(part: str, figures: Figures) -> None:
    """Print one part of the table."""
    print(f"{part}: {(PARTS[part].__doc__ or '').splitlines()[0]}")
    for name, value in figures.items():
        print(f"  {name:28} {value:12g}  {verdict(name, value)}".rstrip(), flush=True)


def merge(figures: Figures) -> None:
    """Put the figures into `latest.json`, keeping those of parts that did not run."""
    known = json.loads(LATEST.read_text()) if LATEST.exists() else {}
    LATEST.write_text(json.dumps(known | figures, indent=1) + "\n")


def main() -> None:
    """Run the parts named on the command line, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"any of {', '.join(PARTS)} (default: all)")
    wanted = parser.parse_args().part
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in wanted or PARTS:
        figures = rounded(PARTS[part]())
        report(part, figures)
        merge(figures)


if __name__ == "__main__":
    main()
