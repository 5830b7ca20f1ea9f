"""Compare: how do scenarios differ, and through what?"""

from ui.decide import compare
from ui.frame.page import board

board(compare.draw)
