"""Outside facts beside the pitch: benchmarks, cases and warnings, each with publisher and grade.

Grades: A official or audited, B press or court report, C vendor or promoter, D mirror or
aggregator. Those of warnings follow from the kind of publisher. All texts are msgids; a case's
publisher is not known beyond its grade.
"""

from dataclasses import dataclass

from wording import mark


@dataclass(frozen=True)
class Fact:
    """What is known (`subject`, `figure`), who published it when, and how far to trust it."""

    subject: str
    figure: str
    publisher: str
    grade: str


@dataclass(frozen=True)
class Warned:
    """A warning in plain words, who gave it when, and how far to trust it."""

    text: str
    publisher: str
    grade: str


BENCHMARKS = (
    Fact(mark("Net revenue per daily user per day of a read-to-earn app, all sources (Qutoutiao, "
              "NASDAQ: QTT)"),
         mark("CNY 0.34, 0.37, 0.31, 0.44, 0.45, 0.40: quarterly net revenue ÷ average daily "
              "users ÷ days, 2020 Q1 to 2021 Q3; a net loss in every quarter"),
         mark("company 6-K releases, 2020–2021"), "A"),
    Fact(mark("Price of rewarded video adverts in China (eCPM)"),
         mark("US$ 25 per 1,000 views; about 3 views a user a day"),
         mark("industry report reprint, about 2021"), "D"),
    Fact(mark("Completion of rewarded video adverts"), mark("72–90% by placement"),
         mark("AdMob and Statista figures quoted on 10100.com, undated"), "D"),
    Fact(mark("Pool contribution found elsewhere"), mark("3–30% of the price"),
         mark("vendor pages, undated"), "C"),
    Fact(mark("Gift share found elsewhere"), mark("70–100% of the contribution"),
         mark("vendor pages, undated"), "C"),
    Fact(mark("Exit fee found elsewhere"), mark("15–40%, sometimes by rank"),
         mark("anti-fraud site, undated"), "C"),
    Fact(mark("Cap found elsewhere"),
         mark("1.2–3 times the spend; 2 times the gift's value; 5 times in vouchers"),
         mark("vendor pages, undated"), "C"),
    Fact(mark("Daily ad-point release found elsewhere"),
         mark("0.05% (Yunlianhui), 1%, 1–1.2% by tier, 2% of the balance"),
         mark("press and vendor pages, undated"), "B, C"),
    Fact(mark("Growth gate on releases"),
         mark("release only if the pool grew 15% in the month; 36–40 periods (Wodian)"),
         mark("vendor pages and aggregators, undated"), "C, D"),
    Fact(mark("Buyers who buy once (CDNOW)"),
         mark("50.5% buy once in 18 months; 2.96 orders each on average"),
         mark("Fader and Hardie's data, 1997–98"), "A"),
    Fact(mark("What members of such schemes earn"),
         mark("the vast majority of participants US$ 1,000 a year or less before costs, in 70 "
              "income statements"),
         mark("staff report of the US Federal Trade Commission, 2024"), "A"),
)

CASES = (
    Fact(mark("Yunlianhui, 2014–2018"),
         mark("Merchants paid 16% of the price, 116% was promised back, about 0.05% of the "
              "balance a day; 8.96 million members on 119 levels. Stated gap: CNY 420.75 billion "
              "on a claimed turnover of 330 billion."),
         mark("press and court reports"), "B"),
    Fact(mark("Wodian"),
         mark("28 to 29 million members, 480,000 merchants; releases only when the month's "
              "growth reached 15%. Payments delayed from November 2025."),
         mark("aggregators"), "D"),
    Fact(mark("Huasheng Riji"),
         mark("Fined CNY 74.56 million in 2019, re-decided to 9.04 million in 2021; 21.5 million "
              "members on 51 levels."),
         mark("press and court reports"), "B"),
)

WARNINGS = (
    Warned(mark("12 April 2018: six Chinese agencies warned of platforms that pay back what is "
              "spent: high rebates are hard to sustain, and participants bear the losses."),
         mark("notice of six agencies, 12 April 2018"), "A"),
    Warned(mark("2005: the Regulation on Prohibiting Pyramid Selling, article 7, names pay by "
              "head-count, an entry fee or compulsory purchase, and paying uplines on downline "
              "sales."), mark("State Council regulation, 2005"), "A"),
    Warned(mark("The threshold for a criminal filing is 30 people and three levels."),
         mark("criminal filing standard, date not known to us"), "A"),
    Warned(mark("Two levels are no safe harbour: in Chongqing a two-level scheme was fined in "
              "2022."), mark("report of a penalty in Chongqing, 2022"), "B"),
)
