/* Why: the one door to libsodium. Invariant: declarations only, and what of C Swift cannot call. */
#pragma once

#include <sodium.h>
