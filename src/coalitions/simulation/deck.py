"""The deck of event cards: each with one exact consequence and the dated rows it is taken from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from coalitions.data.load import load
from coalitions.provenance import Provenance, of
from coalitions.simulation.world import World

_Effect = Callable[[World, str], World]


@dataclass(frozen=True)
class Card:
    """Something that may happen.

    Attributes
    ----------
    card_id, title
        Its key and headline.
    text, effect
        What happens; what changes in the model, exactly.
    precedent
        What it is modelled on, in words.
    keys
        Table to the values of its key column that name the precedent's rows.
    needs_country
        Whether it happens to one country.
    apply
        The world after it, from the world before and the country.
    """

    card_id: str
    title: str
    text: str
    effect: str
    precedent: str
    keys: Mapping[str, tuple[str, ...]]
    apply: _Effect = field(repr=False, compare=False)
    needs_country: bool = False

    @cached_property
    def provenance(self) -> Provenance:
        """The rows of the precedent."""
        column = {"events": "event_id", "truces": "truce_id", "mandates": "coalition_id"}
        column |= {"nato_commitments": "commitment_id", "readiness": "parameter"}
        found = [load(name, **{column[name]: list(keys)}) for name, keys in self.keys.items()]
        return of(found)

    @property
    def rows(self) -> dict[str, list[int]]:
        """The rows of the precedent, for JSON."""
        return self.provenance.as_json()

    def as_dict(self) -> dict[str, Any]:
        """Return the card for JSON."""
        names = ("card_id", "title", "text", "effect", "precedent", "needs_country")
        return {**{name: getattr(self, name) for name in names}, "rows": self.rows}


def _stays(reason: str, *, aid: bool = False) -> _Effect:
    def apply(world: World, iso3: str) -> World:
        half = world.half_aid | {iso3} if aid else world.half_aid
        return replace(world, at_home={**world.at_home, iso3: reason}, half_aid=half)

    return apply


def _set(**changes: Any) -> _Effect:
    return lambda world, _: replace(world, **changes)


def _offered(world: World, _: str) -> World:
    return world if world.backstop == "full" else world.under("enablers")


# Half of the German army was ready in early 2025, 65 per cent before the war: rows of `readiness`.
_EMPTIED: Final = 50 / 65

DECK: Final = (
    Card(
        "backstop-offered",
        "Washington lends enablers",
        "The White House will take part in guarantees: aircraft, reconnaissance, air defence, but "
        "no soldiers.",
        "The backstop becomes “American enablers”, unless it is full already.",
        "Talks at the White House, 18 August 2025",
        {"events": ("white-house-2025-08-18",)},
        _offered,
    ),
    Card(
        "backstop-withdrawn",
        "The backstop falls",
        "Washington says that guarantees must rest on European soldiers and means.",
        "The backstop becomes “no backstop”, for governments and for enablers.",
        "Remarks of the US defence secretary, 12 February 2025",
        {"events": ("hegseth-2025-02-12",)},
        lambda world, _: world.under("none"),
    ),
    Card(
        "american-halt",
        "Deliveries and intelligence stop",
        "Washington halts deliveries and intelligence to press for a deal, and promises to come "
        "back.",
        "American enablers count as nothing; governments still see the backstop they saw.",
        "Suspension of American military aid, 3 to 11 March 2025",
        {"events": ("us-aid-halt-2025-03-03",)},
        _set(supply="none"),
    ),
    Card(
        "ceasefire-broken",
        "The ceasefire breaks",
        "After three days the pause is not extended and attacks begin again.",
        "No ceasefire holds: soldiers pledged on that condition stay at home.",
        "The truce of May 2025",
        {"truces": ("russia-victory-day-2025-05-08",), "events": ("russian-truce-2025-05-08",)},
        _set(ceasefire=False),
    ),
    Card(
        "mandate",
        "The Security Council decides",
        "A resolution authorises a multinational force.",
        "There is a mandate: soldiers pledged on that condition may go.",
        "The mandate for INTERFET, 15 September 1999",
        {"mandates": ("interfet-1999",)},
        _set(mandate=True),
    ),
    Card(
        "election",
        "An election changes the government",
        "The opposition, which promised to bring the soldiers home, wins.",
        "The country’s soldiers stay at home, and it gives half the aid it has pledged.",
        "The Spanish election of 14 March 2004 and the withdrawal from Iraq",
        {"events": ("iraq-2004-03-14-spanish-election", "iraq-2004-04-18-spain-orders-withdrawal")},
        _stays("a new government brings them home", aid=True),
        needs_country=True,
    ),
    Card(
        "parliament",
        "Parliament refuses",
        "The motion fails for want of an absolute majority.",
        "The country’s soldiers stay at home; everything else it has pledged stands.",
        "The vote of the Turkish parliament, 1 March 2003",
        {"events": ("iraq-2003-03-01-turkish-vote",)},
        _stays("parliament refuses"),
        needs_country=True,
    ),
    Card(
        "own-border",
        "Alarm at its own border",
        "Its soldiers are flown home because of a war with Russia.",
        "The country’s soldiers stay at home; everything else it has pledged stands.",
        "Georgia leaves Iraq, 10 August 2008",
        {"events": ("iraq-2008-08-10-georgia-leaves",)},
        _stays("they defend their own border"),
        needs_country=True,
    ),
    Card(
        "flank-alarm",
        "Alarm on NATO’s flank",
        "Soldiers are needed at the eastern border of the alliance, within 48 hours.",
        "All members of NATO keep 100% of their commitments, whatever they have pledged.",
        "Polish plans for the eastern border, July 2024",
        {
            "nato_commitments": (
                "pol-pol-national-defence-2024-07",
                "pol-pol-national-defence-2024-07-2",
            )
        },
        _set(alarm=True),
    ),
    Card(
        "another-theatre",
        "Another theatre",
        "Violence in Kosovo and Lebanon: contingents there are doubled.",
        "As many soldiers as each country has in KFOR and UNIFIL (newest figures) are tied in "
        "addition, in brigades of the middle size.",
        "Reinforcements of KFOR, April 2025",
        {"nato_commitments": ("gbr-xkx-kfor-2025-04", "rou-xkx-kfor-2025-04")},
        _set(theatre=True),
    ),
    Card(
        "targets",
        "“Legitimate targets”",
        "The Russian president calls foreign soldiers in Ukraine targets. Debates at home turn.",
        "Countries whose line is coded as contested at home send half the soldiers pledged.",
        "Remarks of 5 September 2025",
        {"events": ("putin-2025-09-05",)},
        _set(threatened=True),
    ),
    Card(
        "hostage",
        "A hostage",
        "To save a hostage a government takes its contingent home, a month early.",
        "The smallest contingent in Ukraine goes home (the first by its code if two are equal).",
        "The Philippines leave Iraq, 19 July 2004",
        {"events": ("iraq-2004-07-19-philippines-out",)},
        _set(hostage=True),
    ),
    Card(
        "empty-depots",
        "Empty depots",
        "What was given to Ukraine is missing at home.",
        "Readiness of all armies falls by the factor 50/65.",
        "Readiness of the German army: 65% before the war, 50% in early 2025",
        {
            "readiness": (
                "german-army-readiness-before-the-war",
                "german-army-readiness-early-2025",
            )
        },
        lambda world, _: replace(world, readiness=world.readiness * _EMPTIED),
    ),
    Card(
        "joint-loan",
        "A joint loan",
        "The European Council borrows for Ukraine.",
        "The task “finance” is covered, whatever countries give themselves.",
        "The European Council of 18 and 19 December 2025",
        {"events": ("european-council-2025-12-18",)},
        _set(loan=True),
    ),
)
