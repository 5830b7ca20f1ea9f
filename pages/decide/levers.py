"""Levers: which of them matters?"""

from ui.decide import levers
from ui.frame import board

board(levers.draw)
