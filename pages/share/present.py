"""Present: one step of a pitch over the whole window."""

from ui.pitch import present

present.draw()
