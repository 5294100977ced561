#!/bin/sh
# Runs once, when the container makes its cluster. The service's role owns its database and is no superuser: row level
# security, which keeps the branches apart, would not hold for one.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" -v password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE branchbot LOGIN PASSWORD :'password';
CREATE DATABASE branchbot OWNER branchbot;
SQL
