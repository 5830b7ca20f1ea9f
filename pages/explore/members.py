"""Members: who wins, once averages are taken apart?"""

from ui.frame.page import board
from ui.members import sample

board(sample.draw)
