#!/usr/bin/env bash
# The table of what is understood: dates, numbers and utterances by category, passed and total, with every entry missed.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/local/lib.sh"

usage() {
  cat >&2 <<'TEXT'
usage: tests/understanding.sh

Prints how many entries of the corpora in ../shared/corpora (found in any folder above) and of the repository's own sentences
are answered right, by category, and those that are not. Exit code 0 when every goal is met.
TEXT
}

case ${1:-} in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) usage; exit 2 ;;
esac

cd "$root"
dotnet build tests/ChatBot.Conversation.Tests -c Release -v q --nologo -clp:NoSummary >&2
tests=ChatBot.Conversation.Tests.Understanding
dotnet artifacts/bin/ChatBot.Conversation.Tests/release/ChatBot.Conversation.Tests.dll -noLogo -noColor -showLiveOutput -parallel none \
  -class $tests.DateTimeCorpusTests -class $tests.NumberCorpusTests -class $tests.UtteranceTests |
  sed -e 's/^.*\[OUTPUT\] //' -e '/^  *Discover/d' -e '/^  *Start/d' -e '/^  *Finish/d'
