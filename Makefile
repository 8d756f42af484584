# Sitwell: `make run` opens the window, `make test` checks everything. Both set up what they need by themselves.
.DEFAULT_GOAL := help
.PHONY: help run test test-rust test-clicks test-camera soak soak-camera load check lint deny bench accuracy pictures setup install uninstall

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup ## open the window (release build)
	cargo run --release --locked

setup: ## install what running needs: system packages, ONNX Runtime into runtime/ (idempotent)
	scripts/setup run

PREFIX ?= $(HOME)/.local

install: setup ## install for yourself, into ~/.local or PREFIX=folder: program, ONNX Runtime, menu entry, icons
	cargo build --release --locked
	scripts/install target/release/sitwell "$(PREFIX)"

uninstall: ## take away what install put there; your settings and calibrations stay
	scripts/install --remove "$(PREFIX)"

test: ## everything that must pass: lints, all tests, the camera tests in the virtual webcam
	scripts/setup test
	$(MAKE) --no-print-directory lint test-rust test-camera

test-rust:
	cargo test --locked

test-clicks: ## the real window under a real mouse, every page clicked all over (minutes; not part of test)
	cargo build --locked
	tests/click_through.sh target/debug/sitwell

test-camera: ## the real program on a virtual webcam that stalls, lies, is wanted and unplugged (four to six minutes)
	# The program as the tests built it: a plain build would compile half of the libraries a second time.
	cargo test --locked --no-run --test command_line
	tests/camera.sh target/debug/sitwell

soak: setup ## hours of watching at speed, HOURS=8: nothing grows and nothing is missed (ten minutes)
	SOAK_HOURS=$(or $(HOURS),8) cargo test --locked --test soak -- --nocapture --test-threads=1

soak-camera: ## the window, for HOURS=1, on a virtual webcam that stalls and is unplugged at random (docs/RELIABILITY.md)
	cargo build --locked
	tests/camera-hour.sh target/debug/sitwell $(or $(HOURS),1)

check: lint deny ## formatting, lints, documentation, licences of all dependencies

lint:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# Not part of `test`: cargo-deny takes ten minutes to build. Advisories are news, and need the network: they are told.
deny:
	@if cargo deny --version >/dev/null 2>&1; then \
		cargo deny check licenses bans sources && { cargo deny check advisories || echo "look at the advisories above"; }; \
	else echo "cargo-deny is not installed, so licences were not checked: cargo install --locked cargo-deny"; fi

pictures: setup ## take the pictures of the window in docs/pictures anew (three minutes)
	cargo build --release --locked
	scripts/pictures target/release/sitwell

bench: setup ## measure (docs/PERFORMANCE.md)
	cargo bench --locked

load: setup ## what watching costs: CPU a minute and memory, quiet and moving (docs/PERFORMANCE.md; seven minutes)
	cargo build --release --locked
	benches/load.sh target/release/sitwell

accuracy: setup ## measure on a graded set, SET=folder [HELD_OUT=folder], and write docs/ACCURACY.md (ten to twenty minutes)
	@test -n "$(SET)" || { echo "name the graded set: make accuracy SET=folder (its gt.jsonl and pictures)"; exit 1; }
	cargo build --release --locked
	scripts/accuracy target/release/sitwell "$(SET)" $(if $(HELD_OUT),"$(HELD_OUT)")
