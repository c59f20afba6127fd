# Shared by the scripts beside it; sourced, never run: . "$(dirname "$0")/toolbox.sh"
# Gives: $root (the repository), say, fail, skip, step, have, is_fresh, dotnet settings that suit a script.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# Something that this machine cannot build is not an error of the code: scripts end with this code then.
cannot=4

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
skip() { printf 'skipped: %s\n' "$*" >&2; exit "$cannot"; }
have() { command -v "$1" >/dev/null 2>&1; }

# step "what it is" command...: runs a command; when it fails, says which step that was.
step() {
    what=$1
    shift
    "$@" || fail "the step \"$what\" failed; its own messages are above."
}

# The architecture of this machine as .NET names it.
native_rid() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64) echo linux-arm64 ;;
        armv7l | armv6l) echo linux-arm ;;
        *) echo "linux-$(uname -m)" ;;
    esac
}

# is_fresh FILE FOLDER...: is the file there, and younger than all it is made of?
is_fresh() {
    file=$1
    shift
    [ -x "$file" ] && [ -z "$(find "$@" "$root/Directory.Build.props" "$root/global.json" \
        \( -name bin -o -name obj \) -prune -o -type f -newer "$file" -print | head -n 1)" ]
}

# Is there an SDK that global.json accepts? dotnet itself answers when asked inside the repository.
sdk_is_here() { (cd "$root" && dotnet --version >/dev/null 2>&1); }

# Prefers the SDK that build/setup may have put into the repository.
use_local_sdk() {
    if [ -x "$root/.dotnet/dotnet" ]; then
        DOTNET_ROOT=$root/.dotnet
        PATH=$root/.dotnet:$PATH
        export DOTNET_ROOT PATH
    fi
}

use_local_sdk
# Nothing is left running after a script, and nothing is printed or sent that nobody asked for.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# The SDK needs ICU or this word; the product never uses cultures, and a small system has no ICU.
if ! ls /usr/lib/*/libicuuc.so.* /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* >/dev/null 2>&1; then
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi
