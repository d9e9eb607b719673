"""Exercises and their solutions: folded without a script, each with an address of its own.

sphinx-exercise reads the directives, numbers the exercises and checks their labels. What it writes
repeats identifiers from one exercise to the next and needs a script to fold a solution away. Here
the same nodes are written as plain HTML: a block with a heading line, and `<details>`.
"""

from __future__ import annotations

import itertools
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import (  # type: ignore[import-untyped, unused-ignore]
    exercise_enumerable_node,
    exercise_node,
    solution_node,
)

_EXERCISES: Final = (exercise_enumerable_node, exercise_node)
#: What sphinx-exercise puts around the content of each, under the same identifier every time.
_WRAPPERS: Final = ("exercise-content", "solution-content")


class Unwrap(SphinxTransform):
    """Take the content of exercises out of its wrapper, and name solutions by their exercise."""

    default_priority = 15  # sphinx-exercise joins what stands between start and end at 10

    def apply(self, **kwargs: Any) -> None:
        """Change the page that has just been read."""
        for wrapper in list(self.document.findall(nodes.section)):
            if wrapper["ids"] and wrapper["ids"][0] in _WRAPPERS:
                wrapper["ids"].clear()  # they would pass to its first child
                wrapper.replace_self(wrapper.children)
        taken = set(self.document.ids)
        for solution in list(self.document.findall(solution_node)):
            wish = f"{solution['target_label']}-solution"
            names = itertools.chain([wish], (f"{wish}-{n}" for n in itertools.count(2)))
            own = next(name for name in names if name not in taken)
            taken.add(own)
            for name in solution["names"]:
                self.document.nameids[name] = own
            solution["ids"] = [own]
            self.document.ids[own] = solution


class Headings(SphinxPostTransform):
    """Write the title of an exercise without the brackets that sphinx-exercise puts around it."""

    default_priority = 23  # sphinx-exercise resolves titles at 20 to 22

    def run(self, **kwargs: Any) -> None:
        """Change the titles of this page."""
        for exercise in (node for kind in _EXERCISES for node in self.document.findall(kind)):
            title = exercise[0]
            if [str(title[at]) for at in (0, -1)] == [" (", ")"]:
                title.children = title.children[1:-1]
        for solution in self.document.findall(solution_node):
            said = solution[0].astext().split(" (", 1)[0]
            solution[0].children = [nodes.Text(" ".join(said.split()))]


def setup(app: Sphinx) -> None:
    """Register; called by `coalitions.book.site`."""
    app.setup_extension("sphinx_exercise")
    app.add_transform(Unwrap)
    app.add_post_transform(Headings)
    for builder in ("html", "singlehtml"):
        for kind in _EXERCISES:
            handlers: Any = {builder: (_visit_exercise, _depart_exercise)}
            app.add_node(kind, override=True, **handlers)
        handlers = {builder: (_visit_solution, _depart_solution)}
        app.add_node(solution_node, override=True, **handlers)


def _visit_exercise(writer: Any, node: nodes.Element) -> None:
    node["classes"] = ["co-exercise"]
    writer.body.append(writer.starttag(node, "div"))


def _depart_exercise(writer: Any, node: nodes.Element) -> None:
    writer.body.append("</div>\n")


def _visit_solution(writer: Any, node: nodes.Element) -> None:
    title = node.pop(0)
    node["classes"] = ["co-solution"]
    writer.body.append(writer.starttag(node, "details"))
    writer.body.append(f"<summary>{writer.encode(title.astext())}</summary>\n")


def _depart_solution(writer: Any, node: nodes.Element) -> None:
    writer.body.append("</details>\n")
