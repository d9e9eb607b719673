# Every step is in make.py, which runs without make as well: `python3 make.py book`.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: book test pdf student bundle site lab data prove versions bench clean setup help

book test pdf student bundle site lab data prove versions bench clean setup help:
	@"$(PYTHON)" make.py $@ $(ARGS)
