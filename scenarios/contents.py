"""The contents of Backstop in their order: sections, pages, and the figures of each page.

A page of this list has its file in `pages/` and its words in the module of `answers` of its name,
where each of its figures is a function: `pool-growth` is `pool_growth`. Documents may name figures.
"""

from dataclasses import dataclass

from wording import mark


@dataclass(frozen=True)
class Listed:
    """A page by its file in `pages/`, with its title, a Material symbol and its own figures."""

    path: str
    title: str
    icon: str
    figures: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def file(self) -> str:
        return f"pages/{self.path}.py"

    @property
    def address(self) -> str:
        """The last part of the page's address, the same in both languages."""
        return self.name.replace("_", "-")


SECTIONS = {
    mark("Explore"): (
        Listed("explore/overview", mark("Overview"), "visibility",
               ("recovered-share", "recovered", "price", "cash", "uses")),
        Listed("explore/price", mark("Price"), "trending_up", ("pool", "drivers", "rule")),
        Listed("explore/exits", mark("Exits"), "logout",
               ("pool-growth", "exit-days", "waits", "exit-shares")),
        Listed("explore/releases", mark("Releases"), "water_drop",
               ("paid-back", "owed", "ledger", "income-per-member", "sales-growth")),
        Listed("explore/payouts", mark("Payouts"), "payments",
               ("payout-ratio", "beside", "referral", "agents")),
        Listed("explore/treasury", mark("Treasury"), "account_balance",
               ("advert-income", "sources-uses")),
        Listed("explore/modes", mark("Modes"), "autorenew",
               ("rotation", "owed-by-mode", "made-whole", "who-funds-whom")),
        Listed("explore/controls", mark("Controls"), "lock_clock",
               ("control-moves", "control-cash", "held-back")),
        Listed("explore/members", mark("Members"), "groups"),
        Listed("explore/assumptions", mark("Assumptions"), "tune"),
        Listed("start/order_history", mark("From an order history"), "receipt_long"),
    ),
    mark("Decide"): (
        Listed("decide/claims", mark("Claims"), "fact_check"),
        Listed("decide/compare", mark("Compare"), "compare_arrows"),
        Listed("decide/levers", mark("Sensitivity"), "leaderboard"),
        Listed("decide/goal_seek", mark("Goal seek"), "target"),
        Listed("decide/data_table", mark("Data table"), "grid_on"),
        Listed("decide/uncertainty", mark("Uncertainty"), "casino"),
        Listed("decide/share_worth", mark("What is a share worth?"), "pie_chart"),
    ),
    mark("Share"): (
        Listed("share/report", mark("Report"), "description"),
        Listed("share/pitch", mark("Pitch"), "co_present"),
        Listed("share/library", mark("Library"), "inventory_2"),
    ),
    mark("Understand"): (
        Listed("understand/worked_example", mark("Worked example"), "calculate"),
        Listed("understand/reality", mark("Against reality"), "travel_explore"),
        Listed("understand/method", mark("Method"), "functions"),
        Listed("understand/glossary", mark("Glossary"), "menu_book"),
    ),
}
PAGES = {page.name: page for pages in SECTIONS.values() for page in pages}
PRESENT = Listed("share/present", mark("Present"), "slideshow")
"""Over the whole window, reached from where pitches are, or by its address."""

START = Listed("start/start", mark("Start"), "flag")
"""What somebody meets who comes for the first time and without a link."""
ENTER = Listed("start/enter", mark("Enter a scheme"), "edit_note")
"""Reached from Start and from the sidebar."""

FIGURES = tuple(key for page in PAGES.values() for key in page.figures)
"""Keys of all figures that need nothing but a scenario and its baseline."""
