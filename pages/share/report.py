"""Report: what goes to the client, in which format and language?"""

from ui.frame import board
from ui.share import report

board(report.draw)
