"""The laws day after day for cohort groups: from a scenario to a run."""
