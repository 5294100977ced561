#!/usr/bin/env bash
# A private PostgreSQL and Redis for one checkout. See README.md beside this file.
set -euo pipefail

# shellcheck source=deploy/local/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat >&2 <<'TEXT'
usage: deploy/local/services.sh start|stop|status [postgres|redis]
       deploy/local/services.sh env|remove

  start   starts a private PostgreSQL and Redis on 127.0.0.1; harmless when they run already
  stop    stops them; harmless when they do not run
  status  says what runs; exit code 0 when all of it does, else 1
  env     prints the two connection strings as NAME=VALUE lines
  remove  stops them and deletes their data

Environment: BRANCHBOT_POSTGRES_PORT (25432), BRANCHBOT_REDIS_PORT (26379), BRANCHBOT_LOCAL (.local of the checkout)
TEXT
}

action=${1:-}
only=${2:-}
case "$action:$only" in
  start: | start:postgres | start:redis | stop: | stop:postgres | stop:redis) ;;
  status: | status:postgres | status:redis | env: | remove:) ;;
  -h: | --help: | help:) usage; exit 0 ;;
  *) usage; exit 2 ;;
esac
[[ $# -le 2 ]] || { usage; exit 2; }

postgres_port=${BRANCHBOT_POSTGRES_PORT:-25432}
redis_port=${BRANCHBOT_REDIS_PORT:-26379}
valid_port BRANCHBOT_POSTGRES_PORT "$postgres_port"
valid_port BRANCHBOT_REDIS_PORT "$redis_port"
local_dir=${BRANCHBOT_LOCAL:-$root/.local}
[[ $local_dir == /* ]] || local_dir=$PWD/$local_dir

# Files of ours that the service user need not read: the connection strings in use, and where the data went.
env_file=$local_dir/services.env
home_file=$local_dir/services.home

export LC_ALL=C
cd / # the service user must be able to stand where it is started

wants() { [[ -z $only || $only == "$1" ]]; }

# ---- who runs the servers, and where --------------------------------------------------------------------------

service_user='' # set when the servers run as somebody else, which is when we are root: initdb refuses root

as_service() {
  if [[ -n $service_user ]]; then runuser -u "$service_user" -- "$@" 9>&-; else "$@" 9>&-; fi
}

locate_home() {
  home=$local_dir
  if [[ -s $home_file ]]; then home=$(<"$home_file"); fi
  postgres_dir=$home/postgres
  redis_dir=$home/redis
  data=$postgres_dir/data
  if is_root; then
    service_user=postgres
    # Started by a person before, and by root now: the data's owner stays.
    if [[ -d $postgres_dir ]]; then service_user=$(stat -c %U "$postgres_dir"); fi
    if [[ $service_user == root ]]; then service_user=postgres; fi
  elif [[ -d $postgres_dir && ! -O $postgres_dir ]]; then
    die "$postgres_dir belongs to another user. Run as that user (or as root), or give another directory: BRANCHBOT_LOCAL=…"
  fi
}

own() {
  mkdir -p "$1" && chmod 700 "$1" &&
    { [[ -z $service_user ]] || chown "$service_user" "$1"; } &&
    as_service test -w "$1" -a -x "$1"
}

prepare_home() {
  mkdir -p "$local_dir"
  if [[ -n $service_user ]]; then
    have runuser || die "runuser (util-linux) is needed to start PostgreSQL as root. Or run this as a normal user."
    id "$service_user" >/dev/null 2>&1 ||
      die "PostgreSQL does not run as root and there is no user '$service_user'. Add one (useradd --system postgres), or run this as a normal user."
  fi
  if own "$postgres_dir" 2>/dev/null && own "$redis_dir" 2>/dev/null; then return; fi
  [[ -n $service_user && $home == "$local_dir" ]] || die "cannot write to $home."
  rmdir "$postgres_dir" "$redis_dir" 2>/dev/null || true
  home=$(mktemp -d /var/tmp/branchbot.XXXXXX)
  chmod 711 "$home"
  printf '%s\n' "$home" >"$home_file"
  say "User '$service_user' cannot enter $local_dir; the servers' data goes to $home."
  postgres_dir=$home/postgres redis_dir=$home/redis data=$home/postgres/data
  if ! own "$postgres_dir" || ! own "$redis_dir"; then die "cannot write to $home."; fi
}

# ---- programs -------------------------------------------------------------------------------------------------

# Directory with initdb, pg_ctl and postgres: of the version that made the data, else from PATH, else Debian's newest.
find_postgres() {
  local version='' candidate
  if [[ -r $data/PG_VERSION ]]; then version=$(<"$data/PG_VERSION"); fi
  if [[ -n $version && -x /usr/lib/postgresql/$version/bin/postgres ]]; then
    printf '%s\n' "/usr/lib/postgresql/$version/bin"
    return
  fi
  if have postgres && have initdb && have pg_ctl; then
    dirname "$(command -v postgres)"
    return
  fi
  candidate=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  if [[ -x $candidate/initdb ]]; then printf '%s\n' "$candidate"; fi
}

find_programs() {
  bin=$(find_postgres)
  [[ -n $bin ]] && have redis-server && have redis-cli
}

need_programs() {
  find_programs && return
  local missing=()
  [[ -n $bin ]] || missing+=(postgresql)
  have redis-server && have redis-cli || missing+=(redis-server)
  if is_root && is_debian; then
    install_debian "${missing[@]}"
    find_programs || die "still missing after the installation: ${missing[*]}."
  elif is_debian; then
    die "missing: ${missing[*]}. Install with: sudo apt-get install ${missing[*]} (or run this script once as root, which installs them without leaving a system service)."
  else
    die "missing: ${missing[*]}. Install PostgreSQL 15 or later and Redis 7 or later, so that initdb, pg_ctl, postgres, redis-server and redis-cli are on the PATH."
  fi
}

# ---- PostgreSQL -----------------------------------------------------------------------------------------------

# True when the process lives and is a PostgreSQL. A killed server may stay as a zombie where nobody reaps orphans
# (many containers), and after a reboot its id may be another program's; `pg_ctl status` takes both for running.
is_postgres() {
  if [[ -d /proc/self ]]; then
    [[ $(cat "/proc/$1/comm" 2>/dev/null) == post* ]] && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
  else
    as_service kill -0 "$1" 2>/dev/null
  fi
}

# Prints the port of our running server. Its own lock file is the witness.
postgres_running() {
  local lock
  lock=$(as_service cat "$data/postmaster.pid" 2>/dev/null) || return 1
  is_postgres "$(sed -n 1p <<<"$lock")" || return 1
  sed -n 4p <<<"$lock"
}

make_cluster() {
  say "Creating a PostgreSQL cluster in $data"
  local locale=C
  if locale -a 2>/dev/null | grep -qix 'C\.utf-\?8'; then locale=C.UTF-8; fi
  as_service rm -rf "$data.new"
  as_service "$bin/initdb" -D "$data.new" -U postgres -E UTF8 --locale="$locale" --auth=reject --no-sync \
    >"$local_dir/initdb.log" 2>&1 || { tail -n 20 "$local_dir/initdb.log" >&2; die "initdb failed."; }
  rm -f "$local_dir/initdb.log"
  # Trust, but only for the one role that owns nothing outside its databases: not for the superuser.
  as_service tee "$data.new/pg_hba.conf" >/dev/null <<'HBA'
# TYPE DATABASE USER ADDRESS METHOD
host all branchbot 127.0.0.1/32 trust
HBA
  as_service tee -a "$data.new/postgresql.conf" >/dev/null <<'CONF'

include = 'branchbot.conf'
CONF
  write_postgres_conf "$data.new"
  # Nobody may connect as superuser, so the role and the database are made before the server ever listens.
  as_service "$bin/postgres" --single -c exit_on_error=on -D "$data.new" postgres >"$local_dir/initdb.log" 2>&1 <<'SQL' ||
CREATE ROLE branchbot LOGIN CREATEDB IN ROLE pg_monitor
CREATE DATABASE branchbot OWNER branchbot
SQL
    { tail -n 20 "$local_dir/initdb.log" >&2; die "the database could not be created."; }
  rm -f "$local_dir/initdb.log"
  # Only a finished cluster gets the name that counts.
  as_service mv "$data.new" "$data"
}

write_postgres_conf() {
  # No Unix socket: its path may be too long for a deep checkout, and nobody needs it.
  as_service tee "$1/branchbot.conf" >/dev/null <<CONF
# Written by deploy/local/services.sh at each start.
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = ''
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
synchronous_commit = on
fsync = on
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
CONF
}

start_postgres() {
  if [[ ! -d $data ]]; then make_cluster; fi
  local made has
  made=$(as_service cat "$data/PG_VERSION")
  has=$("$bin/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
  [[ $made == "$has" ]] ||
    die "the data in $data was made by PostgreSQL $made, but $bin has $has. Install $made, or remove that directory to begin anew."
  write_postgres_conf "$data"
  if as_service test -e "$data/postmaster.pid"; then
    # Left by a server that was killed. An impossible id keeps the file's other half, the check for orphaned backends.
    as_service sed -i.old '1s/.*/999999999/' "$data/postmaster.pid"
  fi
  if ! as_service "$bin/pg_ctl" start -D "$data" -l "$postgres_dir/postgres.log" -w -t 60 >/dev/null 2>&1; then
    as_service tail -n 15 "$postgres_dir/postgres.log" >&2 || true
    die "PostgreSQL did not start; its log: $postgres_dir/postgres.log"
  fi
}

# ---- Redis ----------------------------------------------------------------------------------------------------

ask_redis() { within 3 redis-cli -h 127.0.0.1 -p "$1" "${@:2}" 2>/dev/null; }

# Prints the port of our running server: the one that answers with our directory.
redis_running() {
  local port
  [[ -e $redis_dir/redis.conf ]] && have redis-cli || return 1
  port=$(sed -n 's/^port //p' "$redis_dir/redis.conf")
  [[ -n $port ]] && port_open "$port" || return 1
  [[ $(ask_redis "$port" CONFIG GET dir | tail -n 1) == "$(cd "$redis_dir" && pwd -P)" ]] || return 1
  printf '%s\n' "$port"
}

start_redis() {
  as_service tee "$redis_dir/redis.conf" >/dev/null <<CONF
# Written by deploy/local/services.sh at each start. Nothing is kept: Redis holds only what may be forgotten.
bind 127.0.0.1
port $redis_port
daemonize yes
dir "$redis_dir"
pidfile "$redis_dir/redis.pid"
logfile "$redis_dir/redis.log"
save ""
appendonly no
maxmemory-policy noeviction
CONF
  as_service redis-server "$redis_dir/redis.conf" >/dev/null 2>&1 || true
  local i
  for ((i = 0; i < 100; i++)); do
    if redis_running >/dev/null; then return; fi
    sleep 0.1
  done
  as_service tail -n 15 "$redis_dir/redis.log" >&2 || true
  die "Redis did not start; its log: $redis_dir/redis.log"
}

# ---- actions --------------------------------------------------------------------------------------------------

lock() {
  mkdir -p "$local_dir"
  if have flock; then
    exec 9>"$local_dir/services.lock"
    flock -w 300 9 || die "another services.sh has been busy in $local_dir for five minutes."
  fi
}

# check_port NAME VARIABLE WANTED RUNNING: RUNNING is empty when our server does not run.
check_port() {
  local name=$1 variable=$2 wanted=$3 running=$4
  if [[ -n $running ]]; then
    if [[ -n ${!variable:-} && $wanted != "$running" ]]; then
      die "$name of $local_dir runs already, on port $running, not on $wanted. Stop it first: deploy/local/services.sh stop"
    fi
  elif port_open "$wanted"; then
    die "port $wanted is in use by something else, so $name cannot start there. Give another port: $variable=$((wanted < 65000 ? wanted + 100 : wanted - 100)) deploy/local/services.sh start"
  fi
}

write_env() {
  cat >"$env_file" <<TEXT
ConnectionStrings__Postgres=Host=127.0.0.1;Port=$postgres_port;Username=branchbot;Database=branchbot
ConnectionStrings__Redis=127.0.0.1:$redis_port
TEXT
}

# Ports of the last start, for `env` and for a server that is not asked for now.
recall_ports() {
  [[ -r $env_file ]] || return 0
  local port
  port=$(sed -n 's/^ConnectionStrings__Postgres=.*;Port=\([0-9]*\);.*/\1/p' "$env_file")
  if [[ -n $port && ($action == env || $only == redis) ]]; then postgres_port=$port; fi
  port=$(sed -n 's/^ConnectionStrings__Redis=.*:\([0-9]*\)$/\1/p' "$env_file")
  if [[ -n $port && ($action == env || $only == postgres) ]]; then redis_port=$port; fi
}

start() {
  lock
  need_programs
  recall_ports
  local postgres='' redis='' started_postgres=''
  postgres=$(postgres_running) || postgres=''
  redis=$(redis_running) || redis=''
  if wants postgres; then check_port PostgreSQL BRANCHBOT_POSTGRES_PORT "$postgres_port" "$postgres"; fi
  if wants redis; then check_port Redis BRANCHBOT_REDIS_PORT "$redis_port" "$redis"; fi
  if [[ -n $postgres ]]; then postgres_port=$postgres; fi
  if [[ -n $redis ]]; then redis_port=$redis; fi
  prepare_home
  if wants postgres; then
    if [[ -n $postgres ]]; then
      say "PostgreSQL runs already on 127.0.0.1:$postgres"
    else
      start_postgres
      started_postgres=1
      say "PostgreSQL runs on 127.0.0.1:$postgres_port (data and log: $postgres_dir)"
    fi
  fi
  if wants redis; then
    if [[ -n $redis ]]; then
      say "Redis runs already on 127.0.0.1:$redis"
    elif (start_redis); then
      say "Redis runs on 127.0.0.1:$redis_port (log: $redis_dir)"
    else
      if [[ -n $started_postgres ]]; then stop_postgres; fi
      exit 1
    fi
  fi
  write_env
}

stop_postgres() {
  if ! postgres_running >/dev/null; then
    say "PostgreSQL does not run."
  elif as_service "$bin/pg_ctl" stop -D "$data" -m fast -w -t 60 >/dev/null 2>&1; then
    say "PostgreSQL stopped."
  else
    die "PostgreSQL did not stop within a minute; its log: $postgres_dir/postgres.log"
  fi
}

stop_redis() {
  local port i
  if ! port=$(redis_running); then
    say "Redis does not run."
    return
  fi
  ask_redis "$port" SHUTDOWN NOSAVE >/dev/null || true
  for ((i = 0; i < 100; i++)); do
    if ! port_open "$port"; then
      say "Redis stopped."
      return
    fi
    sleep 0.1
  done
  die "Redis did not stop; its log: $redis_dir/redis.log"
}

stop() {
  if [[ -d $local_dir ]]; then lock; fi
  find_programs || true
  if wants redis; then stop_redis; fi
  if wants postgres; then stop_postgres; fi
}

remove() {
  stop
  local path
  for path in "$postgres_dir" "$redis_dir" "$env_file"; do rm -rf "$path"; done
  if [[ $home != "$local_dir" ]]; then rm -rf "$home"; fi
  rm -f "$home_file" "$local_dir/services.lock"
  rmdir "$local_dir" 2>/dev/null || true
}

status() {
  local port result=0
  find_programs || true
  if wants postgres; then
    if port=$(postgres_running); then echo "PostgreSQL: runs on 127.0.0.1:$port, data $data"; else
      echo "PostgreSQL: does not run"
      result=1
    fi
  fi
  if wants redis; then
    if port=$(redis_running); then echo "Redis: runs on 127.0.0.1:$port"; else
      echo "Redis: does not run"
      result=1
    fi
  fi
  return $result
}

print_env() {
  recall_ports
  if ! postgres_running >/dev/null || ! redis_running >/dev/null; then
    say "note: not running; start with deploy/local/services.sh start"
  fi
  cat <<TEXT
ConnectionStrings__Postgres=Host=127.0.0.1;Port=$postgres_port;Username=branchbot;Database=branchbot
ConnectionStrings__Redis=127.0.0.1:$redis_port
TEXT
}

locate_home
case $action in
  start) start ;;
  stop) stop ;;
  status) status ;;
  env) print_env ;;
  remove) remove ;;
esac
