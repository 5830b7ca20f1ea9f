"""Every member of a scenario by itself: what the averages of the cohort model hide."""

from model.members.run import MemberRun, Members
from model.members.simulate import simulate_members

__all__ = ["MemberRun", "Members", "simulate_members"]
