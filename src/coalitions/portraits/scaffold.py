"""The first form of a country page: its sections, the calls in them, and prompts to write by."""

from __future__ import annotations

from typing import Final

from coalitions.portraits import stock as stocks
from coalitions.portraits.stock import Stock

_HEAD: Final = """\
---
file_format: mystnb
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# {name}

```{{admonition}} The question
:class: tip
Does {in_text} support a coalition for Ukraine? Which tasks does it see?
What will it contribute, and why?
```
"""

#: Heading, what to write there, and the calls, in the order of every page.
SECTIONS: Final = (
    ("", "In one sentence: what is particular. What we find: the argument, with numbers.", ()),
    ("Answers and evidence", "What the answers add up to; which one is weak.", ("answers",)),
    ("Position over time", "Who moved it, and when.", ("track", "statements")),
    ("Tasks", "What it would do, and what it no longer says.", ("tasks",)),
    ("Axes of support", "Where it stands among the others, and on what that rests.", ("axes",)),
    ("Forces and commitments", "What is free, and what is bound.", ("forces", "holdings")),
    (
        "Money",
        "What it spends and gives, with the best case for and against.",
        ("money", "pledges"),
    ),
    ("At home", "What polls asked; who decides, and until when.", ("polls", "government")),
    ("At the table", "When it was named, and in which role.", ("meetings",)),
    ("What would change its mind", "Which conditions could be met, and by whom.", ("conditions",)),
    ("Open questions", "What nobody has said.", ()),
    ("Exercises", "Read a figure, compute, argue with evidence.", ()),
)


def page(stock: Stock) -> str:
    """Write the page of a country as far as no sentence is needed.

    Each section holds its calls and, as a comment that no reader sees, what to write there and
    which tables hold nothing. The finding at the end is true and says little: replace it.
    """
    subject, name = stock.subject, stock.subject.code.lower()
    parts = [_HEAD.format(name=subject.name, in_text=subject.name_in_text)]
    parts.append(_cell(f'import coalitions as co\n\n{name} = co.portrait("{subject.code}")'))
    for heading, prompt, calls in SECTIONS:
        if heading:
            parts.append(f"## {heading}\n")
        parts.append(f"% {prompt}{_absent(stock, heading)}\n")
        parts += [_cell(f"co.portrait_{call}({name})") for call in calls]
    enough = f"co.count({name}.evidence_rows) + co.count({name}.said)"
    parts.append("## Findings\n")
    parts.append(
        _cell(
            f'co.finding(\n    "{subject.name}: {stock.statements} pieces of evidence at least",\n'
            f"    {enough} >= {stock.statements},\n"
            '    overturned_by="rows that are taken back",\n)',
            tag="findings",
        )
    )
    return "\n".join(parts)


def _absent(stock: Stock, heading: str) -> str:
    missing = [name for name in stock.missing if stocks.SECTIONS[name] == heading]
    return f" Nothing in {', '.join(missing)}." if missing else ""


def _cell(code: str, tag: str = "hide-input") -> str:
    return f"```{{code-cell}} python3\n:tags: [{tag}]\n\n{code}\n```\n"
