"""Enter a scheme: what does a scheme of one's own come to?"""

from ui.frame.page import board
from ui.start import enter

board(enter.draw)
