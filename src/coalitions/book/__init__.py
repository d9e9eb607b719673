"""How the chapters become a book: executing, rendering, checking and packaging them.

`execute` runs chapters, `build` turns them into pages, `stored` and `site` are the
Sphinx extensions, `cli` is the command line. Chapters never import from here.
"""
