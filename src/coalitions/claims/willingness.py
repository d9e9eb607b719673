"""Claims on what governments would do, by our coding of their first lines in 2025."""

from __future__ import annotations

import pandas as pd

from coalitions.claims.rows import (
    MINISTERS,
    THRESHOLDS,
    as_claimed,
    coded,
    first_lines,
    published,
    says,
    until,
)
from coalitions.claims.verdict import Part, claim, part
from coalitions.data.load import load
from coalitions.data.places import members_on
from coalitions.facts import Facts
from coalitions.measures import count, share, value

#: Reasons in the words of `main_constraint`; a line may give several.
_OWN = r"(?i)border|Lithuania|Latvia|Baltic|own defence|frontline|rivalry"
_HOME = r"(?i)parliament|Bundestag|Saeima|opposition|voters|public|party|President|triple lock"
_SMALL = r"(?i)small|too small"


def staying_away() -> Facts:
    """Return the first lines of the states that would not send troops."""
    lines = first_lines()
    return lines[lines["presence_willingness"].ne("will_deploy")]


def naming(lines: Facts, pattern: str) -> Facts:
    """Return the lines whose main constraint names a reason."""
    return lines[lines["main_constraint"].str.contains(pattern).fillna(False)]


def neighbours() -> list[str]:
    """Return the members of NATO that border on Russia."""
    bordering = load("countries", borders_russia=True)
    return sorted(set(bordering["iso3"]) & set(members_on("NATO", "2025-05-31")["iso3"]))


def _nobody(against: Facts, lines: Facts) -> Part:
    who = ", ".join(sorted(against["iso3"]))
    return part("none stands against it", against.empty, f"against: {who}", rows=lines)


@claim("ex-11")
def _diplomatically_firm() -> list[Part]:
    lines = first_lines()
    against = coded(lines, "supports_idea", "no")
    return [
        part(
            "most governments coded in 2025 back the idea",
            len(against) < len(lines) / 2,
            f"{len(lines) - len(against)} of {len(lines)}",
            rows=lines,
        ),
        _nobody(against, lines),
    ]


@claim("ex-38")
def _peacekeepers_offered() -> list[Part]:
    spoken = until(load("troop_positions"), "2025-03-02", "as_of")
    offers = coded(spoken[spoken["iso3"].ne("USA")], "position", "will_deploy", "open_conditional")
    states = count(offers, "iso3")
    return [
        part(
            "several governments had offered or considered troops",
            states >= 2,
            f"{states} states by 2 March",
        )
    ]


@claim("ex-49")
def _hungary_hampered() -> list[Part]:
    line = load("positions", participant="HUN", as_of="2025-06")
    evidence = load("position_evidence", participant="HUN", as_of="2025-06")
    blocked = says(line, "block") or evidence["evidence"].str.contains("Block").any()
    talks = until(load("events", coalition_id="mnf-ukraine-2025"), "2025-03-02")
    return [
        part("Hungary blocked joint positions or aid", blocked, rows=[line, evidence]),
        part(
            "an earlier meeting failed because of Hungary",
            says(talks, "Hungar"),
            "no row on an earlier meeting says so",
            rows=talks,
        ),
    ]


@claim("ex-51")
def _division_in_europe() -> list[Part]:
    lines = first_lines()
    codes = {code: len(coded(lines, "supports_idea", code)) for code in ("yes", "no")}
    return [
        part(
            "European governments stand on both sides",
            min(codes.values()) > 0,
            f"{codes['yes']} for, {codes['no']} against",
            rows=lines,
        )
    ]


@claim("gmf-008")
def _pledges_limited() -> list[Part]:
    ready = value(load("willing_counts", count_id="afp-2025-04-10"), "count")
    present = published(MINISTERS, "states")
    return [
        part("as many states were ready", as_claimed("gmf-008", ready), ready),
        part(
            "they were fewer than half of those that met",
            share(ready, present) < 0.5,
            f"of {present}",
        ),
    ]


@claim("gmf-074")
def _truly_willing() -> list[Part]:
    members = load("members", member_status=["core", "member"])
    lines = first_lines()
    lines = lines[lines["iso3"].isin(members["iso3"])]
    away = coded(lines, "presence_willingness", "refuses", "support_without_troops")
    return [
        part("its members back the idea", ~lines["supports_idea"].eq("no").any(), rows=lines),
        part(
            "none of them rules troops out",
            away.empty,
            f"{len(away)} of {len(lines)} do",
            rows=lines,
        ),
    ]


@claim("gmf-078")
def _security_of_europe() -> list[Part]:
    lines = first_lines()
    own = lines["rationale"].str.contains("security of Ukraine as its own|security of Europe")
    return [
        part(
            "a government ties Ukraine’s security to its own",
            own.any(),
            ", ".join(lines["iso3"][own]),
            rows=lines[own],
        ),
        part(
            "most do so",
            own.mean() > 0.5 or None,
            "our lines do not record it for the others",
            rows=lines,
        ),
    ]


@claim("gmf-090")
def _vagueness() -> list[Part]:
    lines = first_lines()
    vague = coded(lines, "presence_willingness", "undecided", "open_conditional")
    motive = lines["rationale"].str.contains("vague|spares|avoids? a decision")
    return [
        part(
            "several leave the question open",
            len(vague) >= THRESHOLDS["several"],
            f"{len(vague)} of {len(lines)}",
            rows=lines,
        ),
        part(
            "they do so because it spares them a decision",
            motive.any() or None,
            "motives stand in no table",
            rows=lines,
        ),
    ]


