#!/bin/sh
# Stands in for `longhand worker` and keeps what travels: in a new folder beside itself, named by number, the files
# `requests` and `replies`, frame by frame as `src/python/wire.rs` writes them.
#
# A link `longhand` beside it leads to the program. This process becomes the worker, so that the process that is killed,
# or that ends with a status, is the worker. The pipes `in` and `out` are gone once both files are whole.
set -eu
beside=${0%/*}
folder=$beside/$(ls "$beside" | grep -c '^[0-9]*$' || :)
mkdir "$folder"
mkfifo "$folder/in" "$folder/out"
exec 3<&0
{
    tee "$folder/requests" <&3 >"$folder/in" || :
    rm "$folder/in"
} &
exec 3<&-
{
    tee "$folder/replies" <"$folder/out" || :
    rm "$folder/out"
} &
exec "$beside/longhand" "$@" <"$folder/in" >"$folder/out"
