#!/usr/bin/env bash
# Fuzzes the recogniser, whole turns, the command grammar and the loader of dialogs/; tests/run.sh does it for some seconds.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/local/lib.sh"

usage() {
  cat >&2 <<'TEXT'
usage: tests/fuzz.sh [SECONDS]

Default 600 s, shared evenly by the four fuzzers. An input fails that throws, is answered in two ways, or takes more than 50 ms
six times over; it is printed with its seed. Environment: BRANCHBOT_FUZZ_SEED repeats a run.
TEXT
}

case ${1:-600} in
  *[!0-9]*) usage; exit 2 ;;
esac

cd "$root"
dotnet build tests/ChatBot.Conversation.Tests -c Release -v q --nologo -clp:NoSummary >&2
BRANCHBOT_FUZZ_SECONDS=${1:-600} dotnet artifacts/bin/ChatBot.Conversation.Tests/release/ChatBot.Conversation.Tests.dll \
  -noLogo -noColor -showLiveOutput -class ChatBot.Conversation.Tests.Fuzz.FuzzTests
