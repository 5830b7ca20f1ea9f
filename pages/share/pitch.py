"""Pitch: what will you show, sentence by sentence?"""

from ui.frame import board
from ui.share.pitch import carried, desk

carried.arrive()
board(desk.draw, carried.query)
