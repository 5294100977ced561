#!/usr/bin/env bash
# Everything CI runs: build, format, all tests, the dialogs' check. See deploy/local/README.md for the variables.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../deploy/local/lib.sh"
services=$root/deploy/local/services.sh

usage() {
  cat >&2 <<'TEXT'
usage: tests/run.sh [--format] [PROJECT…]

  --format   also verify the code format (always done when CI=true)
  PROJECT    only these test projects, for example ChatBot.Domain.Tests

The last line is "N passed, M failed" (", K skipped" when tests were skipped); exit code 0 when M = 0 and N > 0.
Environment: BRANCHBOT_POSTGRES_PORT (25433), BRANCHBOT_REDIS_PORT (26380), BRANCHBOT_LOCAL (.local/test of the
checkout), BRANCHBOT_CHROMIUM (found), BRANCHBOT_TEST_SECONDS (900, the limit for one project)
TEXT
}

format=''
only=()
if [[ ${CI:-} == true ]]; then format=1; fi
for argument in "$@"; do
  case $argument in
    --format) format=1 ;;
    -h | --help) usage; exit 0 ;;
    -*) usage; exit 2 ;;
    *) only+=("$argument") ;;
  esac
done

export BRANCHBOT_LOCAL=${BRANCHBOT_LOCAL:-$root/.local/test}
export BRANCHBOT_POSTGRES_PORT=${BRANCHBOT_POSTGRES_PORT:-25433} BRANCHBOT_REDIS_PORT=${BRANCHBOT_REDIS_PORT:-26380}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
limit=${BRANCHBOT_TEST_SECONDS:-900} time_limit=()
if have timeout; then time_limit=(timeout -k 10 "$limit"); fi

passed=0 failed=0 skipped=0
results=$(mktemp -d) started='' chromium_job='' jobs_running=()
begun=$SECONDS

# shellcheck disable=SC2317 # called by the trap
clean_up() {
  local rc=$? job
  trap '' INT TERM HUP
  trap - EXIT
  for job in ${jobs_running[@]+"${jobs_running[@]}"}; do kill -TERM "$job" 2>/dev/null || true; done
  if [[ -n $chromium_job ]]; then wait "$chromium_job" 2>/dev/null || true; fi
  if [[ -n $started ]]; then "$services" remove >/dev/null 2>&1 || true; fi
  stop_compiler
  rm -rf "$results"
  if [[ $failed -eq 0 && ($rc -ne 0 || $passed -eq 0) ]]; then failed=1; fi # ended before it could count
  if [[ $failed -gt 0 && $rc -eq 0 ]]; then rc=1; fi
  if [[ $skipped -gt 0 ]]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  exit "$rc"
}

heading() { printf '\n== %s (%s s)\n' "$*" "$((SECONDS - begun))"; }

# ---- what the tests need --------------------------------------------------------------------------------------

find_chromium() {
  local name
  if [[ -n ${BRANCHBOT_CHROMIUM:-} ]]; then return; fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if have "$name"; then
      BRANCHBOT_CHROMIUM=$(command -v "$name")
      export BRANCHBOT_CHROMIUM
      return
    fi
  done
  return 1
}

install_chromium() {
  if find_chromium; then return; fi
  if is_root && is_debian; then
    install_debian chromium fonts-noto-cjk || say "warning: chromium could not be installed; browser tests will be skipped."
  else
    say "note: no chromium on the PATH; browser tests will be skipped. Install chromium and fonts-noto-cjk to run them."
  fi
}

start_services() {
  if "$services" status >/dev/null 2>&1; then
    say "Using the services that run already in $BRANCHBOT_LOCAL."
  else
    if [[ -d $BRANCHBOT_LOCAL ]]; then "$services" remove >/dev/null 2>&1; fi
    started=1
    "$services" start 7>&-
  fi
  export_env
}

# ---- tests ----------------------------------------------------------------------------------------------------

