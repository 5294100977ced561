# shellcheck shell=bash
# Shared by the scripts of deploy/local, tests and .ci. Sourced, never run.

# The checkout.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Messages for people go to standard error, so that standard output stays usable by other programs.
say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# within SECONDS COMMAND…: with a time limit where the system has `timeout` (macOS has none by default).
within() {
  local seconds=$1
  shift
  if have timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

# True when something accepts connections on a loopback port.
port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# valid_port NAME VALUE: ends the script when VALUE is not a port number.
valid_port() {
  [[ $2 =~ ^[1-9][0-9]{0,4}$ && $2 -le 65535 ]] || die "$1 must be a port number from 1 to 65535, not '$2'."
}

is_root() { [[ $(id -u) -eq 0 ]]; }

is_debian() { [[ -e /etc/debian_version ]] && have apt-get; }

# install_debian PACKAGE…: installs packages and leaves no system service behind, neither running now nor at boot.
# Runs in a subshell, so that its trap puts everything back whatever happens.
install_debian() (
  set -euo pipefail
  policy=/usr/sbin/policy-rc.d
  mark='# Written by the branch bot for the time of one installation.'
  cluster_conf=/etc/postgresql-common/createcluster.conf
  policy_saved='' policy_written='' cluster_saved=''

  # shellcheck disable=SC2317 # called by the trap
  put_back() {
    if [[ -n $policy_written ]]; then
      rm -f "$policy"
      if [[ -n $policy_saved ]]; then mv "$policy_saved" "$policy"; fi
    fi
    if [[ -n $cluster_saved ]]; then
      cat "$cluster_saved" >"$cluster_conf"
      rm -f "$cluster_saved"
    fi
  }
  trap put_back EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP

  # One installation at a time: two would take each other's policy away.
  if have flock && [[ -d /run/lock ]]; then
    exec 8>/run/lock/branchbot-install.lock
    flock 8
  fi

  # No daemon may start while packages are configured: exit code 101 means "forbidden by policy".
  if [[ -e $policy ]] && grep -qF "$mark" "$policy"; then
    policy_written=1 # left by a run that was killed
  else
    rc=0
    if [[ -x $policy ]]; then "$policy" redis-server start >/dev/null 2>&1 || rc=$?; fi
    if [[ $rc -ne 101 ]]; then
      if [[ -e $policy ]]; then
        policy_saved=$policy.before-branchbot
        cp -a "$policy" "$policy_saved"
      fi
      policy_written=1
      printf '#!/bin/sh\n%s\nexit 101\n' "$mark" >"$policy"
      chmod 755 "$policy"
    fi
  fi

  # No cluster of the system's own.
  if [[ ! -e $cluster_conf ]]; then
    mkdir -p "${cluster_conf%/*}"
    printf '# The branch bot keeps its own cluster.\ncreate_main_cluster = false\n' >"$cluster_conf"
  elif ! grep -Eq '^[[:space:]]*create_main_cluster[[:space:]]*=[[:space:]]*false' "$cluster_conf"; then
    cluster_saved=$(mktemp)
    cat "$cluster_conf" >"$cluster_saved"
    printf '\ncreate_main_cluster = false\n' >>"$cluster_conf"
  fi

  say "Installing from Debian: $*"
  export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
  log=$(mktemp)
  apt-get update -q >"$log" 2>&1 || say "warning: apt-get update failed; trying with the lists at hand."
  if ! apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Options::=--force-confold "$@" >>"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    die "apt-get could not install: $*"
  fi
  rm -f "$log"

  # Not at the next boot either. (PostgreSQL's service does nothing without a cluster.)
  for package in "$@"; do
    if [[ $package == redis-server ]]; then
      if have systemctl; then
        systemctl disable redis-server.service >/dev/null 2>&1 || true
      elif have update-rc.d; then
        update-rc.d redis-server disable >/dev/null 2>&1 || true
      fi
    fi
  done
)

# ---- .NET -----------------------------------------------------------------------------------------------------

need_dotnet() {
  have dotnet || die "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null 2>&1 ||
    die "this checkout needs the .NET 10 SDK (global.json); found: $(dotnet --list-sdks 2>/dev/null | tail -n 1)"
}

# A compiler server of our own, so that it can be stopped without disturbing another build's.
compiler_pipe=branchbot-$$

# build PROJECT…: Release, quiet; the output is shown when it fails.
build() {
  local log rc=0 project
  log=$(mktemp)
  for project in "$@"; do
    dotnet build "$project" -c Release -v q --nologo -clp:NoSummary -nodeReuse:false \
      -p:SharedCompilationId="$compiler_pipe" >"$log" 2>&1 || rc=$?
    if [[ $rc -ne 0 ]]; then
      grep -E 'error|warning' "$log" | sort -u | head -n 40 >&2 || tail -n 40 "$log" >&2
      break
    fi
  done
  rm -f "$log"
  return "$rc"
}

stop_compiler() {
  local file
  for file in /proc/[0-9]*/cmdline; do
    if tr '\0' ' ' 2>/dev/null <"$file" | grep -q -- "-pipename:$compiler_pipe "; then
      file=${file#/proc/}
      kill "${file%/cmdline}" 2>/dev/null || true
    fi
  done
}

# export_env: the connection strings of the services that run, into the environment.
export_env() {
  local line lines
  lines=$("$root/deploy/local/services.sh" env)
  while IFS= read -r line; do export "${line?}"; done <<<"$lines"
}

# http_ok PORT PATH: true when a GET on loopback is answered with 200.
http_ok() (
  exec 2>/dev/null 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
  read -r -t 5 _ code _ <&3 && [[ $code == 200 ]]
)
