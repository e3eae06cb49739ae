#!/bin/sh
# Installs what `cargo xtask oracle` needs to ask Wine: Wine itself, a linker and the standard library for Windows.
set -eu

missing=
for package in wine wine64 gcc-mingw-w64-x86-64; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi
rustup target add x86_64-pc-windows-gnu
