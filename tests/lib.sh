# What every part of the tests shares: sourced with $build set to the folder of the programs.
# shellcheck shell=sh

passed=0
failed=0

# The machine's own settings must not reach the tests.
unset CDPATH ENV POSIXLY_CORRECT COLUMNS FAIL_ALLOC FAIL_ALLOC_COUNT
LC_ALL=C
TZ=UTC
# A sanitizer's report must never look like a status of the programs.
ASAN_OPTIONS=exitcode=99:detect_stack_use_after_return=1:allocator_may_return_null=1
UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
LSAN_OPTIONS=exitcode=99:print_suppressions=0
export LC_ALL TZ ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

# shellcheck disable=SC2034 # for the parts
top=$(pwd)
build=$(cd "${build:-build}" && pwd)
PATH=$build:$PATH
export PATH

# scratch NAME: an empty folder in $scratch, one's own even when two runs share the build; finish removes it.
scratch()
{
	mkdir -p "$build/check"
	scratch=$(mktemp -d "$build/check/$1.XXXXXX")
}

good()
{
	passed=$((passed + 1))
}

# bad NAME [FILE...]: a check failed; the first lines of the files say how.
bad()
{
	failed=$((failed + 1))
	echo "FAIL: $1"
	shift
	[ $# -eq 0 ] || sed -n '1,20s/^/    /p' "$@"
}

# expect NAME COMMAND...: the command succeeds.
expect()
{
	expect_name=$1
	shift
	if "$@"; then good; else bad "$expect_name"; fi
}

# same NAME WANT GOT: two files hold the same bytes, and some.
same()
{
	if [ ! -s "$2" ]; then
		bad "$1: nothing to compare with"
	elif cmp -s "$2" "$3"; then
		good
	else
		diff -a -u "$2" "$3" > "$3.diff"
		bad "$1" "$3.diff"
	fi
}

# The last line of a part; its status says whether all went well. What failed can be looked at in $scratch.
finish()
{
	[ "$failed" -gt 0 ] || rm -rf "$scratch"
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
