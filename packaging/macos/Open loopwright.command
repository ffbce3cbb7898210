#!/bin/sh
# A double click opens the page of loopwright in the browser. Closing this window ends it.
here=$(cd "$(dirname "$0")" && pwd)
parks="$HOME/Library/Application Support/OpenRCT2/save"
set -- serve --once --dir "$HOME/Documents/loopwright"
[ ! -d "$parks" ] || set -- "$@" --parks "$parks"
exec "$here/loopwright" "$@"
