"""Uncertainty: how sure is all this?"""

from ui.decide import uncertain
from ui.frame.page import board

board(uncertain.draw)
