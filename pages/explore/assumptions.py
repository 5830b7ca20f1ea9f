"""Assumptions: what does all of this rest on?"""

from answers import assumptions as answer
from ui.assumptions import table
from ui.frame.page import text_page

text_page(answer.question, table.draw)