# Test projects of the solution, the slow ones first, so that two at a time fill the time evenly.
test_projects() {
  local file name
  {
    printf '%s\n' ChatBot.EndToEnd.Tests ChatBot.Storage.Tests ChatBot.Host.Tests
    for file in "$root"/tests/*/*.csproj; do basename "$file" .csproj; done
  } | awk '!seen[$0]++' | while IFS= read -r name; do
    file=$root/tests/$name/$name.csproj
    grep -qs '<IsTestProject>true' "$file" || continue
    grep -qF "\"$name\"" "$root/ChatBot.sln" || continue
    if [[ ${#only[@]} -gt 0 ]]; then printf '%s\n' "${only[@]}" | grep -qxF -- "$name" || continue; fi
    printf '%s\n' "$name"
  done
}

# Runs one project; leaves NAME.out, NAME.xml, NAME.rc and NAME.time in the results folder.
run_project() {
  local name=$1 rc=0 begin=$SECONDS child
  ${time_limit[@]+"${time_limit[@]}"} dotnet "$root/artifacts/bin/$name/release/$name.dll" -noLogo -noColor -longRunning 60 \
    -xml "$results/$name.xml" >"$results/$name.out" 2>&1 </dev/null 7>&- &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null; exit 143' TERM
  wait "$child" || rc=$?
  echo "$rc" >"$results/$name.rc"
  echo "$((SECONDS - begin))" >"$results/$name.time"
}

# count NAME ATTRIBUTE: a number from the <assembly> element of the project's report; nothing when it died without one.
count() {
  [[ -s $results/$1.xml ]] || return 0
  sed -n 's/.*<assembly [^>]* '"$2"'="\([0-9]*\)".*/\1/p' "$results/$1.xml" | head -n 1
}

report() {
  local name=$1 rc ok bad errors skips
  rc=$(<"$results/$name.rc")
  ok=$(count "$name" passed) bad=$(count "$name" failed) errors=$(count "$name" errors) skips=$(count "$name" skipped)
  ok=${ok:-0} skips=${skips:-0}
  bad=$((${bad:-0} + ${errors:-0}))
  local remark=''
  if [[ $rc -ne 0 && $bad -eq 0 ]]; then
    bad=1
    remark="; the run ended with code $rc"
    if [[ $rc -eq 124 ]]; then remark="; not finished after $limit s"; fi
  elif [[ $((ok + bad + skips)) -eq 0 ]]; then
    remark='; no tests'
  fi
  printf '%-36s %5s passed %4s failed %4s skipped %5s s%s\n' \
    "$name" "$ok" "$bad" "$skips" "$(<"$results/$name.time")" "$remark"
  if [[ $bad -gt 0 ]]; then
    echo "$name" >>"$results/failed"
  fi
  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skips))
}

# The failures of one project as the runner printed them.
print_failures() {
  heading "Failures of $1"
  local out=$results/$1.out
  if grep -Eq '^    [^ ].*\[FAIL\]$|^    \[.*Failure' "$out"; then
    awk '/^    [^ ].*\[(SKIP|PASS)\]$/ || /^(  )?[^ ]/ { on = 0 }
         /^    [^ ].*\[FAIL\]$/ || /^    \[.*Failure/ { on = 1 }
         on' "$out" | head -n 400
  else
    # Died or did not end: what it said first and last.
    { head -n 15 "$out"; echo '…'; tail -n +16 "$out" | tail -n 15; } | cut -c 1-300
  fi
}

print_skips() {
  local name
  [[ $skipped -gt 0 ]] || return 0
  heading "Skipped"
  for name in "${projects[@]}"; do
    awk '/^    [^ ].*\[SKIP\]$/ { sub(/^ +/, ""); sub(/ \[SKIP\]$/, ""); test = $0; next }
         test != "" { sub(/^ +/, ""); print "  " test ": " $0; test = "" }' "$results/$name.out"
  done
}

run_tests() {
  local name job pid left
  for name in "${projects[@]}"; do
    # The slow one lives on real time-outs of platforms and stores: nothing runs beside it.
    while [[ ${#jobs_running[@]} -ge $([[ ${jobs_alone:-} ]] && echo 1 || echo 2) ]]; do
      wait -n 2>/dev/null || sleep 0.2
      left=()
      for pid in "${jobs_running[@]}"; do if kill -0 "$pid" 2>/dev/null; then left+=("$pid"); fi; done
      jobs_running=(${left[@]+"${left[@]}"})
    done
    run_project "$name" 2>/dev/null &
    jobs_running+=("$!")
    jobs_alone=''
    if [[ $name == ChatBot.EndToEnd.Tests ]]; then jobs_alone=1; fi
  done
  for job in "${jobs_running[@]}"; do wait "$job" || true; done
  jobs_running=()
  for name in "${projects[@]}"; do report "$name"; done
}

# check NAME COMMAND…: one more thing that passes or fails.
check() {
  local name=$1
  shift
  heading "$name"
  if "$@" >"$results/check.out" 2>&1 </dev/null; then
    passed=$((passed + 1))
    echo "as it should be"
  else
    failed=$((failed + 1))
    tail -n 60 "$results/check.out"
    echo "FAILED: $name"
  fi
}

# ---- the run --------------------------------------------------------------------------------------------------

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

need_dotnet
cd "$root"
projects=()
while IFS= read -r project; do projects+=("$project"); done < <(test_projects)
[[ ${#projects[@]} -gt 0 ]] || die "no test project${only[0]:+ called ${only[*]}}."

mkdir -p "$root/.local"
if have flock; then
  exec 7>"$root/.local/run.lock"
  flock -n 7 || die "another tests/run.sh is under way in this checkout."
fi

heading "Services"
start_services
install_chromium 7>&- &
chromium_job=$!

heading "Build"
build "$root/ChatBot.sln" 7>&- || die "the build failed."
stop_compiler

wait "$chromium_job" || true
chromium_job=''
find_chromium || true

if [[ -n $format ]]; then
  check "Format (dotnet format ChatBot.sln repairs it)" dotnet format "$root/ChatBot.sln" --verify-no-changes --no-restore
fi
check "Dialogs" dotnet "$root/artifacts/bin/ChatBot.Host/release/chatbot.dll" dialogs check

heading "Tests"
run_tests
if [[ -s $results/failed ]]; then
  while IFS= read -r project; do print_failures "$project"; done <"$results/failed"
fi
print_skips
heading "Done"
[[ $failed -eq 0 && $passed -gt 0 ]]
