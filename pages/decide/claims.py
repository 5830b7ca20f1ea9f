"""Claims: which promises of the pitch hold?"""

from ui.decide import claims
from ui.frame.page import board

board(claims.draw)
