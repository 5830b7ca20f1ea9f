"""Uncertainty: how sure is all this?"""

from ui.decide import uncertain
from ui.frame import board

board(uncertain.draw)
