"""Library: what have we saved, and what changed since?"""

from ui.frame.page import board
from ui.library import page as library

board(library.draw)
