"""Library: what have we saved, and what changed since?"""

from ui.frame import board
from ui.share import library

board(library.draw)
