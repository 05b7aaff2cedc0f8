# Footnote. `make run` and `make test` need no setup.

comma := ,

.PHONY: run build test check cross release release-check bench eval torture load soak scale fuzz pictures help

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 15

run: build ## run the bot; without DISCORD_TOKEN in .env, in a web page on this machine
	./footnote run

build: ## build ./footnote, static and stripped
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o footnote .

test: ## run every test
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo "SKIPPED: the tests on PostgreSQL: install postgresql (no initdb found)"
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || echo "SKIPPED: the tests of the page: install chromium"
	@command -v pdftotext >/dev/null || echo "SKIPPED: the tests of PDF files: install poppler-utils"
	go test ./...

check: ## formatting, vet, static checks, dependencies, known vulnerabilities, race detector
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w $$unformatted"; exit 1; }
	go vet ./...
	@# Other systems: the program; make cross vets its tests there, too.
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go build ./...
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go build ./...
	go tool staticcheck ./...
	@go mod verify
	@go tool govulncheck ./... || { code=$$?; test $$code -ne 3 && echo "SKIPPED: govulncheck could not reach its database" && exit 0; exit $$code; }
	@# In tests with damaged files, bbolt's pointers fail the pointer checks that
	@# -race enables, so these checks are off for bbolt.
	go test -race -timeout 20m -gcflags=go.etcd.io/bbolt=-d=checkptr=0 ./...

cross: ## vet the program and its tests for Windows and macOS
	GOOS=windows GOARCH=amd64 CGO_ENABLED=0 go vet ./...
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go vet ./...

release: ## build what is published with a version into dist/
	go run ./internal/release

release-check: ## build the release for every system twice, compare, verify, and run the one for this machine
	go test ./internal/release -run TestRelease -count 1 -v -timeout 1h -args -whole

bench: ## measure speed
	go test -run '^$$' -bench . -benchmem ./...

eval: build ## measure answers, quotations, people and reading with the evaluation sets, if they are in ../shared/eval
	go run ./internal/eval $(if $(RECORD),-record) $(if $(MODEL),-model)
	go test ./library -run 'CheckSets|ShownWords' -count 1 -v -timeout 1h -args -whole

load: ## a mix of interactions at fixed rates; COMMUNITIES, RATE (300,1000,300), TIME, DOORS (http,gateway) and BIN change it
	go test ./cli -run 'TestLoad$$' -count 1 -v -timeout 6h -args -communities $(or $(COMMUNITIES),40) -articles $(or $(ARTICLES),50) -rate $(or $(RATE),300) -for $(or $(TIME),60s) -doors $(or $(DOORS),http$(comma)gateway) $(if $(BIN),-bin $(abspath $(BIN)))

soak: ## an hour of that mix (or TIME): heap, goroutines and descriptors must not grow
	go test ./cli -run TestSoak -count 1 -v -timeout 24h -args -soak $(or $(TIME),1h) -rate $(or $(RATE),50)

scale: ## load 10,000 communities of 200 articles and measure one process over them (takes over half an hour)
	go test ./cli -run TestScale -count 1 -v -timeout 6h -args -communities 10000 -scale-dir $(or $(DIR),/tmp/footnote-scale)

torture: ## kill it, cut its power and fill its disk, as often as it takes to be sure (needs root for the disks)
	go test ./cli -run 'Killed|PowerCuts|FullAtEachStep|Outage|Fleet' -count 1 -v -timeout 2h -args -torture
	go test ./article/reader -run TestSteps -count 1 -v -args -whole
	go test ./store -run 'Kill|Full|Broken|Damage|Flipped|Restore|Silent' -count 1 -v -timeout 2h -args -torture
	go test ./index ./library -run 'Kill|Full|Broken|Damage|Flipped|Restore|IndexThatIs|Silent' -count 1 -v
	go test ./library -run BrokenIndexDisk -count 1 -v -timeout 1h -args -whole
	go test ./bot -run RoundTripsOfScreens -count 1 -v -args -whole

pictures: ## take the pictures of the page again, with Chromium
	go test ./sandbox -run TestPage -count 1 -args -pictures ../docs/pictures

fuzz: ## fuzz every reader of untrusted input for 30 seconds
	@for p in $$(go list ./...); do for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
		echo "$$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime 30s -fuzzminimizetime 100x $$p || exit 1; done; done
