"""Report: what goes to the client, in which format and language?"""

from ui.frame.page import board
from ui.report import page as report

board(report.draw, ranged=True)
