"""Buttons for servers lead where a notebook can run, and are missing where none can."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from coalitions.book import cli, launch
from coalitions.book.project import BookError

ROOT = Path(__file__).parents[2]
BINDER = ROOT / ".binder"
CONFIG = """\
repository:
  url: {repository}
  branch: v0.2
launch_buttons:
  binderhub_url: https://binder.example/
  jupyterhub_url: https://hub.example
  colab_url: https://colab.example
"""
GITHUB = "https://github.com/someone/book"


def configured(folder: Path, text: str) -> dict[str, object]:
    path = folder / "_config.yml"
    path.write_text(text, "utf-8")
    return launch.settings(path)


def links(folder: Path, repository: str = GITHUB) -> dict[str, str]:
    settings = configured(folder, CONFIG.format(repository=repository))
    places = launch.places("chapters/countries/deu", settings)
    return {place.name: place.url for place in places}


@pytest.mark.parametrize(
    "text",
    [
        "title: A book\n",
        "launch_buttons:\n  binderhub_url: https://binder.example\n",
        f"repository:\n  url: {GITHUB}\n",
        f"repository:\n  url: {GITHUB}\nlaunch_buttons:\n  binderhub_url: ''\n",
    ],
)
def test_without_both_addresses_there_is_no_button(tmp_path: Path, text: str) -> None:
    assert launch.places("chapters/interfet", configured(tmp_path, text)) == []


def test_binder_opens_the_notebook_that_the_image_holds(tmp_path: Path) -> None:
    url = urlsplit(links(tmp_path)["Binder"])
    assert (url.netloc, url.path) == ("binder.example", "/v2/gh/someone/book/v0.2")
    assert parse_qs(url.query) == {"urlpath": ["lab/tree/_build/notebooks/countries/deu.ipynb"]}


@pytest.mark.parametrize(
    ("repository", "path"),
    [
        ("https://gitlab.com/some/one/book", "/v2/gl/some%2Fone%2Fbook/v0.2"),
        ("https://git.example/book.git", "/v2/git/https%3A%2F%2Fgit.example%2Fbook.git/v0.2"),
    ],
)
def test_binder_takes_any_host(tmp_path: Path, repository: str, path: str) -> None:
    assert urlsplit(links(tmp_path, repository)["Binder"]).path == path


def test_hub_pulls_the_repository_and_opens_the_chapter(tmp_path: Path) -> None:
    url = urlsplit(links(tmp_path)["JupyterHub"])
    assert url.path == "/hub/user-redirect/git-pull"
    asked = parse_qs(url.query)
    assert asked["repo"] == [GITHUB]
    assert asked["branch"] == ["v0.2"]
    assert asked["urlpath"] == ["lab/tree/book/chapters/countries/deu.md"]


def test_colab_is_offered_only_for_notebooks_kept_on_github_that_fetch_the_book(
    tmp_path: Path,
) -> None:
    assert "Colab" not in links(tmp_path)
    kept = tmp_path / "notebooks/countries/deu.ipynb"
    kept.parent.mkdir(parents=True)
    kept.write_text('{"cells": []}', "utf-8")
    assert "Colab" not in links(tmp_path), "it could not import the package there"
    first = launch.fetching({"repository": GITHUB, "branch": "v0.2"})
    kept.write_text(first, "utf-8")
    opened = "https://colab.example/github/someone/book/blob/v0.2/notebooks/countries/deu.ipynb"
    assert links(tmp_path)["Colab"] == opened
    assert "Colab" not in links(tmp_path, "https://gitlab.com/someone/book")


def test_wrong_address_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookError, match=r"_config\.yml: repository: github\.com/x is no address"):
        links(tmp_path, "github.com/x")


def test_binder_installs_the_lock_of_the_repository() -> None:
    (line,) = (BINDER / "requirements.txt").read_text("utf-8").split("\n")[:-1]
    option, path = line.split()
    assert option == "-r"
    lock = (BINDER / path).resolve()
    assert lock == ROOT / "requirements.lock"
    assert "--hash=sha256:" in lock.read_text("utf-8")


def test_binder_runs_a_python_that_the_package_allows() -> None:
    version = (BINDER / "runtime.txt").read_text("utf-8").strip()
    found = re.fullmatch(r"python-3\.(\d+)", version)
    assert found and int(found[1]) >= 11


def test_post_build_runs_only_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    script = BINDER / "postBuild"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!")
    called = re.findall(r"^python -m coalitions book (.*)$", script.read_text("utf-8"), re.M)
    assert called[-1] == "notebooks"
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    known = capsys.readouterr().out
    for command in called:
        assert re.search(rf"^    {shlex.split(command)[0]}\b", known, re.M), command


def test_cell_for_servers_names_the_repository() -> None:
    code = launch.fetching({"repository": GITHUB, "branch": "main"})
    assert f"--branch main {GITHUB} book" in unquote(code)
    assert launch.fetching({}) == ""
