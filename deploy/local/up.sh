#!/usr/bin/env bash
# Tries the bot on one machine: serves it with the simulator, or plays the whole story. See README.md beside this file.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
services=$root/deploy/local/services.sh
chatbot=$root/artifacts/bin/ChatBot.Host/release/chatbot.dll

usage() {
  cat >&2 <<'TEXT'
usage: deploy/local/up.sh         serve the demo branch with the simulator on http://127.0.0.1:5080, until Ctrl-C
       deploy/local/up.sh demo    play the whole story through the real callbacks, print it as a chat, and end

Environment: BRANCHBOT_PORT (5080), BRANCHBOT_POSTGRES_PORT, BRANCHBOT_REDIS_PORT, BRANCHBOT_LOCAL (see README.md)
TEXT
}

mode=${1:-serve}
[[ $# -le 1 ]] || { usage; exit 2; }
case $mode in
  serve | demo) ;;
  -h | --help | help) usage; exit 0 ;;
  *) usage; exit 2 ;;
esac

port=${BRANCHBOT_PORT:-5080}
valid_port BRANCHBOT_PORT "$port"

# What this run started, and so has to stop.
server='' started=()

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  local rc=$? service
  trap '' INT TERM HUP
  trap - EXIT
  if [[ -n $server ]] && kill -TERM "$server" 2>/dev/null; then wait "$server" || true; fi
  stop_compiler
  if [[ $mode == demo ]]; then
    if [[ ${#started[@]} -gt 0 ]]; then "$services" remove 2>/dev/null || true; fi
  else
    for service in ${started[@]+"${started[@]}"}; do "$services" stop "$service" || true; done
  fi
  exit "$rc"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start_services() {
  local service
  for service in postgres redis; do
    if ! "$services" status "$service" >/dev/null 2>&1; then started+=("$service"); fi
  done
  "$services" start
  export_env
}

serve() {
  if port_open "$port"; then
    die "port $port is in use by something else. Give another port: BRANCHBOT_PORT=$((port < 65000 ? port + 1 : port - 1)) deploy/local/up.sh"
  fi
  start_services
  say "Building (the first time takes a minute or two) …"
  build src/ChatBot.Host || die "the build failed."
  stop_compiler
  dotnet "$chatbot" migrate
  dotnet "$chatbot" demo load

  export ASPNETCORE_URLS=http://127.0.0.1:$port Simulator__Enabled=true Clock__Movable=true Stop__Delay=00:00:00
  dotnet "$chatbot" serve &
  server=$!
  local i rc=0
  for ((i = 0; i < 300; i++)); do
    kill -0 "$server" 2>/dev/null || break
    if http_ok "$port" /health/ready; then
      cat >&2 <<TEXT

The bot is up. Open:
  http://127.0.0.1:$port/simulator      talk to it as any member of the demo branch, no account needed
  http://127.0.0.1:$port/health/ready   what it depends on, and how that is
Ctrl-C stops the bot and what this script started.

TEXT
      break
    fi
    sleep 0.1
  done
  if [[ $i -eq 300 ]]; then
    say "warning: http://127.0.0.1:$port/health/ready did not answer 200 within 30 seconds; the bot goes on trying."
  fi
  wait "$server" || rc=$?
  server=''
  exit "$rc"
}

demo() {
  local story=$root/tests/ChatBot.EndToEnd.Story rc=0
  [[ -d $story ]] || die "the story is missing: tests/ChatBot.EndToEnd.Story"
  # A Postgres and Redis of its own, thrown away at the end: the story always begins on the same empty page, and a
  # running up.sh does not see it.
  export BRANCHBOT_LOCAL=${BRANCHBOT_LOCAL:-$root/.local}/demo
  export BRANCHBOT_POSTGRES_PORT=${BRANCHBOT_POSTGRES_PORT:-25434} BRANCHBOT_REDIS_PORT=${BRANCHBOT_REDIS_PORT:-26381}
  if "$services" status >/dev/null 2>&1; then
    die "another demo is under way here (or one was killed: BRANCHBOT_LOCAL=$BRANCHBOT_LOCAL deploy/local/services.sh remove)."
  fi
  if [[ -d $BRANCHBOT_LOCAL ]]; then "$services" remove >/dev/null; fi
  start_services
  say "Building (the first time takes a minute or two) …"
  build src/ChatBot.Host "$story" || die "the build failed."
  stop_compiler
  dotnet run --project "$story" -c Release --no-build &
  server=$!
  wait "$server" || rc=$?
  server=''
  exit "$rc"
}

need_dotnet
cd "$root"
if [[ $mode == demo ]]; then demo; else serve; fi
