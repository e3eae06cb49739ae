#!/bin/sh
# Installs what the tests across languages need: compilers for C, C++ and C#. What is there already is left alone.
set -eu

missing=
for package in gcc g++ clang make pkg-config mono-mcs mono-runtime libmono-system-core4.0-cil python3 python3-venv; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi
