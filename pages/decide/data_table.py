"""Data table: what if two levers move together?"""

from ui.decide import plane
from ui.frame.page import board

board(plane.draw)
