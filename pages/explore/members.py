"""Members: who wins, once averages are taken apart?"""

from ui.frame import board
from ui.members import sample

board(sample.draw)
