#!/usr/bin/env bash
# The benchmarks: each prints figures as ratios to its bar and one last line `name ratio=… bar=… ok|short`.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
name=${1:-understanding}
case $name in
  understanding) ;;
  *)
    echo "usage: tests/bench.sh [understanding]" >&2
    exit 2
    ;;
esac

cd "$root"
dotnet build tests/ChatBot.Benchmarks -c Release -v q --nologo -clp:NoSummary >&2
dotnet artifacts/bin/ChatBot.Benchmarks/release/ChatBot.Benchmarks.dll "$name" "$root/dialogs"
