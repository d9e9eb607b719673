"""Data, measures and figures of *Willing and Able? Coalitions of the willing*.

Chapters write ``import coalitions as co``. A public name is imported when it is first used, so that
importing the package stays cheap: ``python -m coalitions data check`` needs neither pandas nor
Altair. Inside a notebook the import also enables the house theme and the renderer of figures, so
a chapter needs no set-up; elsewhere the first use of a figure does.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coalitions import dilemma as dilemma
    from coalitions import simulation as simulation
    from coalitions.american import cuts as cuts
    from coalitions.american import replacement_costs as replacement_costs
    from coalitions.assistance import aid_by_month as aid_by_month
    from coalitions.assistance import aid_given as aid_given
    from coalitions.assistance import donated as donated
    from coalitions.assistance import donors as donors
    from coalitions.assistance import origins as origins
    from coalitions.assistance import overtaking as overtaking
    from coalitions.assistance import share_by_origin as share_by_origin
    from coalitions.backstop import backstop_by_country as backstop_by_country
    from coalitions.backstop import backstop_effects as backstop_effects
    from coalitions.backstop import exceedance as exceedance
    from coalitions.backstop import furthest_levers as furthest_levers
    from coalitions.backstop import price_list as price_list
    from coalitions.backstop import ratio_of_chances as ratio_of_chances
    from coalitions.checks import check as check
    from coalitions.checks import solution as solution
    from coalitions.claims.page import claim_explorer as claim_explorer
    from coalitions.claims.page import claim_list as claim_list
    from coalitions.claims.record import checked_claims as checked_claims
    from coalitions.claims.record import claim_count as claim_count
    from coalitions.claims.rows import claim_threshold as claim_threshold
    from coalitions.codebook import codebook_citation as codebook_citation
    from coalitions.codebook import codebook_confidence as codebook_confidence
    from coalitions.codebook import codebook_download as codebook_download
    from coalitions.codebook import codebook_entry as codebook_entry
    from coalitions.codebook import codebook_keys as codebook_keys
    from coalitions.codebook import codebook_natures as codebook_natures
    from coalitions.codebook import codebook_tables as codebook_tables
    from coalitions.coding import agreement_share as agreement_share
    from coalitions.coding import answered as answered
    from coalitions.coding import coded_lines as coded_lines
    from coalitions.coding import comparisons as comparisons
    from coalitions.coding import evidence_by_question as evidence_by_question
    from coalitions.coding import kappa as kappa
    from coalitions.coding import statements as statements
    from coalitions.contents_list import contents as contents
    from coalitions.contingents import exit_causes as exit_causes
    from coalitions.contingents import partners_on_lists as partners_on_lists
    from coalitions.contingents import paths as paths
    from coalitions.contingents import pledge_and_presence as pledge_and_presence
    from coalitions.contingents import size_classes as size_classes
    from coalitions.contingents import stays as stays
    from coalitions.corrections import corrected_pages as corrected_pages
    from coalitions.corrections import corrections_log as corrections_log
    from coalitions.crosstabs import cross as cross
    from coalitions.crosstabs import share_of as share_of
    from coalitions.crosstabs import sign as sign
    from coalitions.crosstabs import talkers as talkers
    from coalitions.data import package as _package
    from coalitions.data.load import load as load
    from coalitions.data.load import tables_read as tables_read
    from coalitions.data.places import country as country
    from coalitions.data.places import is_member as is_member
    from coalitions.data.places import listing as listing
    from coalitions.data.places import members_on as members_on
    from coalitions.data.places import names as names
    from coalitions.data.prefer import preferred as preferred
    from coalitions.data.prefer import spread as spread
    from coalitions.edition import edition_chapters as edition_chapters
    from coalitions.edition import edition_contents as edition_contents
    from coalitions.edition import edition_exercises as edition_exercises
    from coalitions.edition import edition_findings as edition_findings
    from coalitions.edition import edition_quantities as edition_quantities
    from coalitions.edition import edition_readers as edition_readers
    from coalitions.edition import edition_sessions as edition_sessions
    from coalitions.edition import edition_tables as edition_tables
    from coalitions.edition import edition_versions as edition_versions
    from coalitions.effort import burdens as burdens
    from coalitions.effort import cross_shares as cross_shares
    from coalitions.effort import effective_bounds as effective_bounds
    from coalitions.effort import effective_numbers as effective_numbers
    from coalitions.effort import efforts as efforts
    from coalitions.effort import lists_with_lead as lists_with_lead
    from coalitions.effort import running_shares as running_shares
    from coalitions.effort import share_of_largest as share_of_largest
    from coalitions.effort import shares_of_leads as shares_of_leads
    from coalitions.effort import sizes_of_states as sizes_of_states
    from coalitions.evidence import answer_evidence as answer_evidence
    from coalitions.evidence import tasks as tasks
    from coalitions.facts import Facts as Facts
    from coalitions.figures import describe as describe
    from coalitions.figures import palette as palette
    from coalitions.figures.american import cost_chart as cost_chart
    from coalitions.figures.american import cut_chart as cut_chart
    from coalitions.figures.assistance import aid_explorer as aid_explorer
    from coalitions.figures.assistance import donor_explorer as donor_explorer
    from coalitions.figures.assistance import effort_by_part as effort_by_part
    from coalitions.figures.backstop import chance_curves as chance_curves
    from coalitions.figures.backstop import country_dependence as country_dependence
    from coalitions.figures.backstop import enabler_reach as enabler_reach
    from coalitions.figures.bars import bars as bars
    from coalitions.figures.chronology import format_chart as format_chart
    from coalitions.figures.chronology import growth_chart as growth_chart
    from coalitions.figures.chronology import record_chart as record_chart
    from coalitions.figures.chronology import truce_chart as truce_chart
    from coalitions.figures.coding import answered_bars as answered_bars
    from coalitions.figures.coding import confusion_chart as confusion_chart
    from coalitions.figures.coding import interval_chart as interval_chart
    from coalitions.figures.coding import statement_track as statement_track
    from coalitions.figures.comparison import concentration_curves as concentration_curves
    from coalitions.figures.comparison import density_explorer as density_explorer
    from coalitions.figures.comparison import rank_explorer as rank_explorer
    from coalitions.figures.counting import count_explorer as count_explorer
    from coalitions.figures.counting import count_grid as count_grid
    from coalitions.figures.coverage import package_coverage as package_coverage
    from coalitions.figures.dilemma_explorer import dilemma_explorer as dilemma_explorer
    from coalitions.figures.dilemma_inputs import effort_chart as effort_chart
    from coalitions.figures.dilemma_inputs import index_chart as index_chart
    from coalitions.figures.dilemma_inputs import tornado_chart as tornado_chart
    from coalitions.figures.dilemma_outcomes import BACKSTOP_COLOURS as BACKSTOP_COLOURS
    from coalitions.figures.dilemma_outcomes import chance_grid as chance_grid
    from coalitions.figures.dilemma_outcomes import published_chart as published_chart
    from coalitions.figures.estimates import kinds_of_number as kinds_of_number
    from coalitions.figures.estimates import offered_and_there as offered_and_there
    from coalitions.figures.estimates import sightings as sightings
    from coalitions.figures.flows import flow as flow
    from coalitions.figures.frontage import brigade_explorer as brigade_explorer
    from coalitions.figures.frontage import per_km_chart as per_km_chart
    from coalitions.figures.frontier import frontier as frontier
    from coalitions.figures.funnel import funnel as funnel
    from coalitions.figures.gaps import class_explorer as class_explorer
    from coalitions.figures.gaps import gap_explorer as gap_explorer
    from coalitions.figures.grids import participation as participation
    from coalitions.figures.grids import position_matrix as position_matrix
    from coalitions.figures.holdings import age_chart as age_chart
    from coalitions.figures.holdings import gap_chart as gap_chart
    from coalitions.figures.holdings import holder_chart as holder_chart
    from coalitions.figures.hypotheses import recode_explorer as recode_explorer
    from coalitions.figures.hypotheses import split_explorer as split_explorer
    from coalitions.figures.hypotheses import standing as standing
    from coalitions.figures.maps import europe_map as europe_map
    from coalitions.figures.meetings import attendance_matrix as attendance_matrix
    from coalitions.figures.meetings import event_explorer as event_explorer
    from coalitions.figures.membership import core_dots as core_dots
    from coalitions.figures.membership import pair_explorer as pair_explorer
    from coalitions.figures.membership import ring_explorer as ring_explorer
    from coalitions.figures.membership import ring_order as ring_order
    from coalitions.figures.membership import willing_bars as willing_bars
    from coalitions.figures.multiples import small_multiples as small_multiples
    from coalitions.figures.operations import operation_lines as operation_lines
    from coalitions.figures.operations import requirement_explorer as requirement_explorer
    from coalitions.figures.palette import colour as colour
    from coalitions.figures.palette import colours as colours
    from coalitions.figures.palette import highlight as highlight
    from coalitions.figures.pledges import pledge_board as pledge_board
    from coalitions.figures.portrait_axes import portrait_axes as portrait_axes
    from coalitions.figures.portrait_forces import portrait_forces as portrait_forces
    from coalitions.figures.portrait_meetings import portrait_meetings as portrait_meetings
    from coalitions.figures.portrait_money import portrait_money as portrait_money
    from coalitions.figures.portrait_polls import portrait_polls as portrait_polls
    from coalitions.figures.portrait_track import portrait_track as portrait_track
    from coalitions.figures.ranked import ranked as ranked
    from coalitions.figures.reach import cover_curve as cover_curve
    from coalitions.figures.reach import reach_dots as reach_dots
    from coalitions.figures.scatter import scatter as scatter
    from coalitions.figures.seats import seat_map as seat_map
    from coalitions.figures.shares import share_explorer as share_explorer
    from coalitions.figures.shifts import move_bars as move_bars
    from coalitions.figures.shifts import then_and_now as then_and_now
    from coalitions.figures.shifts import two_codings as two_codings
    from coalitions.figures.signals import signal_lanes as signal_lanes
    from coalitions.figures.sizes import size_explorer as size_explorer
    from coalitions.figures.stances import position_explorer as position_explorer
    from coalitions.figures.stays import stay_lines as stay_lines
    from coalitions.figures.summit import aid_chart as aid_chart
    from coalitions.figures.summit import follow_up_chart as follow_up_chart
    from coalitions.figures.summit import money_chart as money_chart
    from coalitions.figures.tabular import table as table
    from coalitions.figures.terrain import reach_explorer as reach_explorer
    from coalitions.figures.tiles import tiles as tiles
    from coalitions.figures.times import buildup as buildup
    from coalitions.figures.times import timeline as timeline
    from coalitions.figures.verdicts import verdict_bars as verdict_bars
    from coalitions.figures.waterfall import waterfall as waterfall
    from coalitions.figures.works import disagreement_chart as disagreement_chart
    from coalitions.figures.works import work_years as work_years
    from coalitions.findings import finding as finding
    from coalitions.frontage import brigades_for as brigades_for
    from coalitions.frontage import density_in as density_in
    from coalitions.frontage import front_lengths as front_lengths
    from coalitions.frontage import km_per_brigade as km_per_brigade
    from coalitions.frontage import per_kilometre as per_kilometre
    from coalitions.frontage import plan_densities as plan_densities
    from coalitions.frontage import western_population as western_population
    from coalitions.gatherings import FULL as FULL
    from coalitions.gatherings import attendance as attendance
    from coalitions.gatherings import meetings as meetings
    from coalitions.gatherings import monthly_record as monthly_record
    from coalitions.gatherings import named_states as named_states
    from coalitions.gatherings import record as record
    from coalitions.gatherings import sizes as sizes
    from coalitions.gatherings import steps_of_growth as steps_of_growth
    from coalitions.gatherings import truces as truces
    from coalitions.geodesy import geodesic as geodesic
    from coalitions.geodesy import great_circle as great_circle
    from coalitions.holdings import country_holdings as country_holdings
    from coalitions.hypotheses import aid_by_answer as aid_by_answer
    from coalitions.hypotheses import by_period as by_period
    from coalitions.hypotheses import changes as changes
    from coalitions.hypotheses import governments as governments
    from coalitions.hypotheses import lasting as lasting
    from coalitions.hypotheses import reasons as reasons
    from coalitions.inventory import baseline_holdings as baseline_holdings
    from coalitions.inventory import gap_table as gap_table
    from coalitions.inventory import holders as holders
    from coalitions.inventory import matched_holdings as matched_holdings
    from coalitions.inventory import us_ratio as us_ratio
    from coalitions.measures import compare as compare
    from coalitions.measures import concentration as concentration
    from coalitions.measures import count as count
    from coalitions.measures import days_between as days_between
    from coalitions.measures import density as density
    from coalitions.measures import effective_number as effective_number
    from coalitions.measures import highest as highest
    from coalitions.measures import lead_share as lead_share
    from coalitions.measures import lowest as lowest
    from coalitions.measures import reached as reached
    from coalitions.measures import share as share
    from coalitions.measures import total as total
    from coalitions.measures import value as value
    from coalitions.membership import BROAD as BROAD
    from coalitions.membership import attendance_shares as attendance_shares
    from coalitions.membership import belonging as belonging
    from coalitions.membership import core_fit as core_fit
    from coalitions.membership import core_scores as core_scores
    from coalitions.membership import joint_meetings as joint_meetings
    from coalitions.membership import without_one_meeting as without_one_meeting
    from coalitions.named_conditions import conditions as conditions
    from coalitions.operations import REQUIREMENTS as REQUIREMENTS
    from coalitions.operations import all_operations as all_operations
    from coalitions.operations import comparable as comparable
    from coalitions.operations import counted as counted
    from coalitions.operations import densities as densities
    from coalitions.operations import density_rules as density_rules
    from coalitions.operations import possible_counts as possible_counts
    from coalitions.portraits.cards import portrait_answers as portrait_answers
    from coalitions.portraits.cards import portrait_conditions as portrait_conditions
    from coalitions.portraits.cards import portrait_government as portrait_government
    from coalitions.portraits.cards import portrait_holdings as portrait_holdings
    from coalitions.portraits.cards import portrait_pledges as portrait_pledges
    from coalitions.portraits.cards import portrait_statements as portrait_statements
    from coalitions.portraits.cards import portrait_tasks as portrait_tasks
    from coalitions.portraits.matrix import answer_links as answer_links
    from coalitions.portraits.portrait import Portrait as Portrait
    from coalitions.portraits.portrait import portrait as portrait
    from coalitions.provenance import Provenance as Provenance
    from coalitions.quantities import Quantity as Quantity
    from coalitions.quantities import quantity as quantity
    from coalitions.ranks import rank_correlation as rank_correlation
    from coalitions.ranks import ratio_by_chance as ratio_by_chance
    from coalitions.recoding import hard_cases as hard_cases
    from coalitions.recoding import recodings as recodings
    from coalitions.recoding import stands as stands
    from coalitions.registers import conclusions as conclusions
    from coalitions.registers import exercise_list as exercise_list
    from coalitions.registers import number_index as number_index
    from coalitions.seminar.page import seminar_assessment as seminar_assessment
    from coalitions.seminar.page import seminar_count as seminar_count
    from coalitions.seminar.page import seminar_outcomes as seminar_outcomes
    from coalitions.seminar.page import seminar_session as seminar_session
    from coalitions.seminar.page import seminar_sessions as seminar_sessions
    from coalitions.seminar.quiz_page import seminar_quiz as seminar_quiz
    from coalitions.shifts import codings as codings
    from coalitions.shifts import moved as moved
    from coalitions.shifts import movers as movers
    from coalitions.shifts import moves as moves
    from coalitions.signals import backstop_signals as backstop_signals
    from coalitions.stances import QUESTIONS as QUESTIONS
    from coalitions.stances import answers as answers
    from coalitions.stances import groupings as groupings
    from coalitions.stances import latest_lines as latest_lines
    from coalitions.stances import lines_now as lines_now
    from coalitions.stances import lines_then as lines_then
    from coalitions.stances import who as who
    from coalitions.summit import PLACES as PLACES
    from coalitions.summit import explained as explained
    from coalitions.summit import first_seats as first_seats
    from coalitions.summit import headcount as headcount
    from coalitions.summit import seat_places as seat_places
    from coalitions.summit import seats as seats
    from coalitions.summit import tallies as tallies
    from coalitions.summit_aftermath import aid_windows as aid_windows
    from coalitions.summit_aftermath import follow_up as follow_up
    from coalitions.summit_aftermath import military_aid as military_aid
    from coalitions.summit_aftermath import quarterly_military_aid as quarterly_military_aid
    from coalitions.summit_facts import summit_fact as summit_fact
    from coalitions.summit_facts import summit_money as summit_money
    from coalitions.summit_facts import summit_points as summit_points
    from coalitions.tabletop import simulation_account as simulation_account
    from coalitions.tabletop import simulation_cards as simulation_cards
    from coalitions.tabletop import simulation_class_sizes as simulation_class_sizes
    from coalitions.tabletop import simulation_classes as simulation_classes
    from coalitions.tabletop import simulation_desk as simulation_desk
    from coalitions.tabletop import simulation_form as simulation_form
    from coalitions.tabletop import simulation_limits as simulation_limits
    from coalitions.tabletop import simulation_points as simulation_points
    from coalitions.tabletop import simulation_roles as simulation_roles
    from coalitions.terrain import city as city
    from coalitions.terrain import contact_lines as contact_lines
    from coalitions.terrain import covered as covered
    from coalitions.terrain import distance as distance
    from coalitions.terrain import distances_from as distances_from
    from coalitions.terrain import distances_to_line as distances_to_line
    from coalitions.terrain import fewest_sites as fewest_sites
    from coalitions.terrain import line_length as line_length
    from coalitions.terrain import longest_reach as longest_reach
    from coalitions.terrain import point as point
    from coalitions.terrain import published_reaches as published_reaches
    from coalitions.terrain import sites_by_reach as sites_by_reach
    from coalitions.willingness import named_as_willing as named_as_willing
    from coalitions.willingness import pledges_by_axis as pledges_by_axis
    from coalitions.willingness import willing as willing
    from coalitions.works import backing as backing
    from coalitions.works import disagreement as disagreement
    from coalitions.works import fact_count as fact_count
    from coalitions.works import gap_count as gap_count
    from coalitions.works import gap_list as gap_list
    from coalitions.works import narrowed as narrowed

    package = _package.read

__version__ = "0.4.0"

#: Public name to the module and the name there; a module alone is public as a whole.
_PUBLIC = {
    # data
    "load": "coalitions.data.load:load",
    "package": "coalitions.data.package:read",
    "tables_read": "coalitions.data.load:tables_read",
    "preferred": "coalitions.data.prefer:preferred",
    "spread": "coalitions.data.prefer:spread",
    "country": "coalitions.data.places:country",
    "names": "coalitions.data.places:names",
    "listing": "coalitions.data.places:listing",
    "members_on": "coalitions.data.places:members_on",
    "is_member": "coalitions.data.places:is_member",
    # numbers and findings
    "Facts": "coalitions.facts:Facts",
    "Provenance": "coalitions.provenance:Provenance",
    "Quantity": "coalitions.quantities:Quantity",
    "quantity": "coalitions.quantities:quantity",
    "finding": "coalitions.findings:finding",
    "check": "coalitions.checks:check",
    "solution": "coalitions.checks:solution",
    # measures
    "value": "coalitions.measures:value",
    "total": "coalitions.measures:total",
    "highest": "coalitions.measures:highest",
    "lowest": "coalitions.measures:lowest",
    "count": "coalitions.measures:count",
    "share": "coalitions.measures:share",
    "lead_share": "coalitions.measures:lead_share",
    "concentration": "coalitions.measures:concentration",
    "effective_number": "coalitions.measures:effective_number",
    "density": "coalitions.measures:density",
    "days_between": "coalitions.measures:days_between",
    "reached": "coalitions.measures:reached",
    "compare": "coalitions.measures:compare",
    # figures
    "describe": "coalitions.figures.ranked:describe",
    "palette": "coalitions.figures.ranked:palette",
    "colour": "coalitions.figures.palette:colour",
    "colours": "coalitions.figures.palette:colours",
    "highlight": "coalitions.figures.palette:highlight",
    "ranked": "coalitions.figures.ranked:ranked",
    "europe_map": "coalitions.figures.maps:europe_map",
    "position_matrix": "coalitions.figures.grids:position_matrix",
    "participation": "coalitions.figures.grids:participation",
    "buildup": "coalitions.figures.times:buildup",
    "timeline": "coalitions.figures.times:timeline",
    "small_multiples": "coalitions.figures.multiples:small_multiples",
    # the codebook
    "codebook_citation": "coalitions.codebook:codebook_citation",
    "codebook_confidence": "coalitions.codebook:codebook_confidence",
    "codebook_download": "coalitions.codebook:codebook_download",
    "codebook_entry": "coalitions.codebook:codebook_entry",
    "codebook_keys": "coalitions.codebook:codebook_keys",
    "codebook_natures": "coalitions.codebook:codebook_natures",
    "codebook_tables": "coalitions.codebook:codebook_tables",
    "package_coverage": "coalitions.figures.coverage:package_coverage",
    # what a build rests on
    "edition_chapters": "coalitions.edition:edition_chapters",
    "edition_contents": "coalitions.edition:edition_contents",
    "edition_exercises": "coalitions.edition:edition_exercises",
    "edition_sessions": "coalitions.edition:edition_sessions",
    "exercise_list": "coalitions.registers:exercise_list",
    "contents": "coalitions.contents_list:contents",
    "edition_readers": "coalitions.edition:edition_readers",
    "edition_tables": "coalitions.edition:edition_tables",
    "edition_versions": "coalitions.edition:edition_versions",
    "edition_findings": "coalitions.edition:edition_findings",
    "edition_quantities": "coalitions.edition:edition_quantities",
    "conclusions": "coalitions.registers:conclusions",
    "number_index": "coalitions.registers:number_index",
    "funnel": "coalitions.figures.funnel:funnel",
    "table": "coalitions.figures.tabular:table",
    # inventories
    "country_holdings": "coalitions.holdings:country_holdings",
    "class_explorer": "coalitions.figures.gaps:class_explorer",
    "gap_explorer": "coalitions.figures.gaps:gap_explorer",
    "matched_holdings": "coalitions.inventory:matched_holdings",
    "baseline_holdings": "coalitions.inventory:baseline_holdings",
    "gap_table": "coalitions.inventory:gap_table",
    "us_ratio": "coalitions.inventory:us_ratio",
    "holders": "coalitions.inventory:holders",
    "cuts": "coalitions.american:cuts",
    "replacement_costs": "coalitions.american:replacement_costs",
    "gap_chart": "coalitions.figures.holdings:gap_chart",
    "holder_chart": "coalitions.figures.holdings:holder_chart",
    "age_chart": "coalitions.figures.holdings:age_chart",
    "cost_chart": "coalitions.figures.american:cost_chart",
    "cut_chart": "coalitions.figures.american:cut_chart",
    # contingents and how they are drawn
    "exit_causes": "coalitions.contingents:exit_causes",
    "partners_on_lists": "coalitions.contingents:partners_on_lists",
    "pledge_and_presence": "coalitions.contingents:pledge_and_presence",
    "size_classes": "coalitions.contingents:size_classes",
    "stays": "coalitions.contingents:stays",
    "paths": "coalitions.contingents:paths",
    "bars": "coalitions.figures.bars:bars",
    "flow": "coalitions.figures.flows:flow",
    "stay_lines": "coalitions.figures.stays:stay_lines",
    "sightings": "coalitions.figures.estimates:sightings",
    "kinds_of_number": "coalitions.figures.estimates:kinds_of_number",
    "offered_and_there": "coalitions.figures.estimates:offered_and_there",
    # operations side by side
    "REQUIREMENTS": "coalitions.operations:REQUIREMENTS",
    "all_operations": "coalitions.operations:all_operations",
    "counted": "coalitions.operations:counted",
    "possible_counts": "coalitions.operations:possible_counts",
    "operation_lines": "coalitions.figures.operations:operation_lines",
    "requirement_explorer": "coalitions.figures.operations:requirement_explorer",
    "scatter": "coalitions.figures.scatter:scatter",
    "comparable": "coalitions.operations:comparable",
    "densities": "coalitions.operations:densities",
    "burdens": "coalitions.effort:burdens",
    "effective_bounds": "coalitions.effort:effective_bounds",
    "efforts": "coalitions.effort:efforts",
    "running_shares": "coalitions.effort:running_shares",
    "share_of_largest": "coalitions.effort:share_of_largest",
    "shares_of_leads": "coalitions.effort:shares_of_leads",
    "sizes_of_states": "coalitions.effort:sizes_of_states",
    "rank_correlation": "coalitions.ranks:rank_correlation",
    "share_explorer": "coalitions.figures.shares:share_explorer",
    "cross_shares": "coalitions.effort:cross_shares",
    "ratio_by_chance": "coalitions.ranks:ratio_by_chance",
    "lists_with_lead": "coalitions.effort:lists_with_lead",
    "effective_numbers": "coalitions.effort:effective_numbers",
    "density_rules": "coalitions.operations:density_rules",
    "concentration_curves": "coalitions.figures.comparison:concentration_curves",
    "density_explorer": "coalitions.figures.comparison:density_explorer",
    "rank_explorer": "coalitions.figures.comparison:rank_explorer",
    # the London summit
    "seats": "coalitions.summit:seats",
    "seat_places": "coalitions.summit:seat_places",
    "headcount": "coalitions.summit:headcount",
    "tallies": "coalitions.summit:tallies",
    "explained": "coalitions.summit:explained",
    "first_seats": "coalitions.summit:first_seats",
    "summit_money": "coalitions.summit_facts:summit_money",
    "summit_fact": "coalitions.summit_facts:summit_fact",
    "summit_points": "coalitions.summit_facts:summit_points",
    "follow_up": "coalitions.summit_aftermath:follow_up",
    "military_aid": "coalitions.summit_aftermath:military_aid",
    "quarterly_military_aid": "coalitions.summit_aftermath:quarterly_military_aid",
    "count_grid": "coalitions.figures.counting:count_grid",
    "count_explorer": "coalitions.figures.counting:count_explorer",
    "tiles": "coalitions.figures.tiles:tiles",
    "money_chart": "coalitions.figures.summit:money_chart",
    "follow_up_chart": "coalitions.figures.summit:follow_up_chart",
    "aid_chart": "coalitions.figures.summit:aid_chart",
    "seat_map": "coalitions.figures.seats:seat_map",
    "PLACES": "coalitions.summit:PLACES",
    "aid_windows": "coalitions.summit_aftermath:aid_windows",
    # corrections
    "corrected_pages": "coalitions.corrections:corrected_pages",
    "corrections_log": "coalitions.corrections:corrections_log",
    # the evidence itself
    "backing": "coalitions.works:backing",
    "disagreement": "coalitions.works:disagreement",
    "disagreement_chart": "coalitions.figures.works:disagreement_chart",
    "fact_count": "coalitions.works:fact_count",
    "gap_count": "coalitions.works:gap_count",
    "gap_list": "coalitions.works:gap_list",
    "narrowed": "coalitions.works:narrowed",
    "work_years": "coalitions.figures.works:work_years",
    # the two documents, claim by claim
    "checked_claims": "coalitions.claims.record:checked_claims",
    "claim_count": "coalitions.claims.record:claim_count",
    "claim_threshold": "coalitions.claims.rows:claim_threshold",
    "claim_explorer": "coalitions.claims.page:claim_explorer",
    "claim_list": "coalitions.claims.page:claim_list",
    "verdict_bars": "coalitions.figures.verdicts:verdict_bars",
    # positions
    "QUESTIONS": "coalitions.stances:QUESTIONS",
    "answers": "coalitions.stances:answers",
    "answer_evidence": "coalitions.evidence:answer_evidence",
    "latest_lines": "coalitions.stances:latest_lines",
    "lines_then": "coalitions.stances:lines_then",
    "lines_now": "coalitions.stances:lines_now",
    "groupings": "coalitions.stances:groupings",
    "tasks": "coalitions.evidence:tasks",
    "who": "coalitions.stances:who",
    "moves": "coalitions.shifts:moves",
    "moved": "coalitions.shifts:moved",
    "movers": "coalitions.shifts:movers",
    "codings": "coalitions.shifts:codings",
    "agreement_share": "coalitions.coding:agreement_share",
    "answered": "coalitions.coding:answered",
    "coded_lines": "coalitions.coding:coded_lines",
    "comparisons": "coalitions.coding:comparisons",
    "evidence_by_question": "coalitions.coding:evidence_by_question",
    "kappa": "coalitions.coding:kappa",
    "statements": "coalitions.coding:statements",
    "conditions": "coalitions.named_conditions:conditions",
    "position_explorer": "coalitions.figures.stances:position_explorer",
    "answered_bars": "coalitions.figures.coding:answered_bars",
    "confusion_chart": "coalitions.figures.coding:confusion_chart",
    "interval_chart": "coalitions.figures.coding:interval_chart",
    "statement_track": "coalitions.figures.coding:statement_track",
    "by_period": "coalitions.hypotheses:by_period",
    "changes": "coalitions.hypotheses:changes",
    "cross": "coalitions.crosstabs:cross",
    "aid_by_answer": "coalitions.hypotheses:aid_by_answer",
    "governments": "coalitions.hypotheses:governments",
    "lasting": "coalitions.hypotheses:lasting",
    "reasons": "coalitions.hypotheses:reasons",
    "share_of": "coalitions.crosstabs:share_of",
    "sign": "coalitions.crosstabs:sign",
    "talkers": "coalitions.crosstabs:talkers",
    "hard_cases": "coalitions.recoding:hard_cases",
    "recodings": "coalitions.recoding:recodings",
    "stands": "coalitions.recoding:stands",
    "recode_explorer": "coalitions.figures.hypotheses:recode_explorer",
    "split_explorer": "coalitions.figures.hypotheses:split_explorer",
    "standing": "coalitions.figures.hypotheses:standing",
    "then_and_now": "coalitions.figures.shifts:then_and_now",
    "two_codings": "coalitions.figures.shifts:two_codings",
    "move_bars": "coalitions.figures.shifts:move_bars",
    # the model of the three tasks, a module of its own
    "dilemma": "coalitions.dilemma",
    "simulation": "coalitions.simulation",
    "BACKSTOP_COLOURS": "coalitions.figures.dilemma_outcomes:BACKSTOP_COLOURS",
    "chance_grid": "coalitions.figures.dilemma_outcomes:chance_grid",
    "published_chart": "coalitions.figures.dilemma_outcomes:published_chart",
    "tornado_chart": "coalitions.figures.dilemma_inputs:tornado_chart",
    "index_chart": "coalitions.figures.dilemma_inputs:index_chart",
    "effort_chart": "coalitions.figures.dilemma_inputs:effort_chart",
    "dilemma_explorer": "coalitions.figures.dilemma_explorer:dilemma_explorer",
    "frontier": "coalitions.figures.frontier:frontier",
    "waterfall": "coalitions.figures.waterfall:waterfall",
    # aid and who gives it
    "aid_by_month": "coalitions.assistance:aid_by_month",
    "aid_given": "coalitions.assistance:aid_given",
    "overtaking": "coalitions.assistance:overtaking",
    "donors": "coalitions.assistance:donors",
    "origins": "coalitions.assistance:origins",
    "share_by_origin": "coalitions.assistance:share_by_origin",
    "donated": "coalitions.assistance:donated",
    "aid_explorer": "coalitions.figures.assistance:aid_explorer",
    "donor_explorer": "coalitions.figures.assistance:donor_explorer",
    "pledge_board": "coalitions.figures.pledges:pledge_board",
    "effort_by_part": "coalitions.figures.assistance:effort_by_part",
    # country pages
    "answer_links": "coalitions.portraits.matrix:answer_links",
    "Portrait": "coalitions.portraits.portrait:Portrait",
    "portrait": "coalitions.portraits.portrait:portrait",
    "portrait_answers": "coalitions.portraits.cards:portrait_answers",
    "portrait_statements": "coalitions.portraits.cards:portrait_statements",
    "portrait_tasks": "coalitions.portraits.cards:portrait_tasks",
    "portrait_conditions": "coalitions.portraits.cards:portrait_conditions",
    "portrait_holdings": "coalitions.portraits.cards:portrait_holdings",
    "portrait_pledges": "coalitions.portraits.cards:portrait_pledges",
    "portrait_government": "coalitions.portraits.cards:portrait_government",
    "portrait_track": "coalitions.figures.portrait_track:portrait_track",
    "portrait_axes": "coalitions.figures.portrait_axes:portrait_axes",
    "portrait_forces": "coalitions.figures.portrait_forces:portrait_forces",
    "portrait_money": "coalitions.figures.portrait_money:portrait_money",
    "portrait_polls": "coalitions.figures.portrait_polls:portrait_polls",
    "portrait_meetings": "coalitions.figures.portrait_meetings:portrait_meetings",
    # the chronology
    "attendance": "coalitions.gatherings:attendance",
    "meetings": "coalitions.gatherings:meetings",
    "monthly_record": "coalitions.gatherings:monthly_record",
    "named_states": "coalitions.gatherings:named_states",
    "record": "coalitions.gatherings:record",
    "sizes": "coalitions.gatherings:sizes",
    "steps_of_growth": "coalitions.gatherings:steps_of_growth",
    "truces": "coalitions.gatherings:truces",
    "attendance_matrix": "coalitions.figures.meetings:attendance_matrix",
    "event_explorer": "coalitions.figures.meetings:event_explorer",
    "format_chart": "coalitions.figures.chronology:format_chart",
    "growth_chart": "coalitions.figures.chronology:growth_chart",
    "record_chart": "coalitions.figures.chronology:record_chart",
    "size_explorer": "coalitions.figures.sizes:size_explorer",
    "truce_chart": "coalitions.figures.chronology:truce_chart",
    "FULL": "coalitions.gatherings:FULL",
    # who belongs
    "belonging": "coalitions.membership:belonging",
    "core_scores": "coalitions.membership:core_scores",
    "core_fit": "coalitions.membership:core_fit",
    "joint_meetings": "coalitions.membership:joint_meetings",
    "named_as_willing": "coalitions.willingness:named_as_willing",
    "pledges_by_axis": "coalitions.willingness:pledges_by_axis",
    "attendance_shares": "coalitions.membership:attendance_shares",
    "willing": "coalitions.willingness:willing",
    "without_one_meeting": "coalitions.membership:without_one_meeting",
    "core_dots": "coalitions.figures.membership:core_dots",
    "pair_explorer": "coalitions.figures.membership:pair_explorer",
    "ring_explorer": "coalitions.figures.membership:ring_explorer",
    "ring_order": "coalitions.figures.membership:ring_order",
    "willing_bars": "coalitions.figures.membership:willing_bars",
    "BROAD": "coalitions.membership:BROAD",
    # distances and the line
    "great_circle": "coalitions.geodesy:great_circle",
    "geodesic": "coalitions.geodesy:geodesic",
    "simulation_account": "coalitions.tabletop:simulation_account",
    "simulation_cards": "coalitions.tabletop:simulation_cards",
    "simulation_class_sizes": "coalitions.tabletop:simulation_class_sizes",
    "simulation_classes": "coalitions.tabletop:simulation_classes",
    "simulation_desk": "coalitions.tabletop:simulation_desk",
    "simulation_form": "coalitions.tabletop:simulation_form",
    "simulation_limits": "coalitions.tabletop:simulation_limits",
    "simulation_points": "coalitions.tabletop:simulation_points",
    "simulation_roles": "coalitions.tabletop:simulation_roles",
    "city": "coalitions.terrain:city",
    "point": "coalitions.terrain:point",
    "distance": "coalitions.terrain:distance",
    "distances_from": "coalitions.terrain:distances_from",
    "contact_lines": "coalitions.terrain:contact_lines",
    "line_length": "coalitions.terrain:line_length",
    "distances_to_line": "coalitions.terrain:distances_to_line",
    "covered": "coalitions.terrain:covered",
    "fewest_sites": "coalitions.terrain:fewest_sites",
    "sites_by_reach": "coalitions.terrain:sites_by_reach",
    "longest_reach": "coalitions.terrain:longest_reach",
    "published_reaches": "coalitions.terrain:published_reaches",
    "km_per_brigade": "coalitions.frontage:km_per_brigade",
    "front_lengths": "coalitions.frontage:front_lengths",
    "brigades_for": "coalitions.frontage:brigades_for",
    "per_kilometre": "coalitions.frontage:per_kilometre",
    "density_in": "coalitions.frontage:density_in",
    "plan_densities": "coalitions.frontage:plan_densities",
    "western_population": "coalitions.frontage:western_population",
    "reach_explorer": "coalitions.figures.terrain:reach_explorer",
    "reach_dots": "coalitions.figures.reach:reach_dots",
    "cover_curve": "coalitions.figures.reach:cover_curve",
    "brigade_explorer": "coalitions.figures.frontage:brigade_explorer",
    "per_km_chart": "coalitions.figures.frontage:per_km_chart",
    # the seminar
    "seminar_assessment": "coalitions.seminar.page:seminar_assessment",
    "seminar_count": "coalitions.seminar.page:seminar_count",
    "seminar_outcomes": "coalitions.seminar.page:seminar_outcomes",
    "seminar_quiz": "coalitions.seminar.quiz_page:seminar_quiz",
    "seminar_session": "coalitions.seminar.page:seminar_session",
    "seminar_sessions": "coalitions.seminar.page:seminar_sessions",
    # an American backstop
    "backstop_signals": "coalitions.signals:backstop_signals",
    "backstop_by_country": "coalitions.backstop:backstop_by_country",
    "exceedance": "coalitions.backstop:exceedance",
    "backstop_effects": "coalitions.backstop:backstop_effects",
    "furthest_levers": "coalitions.backstop:furthest_levers",
    "price_list": "coalitions.backstop:price_list",
    "ratio_of_chances": "coalitions.backstop:ratio_of_chances",
    "signal_lanes": "coalitions.figures.signals:signal_lanes",
    "country_dependence": "coalitions.figures.backstop:country_dependence",
    "chance_curves": "coalitions.figures.backstop:chance_curves",
    "enabler_reach": "coalitions.figures.backstop:enabler_reach",
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'coalitions' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    home = importlib.import_module(module)
    value = getattr(home, attribute) if attribute else home
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])


def _in_notebook() -> bool:
    """Whether a kernel runs this, without importing IPython to find out."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


if _in_notebook() and importlib.util.find_spec("coalitions.figures"):
    importlib.import_module("coalitions.figures").enable()
