"""Treasury: when does the money run out, and what would fill the gap?"""

from answers import treasury as answer
from ui.frame.page import page

page(answer)
