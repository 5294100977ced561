#!/usr/bin/env bash
# The benchmarks: each prints figures as ratios to its bar and one last line `name ratio=… bar=… ok|short`.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/local/lib.sh"
services=$root/deploy/local/services.sh

usage() {
  cat >&2 <<'TEXT'
usage: tests/bench.sh [understanding|turn|messages|confirm|broadcast|start|soak]

Without a name: all of them; soak takes half an hour (BRANCHBOT_SOAK_MINUTES). Environment: BRANCHBOT_POSTGRES_PORT (25435), BRANCHBOT_REDIS_PORT (26382), BRANCHBOT_LOCAL
(.local/bench of the checkout); with ConnectionStrings__Postgres and ConnectionStrings__Redis set, those servers are used.
TEXT
}

case ${1:-} in
  '') names=(understanding start turn messages confirm broadcast soak) ;;
  understanding | turn | messages | confirm | broadcast | start | soak) names=("$1") ;;
  *) usage; exit 2 ;;
esac

needs_stores() { [[ ${names[*]} != understanding ]]; }

cd "$root"

# As the product is published: compiled for the machine beforehand.
programs=$root/artifacts/bench
dotnet publish tests/ChatBot.Benchmarks -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true \
  -o "$programs" -v q --nologo -clp:NoSummary >&2
if needs_stores && [[ -z ${ConnectionStrings__Postgres:-} || -z ${ConnectionStrings__Redis:-} ]]; then
  export BRANCHBOT_LOCAL=${BRANCHBOT_LOCAL:-$root/.local/bench}
  export BRANCHBOT_POSTGRES_PORT=${BRANCHBOT_POSTGRES_PORT:-25435} BRANCHBOT_REDIS_PORT=${BRANCHBOT_REDIS_PORT:-26382}
  trap '"$services" remove >/dev/null 2>&1 || true' EXIT
  "$services" start >&2
  while IFS= read -r line; do export "${line?}"; done < <("$services" env)
fi

for name in "${names[@]}"; do
  dotnet "$programs/ChatBot.Benchmarks.dll" "$name" "$programs/chatbot.dll" "$root/dialogs"
done
