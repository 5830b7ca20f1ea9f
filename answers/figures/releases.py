"""Releases: when a purchase is paid back, and who pays for it."""

from answers.cards import Card
from answers.figures.scene import Scene
from charts import releases


def paid_back(scene: Scene) -> Card:
    """What became of first orders, by join month."""
    words = scene.words
    return Card(
        words("First orders paid back by releases, by month of joining"),
        words("Of all members who joined in that month: whose first order its own ad points had "
              "paid back by the last day, who has not got so far but still watches, and who "
              "stopped watching before and leaves the rest behind."),
        releases.paid_back_by_month(*scene.runs), "paid-back")


def owed(scene: Scene) -> Card:
    """What is owed against operating cash."""
    words = scene.words
    return Card(
        words("Owed, and in the account"),
        words("Wallet balances, ad points of members who still watch with the commissions due "
              "on them, and on top what is owed on paper only, for those who hold it stopped "
              "watching; against the platform's own cash. The pools are a separate account."),
        releases.owed(*scene.runs), "owed")


def income_per_member(scene: Scene) -> Card:
    """Advert income per active member: needed and available."""
    words = scene.words
    return Card(
        words("Advert income needed and available"),
        words("Per member who finishes the day's ad task. Needed: the day's releases with "
              "the commissions that the platform adds, paid by adverts alone. To break even, "
              "orders help to pay. The grey band is what another read-to-earn app took in "
              "per daily user, from all sources."),
        releases.advert_income(*scene.runs), "income-per-member")


def ledger(scene: Scene) -> Card:
    """All ad points granted, by what became of them."""
    words = scene.words
    return Card(
        words("The ledger of ad points"),
        words("All ad points granted so far: paid, held by members who still watch and can "
              "claim them, left behind by members who stopped watching (breakage), and lost "
              "by missed days where these are forfeited."),
        releases.ledger(*scene.runs), "ledger")


def sales_growth(scene: Scene) -> Card:
    """Growth of sales against what releases need."""
    words = scene.words
    return Card(
        words("Growth that releases need"),
        words("If adverts brought nothing, what an order leaves after goods and the pool "
              "would have to pay for releases: then sales must grow every day by at least "
              "release rate × (ad points per yuan × (1 + commissions) ÷ part left − 1). "
              "Missed ad tasks lower it."),
        releases.growth(*scene.runs), "sales-growth")
