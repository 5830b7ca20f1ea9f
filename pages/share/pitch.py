"""Pitch: what will you show, sentence by sentence?"""

from ui.frame import board
from ui.share.pitch import desk

board(desk.draw)
