"""A chapter of the site in a real browser: open it from its page, run it, ask what it gave.

For the tests and the benchmark of the browser edition; the pages come from a server of this
computer, and every request to another host is cut off and noted.
"""

from __future__ import annotations

import functools
import http.server
import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

#: What a server must say of files that browsers will run; Python's own server does not know them.
_TYPES: Final = {".mjs": "text/javascript", ".wasm": "application/wasm"}
# Folded cells and those out of sight are not in the page, so the notebook itself is asked.
_STATE: Final = """() => {
  const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
  return { begun: cells.some((cell) => cell.executionCount), done: window.coalitionsDone };
}"""
_ASK: Final = """async (code) => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const asked = kernel.requestExecute({ code });
  let said = "";
  asked.onIOPub = (message) => {
    if (message.header.msg_type === "stream") said += message.content.text;
    if (message.header.msg_type === "error") said += message.content.evalue;
  };
  await asked.done;
  return said;
}"""
_RUN: Final = """() => {
  window.coalitionsDone = false;
  const all = window.jupyterapp.commands.execute("notebook:run-all-cells");
  all.finally(() => { window.coalitionsDone = true; });
}"""
_SCROLL: Final = """async (text) => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const holds = (cell) => JSON.stringify(cell.toJSON().outputs ?? "").includes(text);
  const place = [...notebook.model.cells].findIndex(holds);
  await notebook.scrollToItem(place, "start");
  return place;
}"""
_MODEL: Final = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON()"


@dataclass(frozen=True)
class Run:
    """A notebook that ran from top to bottom.

    Attributes
    ----------
    shown, first, all
        Seconds from the click until the notebook, its first result and its last one were there.
    notebook
        The notebook with its outputs.
    """

    shown: float
    first: float
    all: float
    notebook: dict[str, Any]

    @property
    def errors(self) -> list[str]:
        """What went wrong in its cells."""
        outputs = [o for cell in self.notebook["cells"] for o in cell.get("outputs", ())]
        return [o["evalue"] for o in outputs if o["output_type"] == "error"]

    @property
    def texts(self) -> list[str]:
        """The outputs of its cells as text."""
        outputs = [o for cell in self.notebook["cells"] for o in cell.get("outputs", ())]
        return ["".join(o.get("data", {}).get("text/plain", "")) for o in outputs]


class _Handler(http.server.SimpleHTTPRequestHandler):
    def guess_type(self, path: Any) -> str:
        """Say what a file is."""
        return _TYPES.get(Path(path).suffix) or super().guess_type(path)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this computer; give its address."""
    handler = functools.partial(_Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def cut_off(context: BrowserContext, address: str) -> list[str]:
    """Let a browser reach one address only; return the list that the others will be noted in."""
    noted: list[str] = []

    def decide(route: Any) -> None:
        if route.request.url.startswith((f"{address}/", "data:", "blob:")):
            route.continue_()
        else:
            noted.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    return noted


def run(page: Page, address: str, document: str, patience: float = 600) -> Run:
    """Follow *Run this chapter* on a page and run all cells of the notebook.

    Parameters
    ----------
    patience
        Seconds that each step may take.

    Raises
    ------
    TimeoutError
        If it takes longer.
    """
    page.set_default_timeout(1000 * patience)
    page.goto(f"{address}/{document}.html", wait_until="domcontentloaded")
    began = time.perf_counter()
    page.locator(".co-run a").click()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session")
    shown = time.perf_counter() - began
    page.evaluate(_RUN)
    first = 0.0
    while time.perf_counter() - began < patience:
        state = page.evaluate(_STATE)
        if state["begun"] and not first:
            first = time.perf_counter() - began
        if state["done"]:
            return Run(shown, first, time.perf_counter() - began, page.evaluate(_MODEL))
        page.wait_for_timeout(200)
    raise TimeoutError(f"{document} did not finish in the browser within {patience:.0f} seconds")


def scroll_to(page: Page, text: str) -> None:
    """Bring the first cell whose outputs hold a text into view; others are not in the page.

    Raises
    ------
    LookupError
        If no cell does.
    """
    if page.evaluate(_SCROLL, text) < 0:
        raise LookupError(f"no output holds {text!r}")


def values(page: Page, expressions: Sequence[str]) -> list[str]:
    """Evaluate expressions in the kernel of the open notebook and write each as in a sentence."""
    code = f"import json; print(json.dumps([str(each) for each in [{', '.join(expressions)}]]))"
    said = page.evaluate(_ASK, code)
    try:
        found: list[str] = json.loads(said)
    except ValueError:
        raise ValueError(f"the kernel could not evaluate the expressions: {said}") from None
    return found
