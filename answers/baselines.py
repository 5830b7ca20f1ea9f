"""What a scenario may be held against, by name."""

import scenarios
from scenarios import Shared
from wording import Words


def names(shared: Shared, words: Words) -> dict[str, str]:
    """The baselines to choose from: the ways of the loaded scenario, presets, what is pinned."""
    texts = {
        "loaded": words("as loaded"),
        "assumptions": words("as loaded, under today's assumptions"),
    }
    if chosen(shared) == "pinned":
        texts["pinned"] = words("pinned scenario")
    return texts | {name: scenarios.load(name).title(words.language) for name in _others(shared)}


def chosen(shared: Shared) -> str:
    """The name in `names` of the baseline that is drawn."""
    if shared.kind != "pinned":
        return shared.kind
    return next((name for name in _others(shared)
                 if scenarios.load(name).scenario == shared.pinned), "pinned")


def title(shared: Shared, words: Words) -> str:
    """The baseline's name, with the scenario that was loaded where it is that."""
    name = names(shared, words)[chosen(shared)]
    if shared.kind == "pinned":
        own = scenarios.load(shared.preset)
        return own.title(words.language) if own.scenario == shared.pinned else name
    return words("{scenario}, {way}", scenario=shared.document.title(words.language), way=name)


def _others(shared: Shared) -> list[str]:
    """Presets other than the one that was loaded."""
    own = "" if shared.opened else shared.preset
    return [name for name in scenarios.preset_names() if name != own]
