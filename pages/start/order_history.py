"""From an order history: what do a client's orders say?"""

from ui.frame.page import board
from ui.start import orders

board(orders.draw)
