# The two commands of the README are `make demo` and `make test`; each does all its own set-up.
.PHONY: demo test run fast busy system lint package samples pictures looks languages bench jmeter clean
PYTHON := .venv/bin/python

demo: ## the main job on the demo shop: record, scenario, run, PDF; shows the window when there is a display
	@packaging/bootstrap.sh run
	@$(PYTHON) -m tests.system.main_job --out out/demo --show

run: ## opens the window
	@packaging/bootstrap.sh run
	@$(PYTHON) -m loadstudio

test: ## every check: format, lint, types, import contracts, tests, system tests
	@packaging/bootstrap.sh test
	@$(MAKE) --no-print-directory lint fast system package

lint: ## format, lint, types, import contracts
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

fast: ## tests without browsers and long-running processes
	tests/with_screen.sh .venv/bin/pytest -q -m "not system"

busy: ## tests of the window as on a busy computer, to find tests that fail now and then: tests/README.md
	@for ways in "late-jobs late-messages late-pieces" prompt-jobs; do \
		tests/with_screen.sh .venv/bin/pytest -q -m "not system" $$(printf -- ' --busy %s' short-waits $$ways) tests/gui || exit 1; \
	done

system: ## real processes, real browser, real window
	tests/with_screen.sh .venv/bin/pytest -q -m system

package: ## one folder with one executable, then its smoke test
	@packaging/bootstrap.sh test
	packaging/build.sh

samples: ## records the demo shop anew into recordings/
	@packaging/bootstrap.sh test
	$(PYTHON) -m tests.support.make_samples

pictures: ## takes the pictures of the manual anew, by going through the window
	@packaging/bootstrap.sh test
	tests/with_screen.sh .venv/bin/pytest -q tests/system/test_window.py
	mkdir -p docs/manual/pictures
	cp out/window/[1-7]-*-light.png out/window/9-*-light.png docs/manual/pictures/
	tests/with_screen.sh $(PYTHON) -m tests.support.data_pictures --manual --to docs/manual/pictures

looks: ## takes every screen empty, typical, full and in error, in all sizes, shades and scales, into out/looks
	@packaging/bootstrap.sh test
	tests/with_screen.sh $(PYTHON) -m tests.support.all_pictures --to out/looks

languages: ## takes new texts of the window into the translations, and makes what Qt reads of them
	.venv/bin/pyside6-lupdate -no-obsolete -locations none $$(find loadstudio/gui -name '*.py' | sort) -ts resources/languages/loadstudio_de.ts
	.venv/bin/pyside6-lrelease -silent resources/languages/loadstudio_de.ts

bench: ## all performance figures against their goals, in one table (needs nginx and wrk; 30 minutes)
	tests/with_screen.sh $(PYTHON) -m tests.benchmarks

jmeter: ## fetches JMeter 5 into .jmeter: the tests then run exported test plans in it (needs Java)
	packaging/jmeter.sh

clean:
	rm -rf build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
