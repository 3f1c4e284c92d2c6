#!/usr/bin/env bash
# Whether the service in this container can do its work; the image has no HTTP client, bash has sockets.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${SPOOR_HTTP_PORT:-8080}"
printf 'GET /readyz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
read -r answer <&3
[[ $answer == *' 200'* ]]
