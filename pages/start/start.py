"""Start: what is this, and how does one begin?"""

from ui.start import start

start.draw()
