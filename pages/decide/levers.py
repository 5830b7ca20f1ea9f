"""Levers: which of them matters?"""

from ui.decide import levers
from ui.frame.page import board

board(levers.draw)
