GO ?= go
BIN := bin/fanzha
GOFUMPT := mvdan.cc/gofumpt@v0.9.2
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
ERRCHECK := github.com/kisielk/errcheck@v1.10.0

.PHONY: run demo build test check fmt bench shots

run: build
	./$(BIN) serve

demo: build
	./$(BIN) demo

build:
	$(GO) build -trimpath -o $(BIN) ./cmd/fanzha

test:
	$(GO) test ./...

check:
	@out=$$($(GO) run $(GOFUMPT) -l .); test -z "$$out" || { echo "gofumpt: $$out"; exit 1; }
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) run $(ERRCHECK) ./...
	$(GO) test -tags tmux ./tui/screen

fmt:
	$(GO) run $(GOFUMPT) -w .

# Beside C SQLite where a C compiler is at hand; without one the database stands alone.
bench: build
	cd cmd/bench && $(GO) build -o ../../bin/bench .
	rm -f bin/bench-csqlite
	-cd cmd/bench && CGO_ENABLED=1 $(GO) build -modfile csqlite.mod -tags csqlite -o ../../bin/bench-csqlite .
	./bin/bench -fanzha ./$(BIN) -peer ./bin/bench-csqlite $(BENCH)

# The pictures of the README, of the demonstration.
shots: build
	$(GO) run ./cmd/shots -fanzha ./$(BIN)
