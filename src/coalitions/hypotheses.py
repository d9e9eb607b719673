"""What the findings of the report ask of the coded lines: features, changes, reasons, aid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd

from coalitions import exact
from coalitions.crosstabs import p_value
from coalitions.data.load import load
from coalitions.data.places import country
from coalitions.facts import Facts
from coalitions.provenance import of
from coalitions.stances import PRESENCE, latest_lines, lines_now, lines_then, stacked

HOSTS_AND_BODIES: Final = ("UKR", "EU")
"""Left out where governments are counted: the host, and the European Union."""

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Own defence": r"[Bb]order|[Bb]rigade|own defence|Lithuania|Latvia|Baltic|[Ff]rontline"
        r"|rivalry",
        "Small forces": r"[Ss]mall |too small|few soldiers|thin|rebuilding",
        "Politics at home": r"[Pp]arliament|Bundestag|Riigikogu|Seimas|Saeima|Congress|Commons"
        r"|[Oo]pposition|opposed|voters|public opinion|Public split|public strongly|PVV|\bRN\b"
        r"|CSU|[Mm]inority|majority|[Pp]resident denies|[Cc]oalition partners|triple lock|election"
        r"|internal decision",
        "American part": r"\bUS\b|American",
        "Peace or mandate": r"[Cc]easefire|in peace|UN mandate|[Mm]ission|mandate and format",
    }
)
"""Kind of reason to the pattern that finds it in ``main_constraint`` of `positions`."""


def governments(lines: Facts | None = None) -> Facts:
    """Return the lines of governments that answer for themselves, with what tests ask of them.

    Parameters
    ----------
    lines
        Lines with ``name``; the latest of each participant if not given.

    Returns
    -------
    Facts
        Without Ukraine and the European Union. New boolean columns: ``supports`` (the idea, with
        conditions or without), ``deploys``, ``willing`` (would deploy or is open), ``asks`` (an
        American part is required or preferred), ``requires``, ``helps`` (leads or contributes for
        the Ukrainian forces), ``present`` (leads or contributes to a presence), ``vague`` (open
        without saying with what), ``neighbour`` (a land border with Russia) and ``flank`` (has
        soldiers in the forward land forces of NATO).
    """
    lines = latest_lines() if lines is None else lines
    own = lines[~lines["participant"].isin(HOSTS_AND_BODIES)]
    parts = ["contributing", "leading"]
    borders = load("countries", borders_russia=True)["iso3"]
    forward = load("nato_commitments", framework="forward_land_forces", scope="national")
    forward = forward[
        forward["status"].eq("present") & forward["location_iso3"].ne(forward["iso3"])
    ]
    return own.assign(
        supports=own["supports_idea"].ne("no"),
        deploys=own[PRESENCE.field].eq("will_deploy"),
        willing=own[PRESENCE.field].isin(["open_conditional", "will_deploy"]),
        asks=own["us_backstop_required"].notna(),
        requires=own["us_backstop_required"].eq("yes").fillna(False),
        helps=own["axis1_regeneration"].isin(parts),
        present=own["axis3_presence"].isin(parts),
        vague=own["axis3_presence"].eq("unspecified"),
        neighbour=own["iso3"].isin(list(borders)),
        flank=own["iso3"].isin(list(forward["iso3"])),
    )


def by_period() -> Facts:
    """Stack the governments of mid-2025 and their latest lines, with ``period`` and ``step``."""
    periods = {"latest line": governments(), "mid-2025": governments(lines_then())}
    return stacked(
        [
            table.assign(
                period=period,
                step=[PRESENCE.step(str(code)) for code in table[PRESENCE.field]],
            )
            for period, table in periods.items()
        ]
    )


def lasting(lines: Facts) -> Facts:
    """Keep the states that have a line up to September 2025, to compare the same states twice."""
    return lines[lines["participant"].isin(set(lines_then()["participant"]))]


def changes(columns: Mapping[str, str]) -> Facts:
    """Compare the same governments in mid-2025 and since December 2025, one feature at a time.

    Parameters
    ----------
    columns
        Boolean column of `governments` to the words for it.

    Returns
    -------
    Facts
        One row for each feature: ``feature``, ``before`` and ``after`` (how many have it), ``of``
        (governments with a line in both periods), ``gained`` and ``lost`` (who), and ``p`` (the
        exact sign test of those who changed).
    """
    then, now = governments(lines_then()), governments(lines_now())
    both = sorted(set(then["participant"]) & set(now["participant"]))
    first, last = (table.set_index("participant").loc[both] for table in (then, now))
    records = []
    for column, words in columns.items():
        had, has = first[column].astype(bool), last[column].astype(bool)
        gained, lost = last[has & ~had]["name"], last[had & ~has]["name"]
        records.append(
            {
                "feature": words,
                "before": int(had.sum()),
                "after": int(has.sum()),
                "of": len(both),
                "gained": ", ".join(sorted(gained)) or "nobody",
                "lost": ", ".join(sorted(lost)) or "nobody",
                "p": p_value(exact.sign_test(len(gained), len(lost))),
            }
        )
    kept = [table[table["participant"].isin(both)] for table in (then, now)]
    return Facts.resting_on(pd.DataFrame(records), of(kept))


def reasons(lines: Facts, patterns: Mapping[str, str] = REASONS) -> Facts:
    """Find the kinds of reason that a line gives for what limits the state most.

    Returns
    -------
    Facts
        The lines once for each kind found: ``participant``, ``name``, ``main_constraint`` and
        ``reason``; a line without any kind has ``Something else``.
    """
    said = lines[["participant", "name", "main_constraint"]]
    texts = [str(text) for text in said["main_constraint"].fillna("")]
    found = {
        kind: pd.Series([bool(re.search(pattern, text)) for text in texts], index=said.index)
        for kind, pattern in patterns.items()
    }
    parts = [said[hit].assign(reason=kind) for kind, hit in found.items()]
    rest = said[~pd.DataFrame(found).any(axis=1)]
    return stacked([*parts, rest.assign(reason="Something else")])


def aid_by_answer(lines: Facts) -> Facts:
    """Return the aid of some governments since 2022, as a share of GDP, highest first.

    Returns
    -------
    Facts
        Rows of `aid` (allocations, latest month): ``iso3``, ``name``, ``share_of_gdp_pct`` and
        ``answer`` (on soldiers).
    """
    given = load("aid", measure="allocation").dropna(subset=["iso3"])
    given = given[given["as_of"].eq(given["as_of"].max())]
    answers = dict(zip(lines["iso3"], lines[PRESENCE.field].astype("string"), strict=True))
    given = given[given["iso3"].isin(set(answers))]
    rows = given.assign(
        name=[country(str(code)).short_name for code in given["iso3"]],
        answer=[PRESENCE.label(str(answers[code])) for code in given["iso3"]],
    )
    return rows.sort_values("share_of_gdp_pct", ascending=False, kind="stable")
