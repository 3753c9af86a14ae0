# Quadrille. `make` alone lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Built things live outside the clone, so that a second clone is fast too.
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/quadrille
export QUADRILLE_TOOLS := $(CACHE)/tools
export CARGO_TARGET_DIR ?= $(CACHE)/target
export PATH := $(QUADRILLE_TOOLS)/bin:$(CURDIR)/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
# Trunk must find its tools, never fetch them.
export TRUNK_OFFLINE := true
export TRUNK_BUILD_LOCKED := true
export TRUNK_SKIP_VERSION_CHECK := true

PORT ?= 7823
WASM := --target wasm32-unknown-unknown
# Folders are listed too: their time changes when a file is added or removed.
SOURCES := $(shell find src style public -not -name '.*' 2>/dev/null) .ci/parts.mjs .ci/soon.txt .ci/rest.txt Cargo.toml Cargo.lock Trunk.toml package-lock.json $(wildcard .cargo/config.toml)

say = @printf '\n── %s\n' "$(1)"

##@ Use

.PHONY: run
run: dist ## Build the application and serve it on http://localhost:7823 (PORT=… for another)
	@exec node tests/browser/server.mjs --port $(PORT)

.PHONY: dist
dist: tools-build dist/index.html ## Build the static folder dist/, for any host and any path

##@ Develop

.PHONY: dev
dev: tools-build ## Serve a quickly built page and rebuild it on every change
	@exec trunk serve --release=false --cargo-profile quick --dist .trunk/dev --port $(PORT)

.PHONY: check
check: tools-rust fmt clippy native ## Formatting, lints and native tests: quick

.PHONY: test
test: tools-test fmt sides browser ## Everything, as CI does; installs what the tests need

.PHONY: browser
browser: tools-test dist ## The browser tests alone (ONLY=smoke runs tests/browser/smoke.test.mjs)
	$(call say,Browser tests)
	@rm -rf test-results
	@node --test --test-concurrency=2 $(or $(ONLY:%=tests/browser/%.test.mjs),tests/browser/*.test.mjs)

.PHONY: soak
soak: tools-soak ## Send every table through a real LibreOffice and back: some minutes
	@cargo test --locked --test soak -- --ignored

.PHONY: bench
bench: tools-bench dist ## Measure the core, and the page against a bare one and its peers (ROUNDS=5)
	@cargo bench --locked
	$(call say,The page)
	@node benches/page.mjs

.PHONY: first-visit
first-visit: tools-test dist ## Watch anew what a first visit calls (.ci/soon.txt, .ci/rest.txt), after much has changed
	@node .ci/first-visit.mjs
	@rm -f dist/index.html

.PHONY: clean
clean: ## Remove what was built in this clone; the cache outside stays
	rm -rf dist .trunk test-results node_modules benches/node_modules

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nBuilt things are kept in %s\n\n' "$(CACHE)"

# The parts.

.PHONY: fmt clippy clippy-native clippy-wasm native sides tools-rust tools-build tools-test tools-soak tools-bench
fmt: tools-rust
	$(call say,Formatting)
	@cargo fmt --check

clippy: clippy-native clippy-wasm

clippy-native: tools-rust
	$(call say,Lints: native)
	@cargo clippy --locked --all-targets -- -D warnings

clippy-wasm: tools-rust
	$(call say,Lints: wasm32)
# As the page is built, so that what runs while it is compiled (macros, build scripts) is compiled once for both.
	@CARGO_INCREMENTAL=1 cargo clippy --locked --release $(WASM) --lib --bins -- -D warnings

# The laws run ten thousand cases each and want the optimiser; what stands outside the library is compiled sooner without.
native: tools-rust
	$(call say,Native tests)
	@cargo test --locked --lib
	@cargo test --locked --profile dev --bins --test '*'
	@cargo test --locked --profile dev --doc

# The core natively, the page beside it: each has minutes in which it keeps one processor busy only, and they share no lock
# of cargo's. What the page's side says comes when it is done.
sides: tools-build
	@said=$$(mktemp); page=; \
	trap 'test -z "$$page" || kill -- "-$$page" 2>/dev/null || true; rm -f "$$said"' EXIT; trap 'exit 130' INT TERM; \
	set -m; $(MAKE) clippy-wasm dist >"$$said" 2>&1 & page=$$!; set +m; \
	$(MAKE) clippy-native native; \
	ended=0; wait $$page || ended=$$?; page=; cat "$$said"; exit $$ended

tools-rust tools-build tools-test tools-soak tools-bench:
	@.ci/tools $(@:tools-%=%)

dist/index.html: $(SOURCES)
	$(call say,Building the page)
	@trunk build
