"""Present: one step of a pitch over the whole window."""

from ui.share.pitch import present

present.draw()
