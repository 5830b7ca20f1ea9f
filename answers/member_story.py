"""One simulated member in plain words: who it is, what it did, what came of it."""

from analysis.member_life import Life
from answers.samples import Sample
from answers.sentences import joined
from wording import Words
from wording.names import row_name


def told(life: Life, found: Sample, words: Words) -> str:
    """A paragraph on who it is and one on its money."""
    money = [*_money(life, words), *_left(life, words), _outcome(life, found, words)]
    return joined(_who(life, words), words) + "\n\n" + joined(money, words)


def _who(life: Life, words: Words) -> list[str]:
    run, story = life.run, life.story
    members = run.members
    uplines, opened = len(story.uplines), len(story.opened)
    brought = int(members.referrals[story.member]) - opened
    level = int(members.level[story.member])
    told = [words("**Member {number}** joined on {day} as one of the {segment}.",
                  number=words.number(story.member, digits=0), day=words.day(story.joined),
                  segment=row_name(words, "segments", story.segment))]
    told.append(
        words.plural("Brought in by member {sponsor}, with {count} upline above.",
                     "Brought in by member {sponsor}, with {count} uplines above.", uplines,
                     sponsor=words.number(story.uplines[0], digits=0))
        if uplines else words("Came without a sponsor."))
    told.append(words.plural("Brought in {count} other.", "Brought in {count} others.", brought)
                if brought else words("Brought in nobody."))
    if opened:
        told.append(words.plural(
            "Opened {count} second account to get round a limit, on {day}.",
            "Opened {count} second accounts to get round limits, the first on {day}.", opened,
            day=words.day(story.opened[0])))
    if level:
        told.append(words("Rose to the rank of {rank}.",
                          rank=row_name(words, "team.levels", run.levels[level - 1])))
    if members.impatient[story.member] and run.scenario["members.target_multiple"] is not None:
        told.append(words("Is impatient: sells its points early."))
    return told


def _money(life: Life, words: Words) -> list[str]:
    orders = int(life.run.members.orders[life.story.member])
    told = [
        words.plural("Placed {count} order, spending {spent}.",
                     "Placed {count} orders, spending {spent}.", orders,
                     spent=words.money(float(life.spent[-1]))),
        words("Got back {released} from ad points and {redeemed} for points sold.",
              released=words.money(float(life.released[-1])),
              redeemed=words.money(float(life.redeemed[-1]))),
    ]
    if life.earned > 0.0:
        told.append(words("Those below brought {earned}.", earned=words.money(life.earned)))
    if life.bonus > 0.0 and not life.run.bonus_in_cash:
        told.append(words("As a leader it was credited contribution points for {bonus}, which are "
                          "no money yet.", bonus=words.money(life.bonus)))
    forced = [day for _, day, was in life.story.exits if was]
    if forced:
        told.append(words("Was first forced out at the cap on {day}.", day=words.day(forced[0])))
    early = [day for _, day, was in life.story.exits if not was]
    if early:
        told.append(words("First sold all points early on {day}.", day=words.day(early[0])))
    return told


def _left(life: Life, words: Words) -> list[str]:
    """What it still waits for, and what it has left behind."""
    run, member = life.run, life.story.member
    ad_points, until = float(run.members.ad_points[member]), int(run.members.watched_until[member])
    told = []
    if float(life.holdings[-1]) > 0.0:
        told.append(words("Still waits with points worth {holdings} if all could sell today.",
                          holdings=words.money(float(life.holdings[-1]))))
    if ad_points > 0.0:
        gone = until < run.days - 1
        left = words.money(ad_points)
        told.append(
            words("Stopped watching adverts after {day} and left ad points of {left} behind.",
                  day=words.day(until), left=left) if gone
            else words("Still waits for ad points of {left}.", left=left))
    return told


def _outcome(life: Life, found: Sample, words: Words) -> str:
    better = words.percent(found.percentile(life.story.member) / 100.0, digits=0)
    net = life.net_result
    if net >= 0.0:
        return words("In the end this member is **{net} up**, better than {share} of all.",
                     net=words.money(net), share=better)
    return words("In the end this member is **{net} down**, better than {share} of all.",
                 net=words.money(-net), share=better)