@claim("gmf-091")
def _own_defence_first() -> list[Part]:
    lines = staying_away()
    own, home, small = (naming(lines, words) for words in (_OWN, _HOME, _SMALL))
    return [
        part(
            "no reason against troops is named more often",
            len(own) >= max(len(home), len(small)),
            f"{len(own)} of {len(lines)}",
            rows=lines,
        ),
        part("most name it", len(own) > len(lines) / 2, rows=lines),
    ]


@claim("gmf-092")
def _reluctant() -> list[Part]:
    lines = first_lines()
    ready = coded(lines, "presence_willingness", "will_deploy")
    return [
        part(
            "fewer than half would send troops",
            len(ready) < len(lines) / 2,
            f"{len(ready)} of {len(lines)}",
            rows=lines,
        )
    ]


@claim("gmf-093")
def _fear_for_their_own() -> list[Part]:
    lines = staying_away()
    own, home = naming(lines, _OWN), naming(lines, _HOME)
    return [
        part(
            "own defence is named as a reason",
            len(own) > len(lines) / 3,
            f"{len(own)} of {len(lines)}",
            rows=lines,
        ),
        part(
            "it is named more often than politics at home",
            len(own) > len(home),
            f"{len(own)} against {len(home)}",
            rows=lines,
        ),
    ]


@claim("gmf-096")
def _unanimity() -> list[Part]:
    lines = first_lines()
    against = coded(lines, "supports_idea", "no")
    return [
        part(
            "nearly all support Ukraine through the coalition",
            len(against) < len(lines) / 10,
            f"{len(lines) - len(against)} of {len(lines)}",
            rows=lines,
        ),
        _nobody(against, lines),
    ]


@claim("gmf-097")
def _training_or_money() -> list[Part]:
    lines = staying_away()
    giving = coded(lines, "axis1_regeneration", "contributing", "leading")
    return [
        part(
            "most of the reluctant help to rebuild Ukraine’s forces",
            len(giving) > len(lines) / 2,
            f"{len(giving)} of {len(lines)}",
            rows=lines,
        )
    ]


@claim("gmf-098")
def _without_capacity() -> list[Part]:
    lines = staying_away()
    small = naming(lines, _SMALL)
    armies = load("readiness", topic="deployable", unit="states")
    few = armies[armies["label"].str.contains("fewer than 15000")]
    return [
        part(
            "most armies are small",
            few["value_low"].iloc[0] > 15,
            f"{few['value_low'].iloc[0]:.0f} of 30 allies have few ground troops",
            rows=few,
        ),
        part(
            "most say so", len(small) > len(lines) / 2, f"{len(small)} of {len(lines)}", rows=lines
        ),
    ]


@claim("gmf-099")
def _political_climate() -> list[Part]:
    asked = load("polls", coalition_id="mnf-ukraine-2025", subject="own_participation")
    asked = asked[asked["iso3"].isin(["POL", "BGR"]) & (asked["date"] < "2025-06-01")]
    most = asked[asked["oppose_pct"] > 50]
    czech = load("positions", participant="CZE", as_of="2025-06")
    return [
        part(
            "majorities in some states are against",
            set(most["iso3"]) == {"POL", "BGR"},
            f"{len(most)} of {len(asked)} polls",
            rows=asked,
        ),
        part("elections are named as a reason", says(czech, "election"), rows=czech),
    ]


@claim("gmf-106")
def _exposed_less_willing() -> list[Part]:
    lines = first_lines()
    near = lines[lines["iso3"].isin(neighbours())]
    far = lines[~lines["iso3"].isin(neighbours())]
    ready = [coded(rows, "presence_willingness", "will_deploy") for rows in (near, far)]
    finland = near[near["iso3"].eq("FIN")]
    return [
        part(
            "Finland would not send troops",
            finland["presence_willingness"].ne("will_deploy").all(),
            rows=finland,
        ),
        part(
            "fewer of the exposed would",
            len(ready[0]) / len(near) < len(ready[1]) / len(far),
            f"{len(ready[0])} of {len(near)} against {len(ready[1])} of {len(far)}",
            rows=lines,
        ),
    ]


@claim("gmf-107")
def _strong_supporters() -> list[Part]:
    donors = load("aid", as_of="2024-12", measure="allocation")
    donors = donors[donors["share_of_gdp_pct"].notna() & donors["iso3"].notna()]
    first = donors.nlargest(len(neighbours()) + 1, "share_of_gdp_pct")
    own = pd.Index(neighbours())
    return [
        part(
            "all are among the first donors by share of their economy",
            own.isin(first["iso3"]).all(),
            f"{len(own)} among the first {len(first)}",
            rows=donors,
        )
    ]


@claim("gmf-109")
def _rebuilding_and_industry() -> list[Part]:
    lines = first_lines()
    parts = []
    for column, what in (("axis1_regeneration", "rebuilding"), ("axis2_industry", "industry")):
        giving = coded(lines, column, "contributing", "leading")
        parts.append(
            part(
                f"most contribute to {what}",
                len(giving) > len(lines) / 2,
                f"{len(giving)} of {len(lines)}",
                rows=lines,
            )
        )
    return parts
