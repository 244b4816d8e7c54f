/* Why: the one door to libutf8proc. Invariant: declarations only, and what of C Swift cannot call. */
#pragma once

#include <utf8proc.h>
