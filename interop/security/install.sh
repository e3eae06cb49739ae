#!/bin/sh
# Installs impacket, an independent implementation of DCE/RPC and NTLM, into the cache. What is there already is left alone.
set -eu

cache=${OXCOM_PEERS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/oxcom-peers}
venv=$cache/impacket
mkdir -p "$cache"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import impacket' 2>/dev/null ||
    "$venv/bin/pip" install --quiet --disable-pip-version-check impacket==0.13.1
echo "impacket is in $venv"
