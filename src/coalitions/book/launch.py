"""Where a chapter can be opened on a server: Binder, a JupyterHub, Colab.

The addresses are Jupyter Book's own settings in `_config.yml`::

    repository:
      url: https://github.com/someone/willing-and-able
      branch: main
    launch_buttons:
      binderhub_url: https://mybinder.org
      jupyterhub_url: https://hub.example.org
      colab_url: https://colab.research.google.com

Without the repository's address, or without a server's, there is nothing to open. Binder opens the
notebook that `.binder/postBuild` makes. A JupyterHub pulls the repository with nbgitpuller and
opens the chapter's source through Jupytext. Colab runs nothing but notebooks that lie in a
repository on GitHub: a link is given only where the chapter's notebook is kept there, in the
folder `notebooks/`, as ``python -m coalitions book notebooks notebooks`` writes it, with a first
cell that fetches the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import yaml

from coalitions.book.notebooks import name_of
from coalitions.book.project import BookError

#: Where `.binder/postBuild` puts notebooks, below the repository.
BINDER_FOLDER: Final = "_build/notebooks"
#: Where a repository may keep notebooks for Colab.
KEPT: Final = "notebooks"
_SERVERS: Final = ("binderhub_url", "jupyterhub_url", "colab_url")

#: Cloned for its data, installed for its code; the package finds the data below this folder.
_FETCH: Final = """\
import importlib.util

if importlib.util.find_spec("coalitions") is None:
    !git clone --quiet --depth 1 --branch {branch} {repository} book
    %pip install --quiet ./book
    %cd book"""


@dataclass(frozen=True)
class Place:
    """A server, and the address that opens a chapter there."""

    name: str
    url: str


def settings(path: Path) -> dict[str, Any]:
    """Read what `_config.yml` says of the repository and the servers, and nothing by default.

    Jupyter Book's defaults name a repository of its own, so the file itself is asked.

    Raises
    ------
    BookError
        If an address is none that a browser can open.
    """
    config = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else None
    if not isinstance(config, dict):
        return {}
    repository = config.get("repository") or {}
    servers = config.get("launch_buttons") or {}
    found = {"repository": repository.get("url"), **{key: servers.get(key) for key in _SERVERS}}
    said = {key: str(url).strip().rstrip("/") for key, url in found.items() if url}
    for key, url in said.items():
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise BookError(
                f"_config.yml: {key}: {url} is no address; write https://… or leave out"
            )
    if "repository" not in said:
        return {}
    branch = str(repository.get("branch") or "main")
    kept = path.parent / KEPT
    notebooks = sorted(
        each.relative_to(kept).as_posix()
        for each in kept.rglob("*.ipynb")
        if said["repository"] in each.read_text("utf-8")  # it knows where to fetch the book
    )
    return {**said, "branch": branch, "kept": notebooks}


def fetching(configured: Mapping[str, Any]) -> str:
    """Return the code that makes the package usable on a server without it; empty if unknown."""
    if not configured.get("repository"):
        return ""
    return _FETCH.format(repository=configured["repository"], branch=configured["branch"])


def places(document: str, configured: Mapping[str, Any]) -> list[Place]:
    """List where a chapter can be opened, in the order in which to try."""
    if not configured.get("repository"):
        return []
    repository, branch = str(configured["repository"]), str(configured["branch"])
    offered = []
    if server := configured.get("binderhub_url"):
        opened = f"lab/tree/{BINDER_FOLDER}/{name_of(document)}"
        query = urlencode({"urlpath": opened})
        offered.append(Place("Binder", f"{server}/v2/{_on_binder(repository, branch)}?{query}"))
    if server := configured.get("jupyterhub_url"):
        folder = repository.rsplit("/", 1)[-1].removesuffix(".git")
        opened = f"lab/tree/{folder}/{document}.md"
        query = urlencode({"repo": repository, "branch": branch, "urlpath": opened})
        offered.append(Place("JupyterHub", f"{server}/hub/user-redirect/git-pull?{query}"))
    name, owner, server = name_of(document), _on_github(repository), configured.get("colab_url")
    if server and owner and name in configured["kept"]:
        path = f"{owner}/blob/{quote(branch, safe='')}/{KEPT}/{name}"
        offered.append(Place("Colab", f"{server}/github/{path}"))
    return offered


def _on_github(repository: str) -> str:
    """Return owner and name of a repository on GitHub, else nothing."""
    parts = urlsplit(repository)
    return parts.path.strip("/").removesuffix(".git") if parts.netloc == "github.com" else ""


def _on_binder(repository: str, branch: str) -> str:
    """Return how a BinderHub names a repository: known hosts by a short name, others whole."""
    parts = urlsplit(repository)
    name = parts.path.strip("/").removesuffix(".git")
    at = quote(branch, safe="")
    if parts.netloc == "github.com":
        return f"gh/{name}/{at}"
    if parts.netloc == "gitlab.com":
        return f"gl/{quote(name, safe='')}/{at}"
    return f"git/{quote(repository, safe='')}/{at}"
