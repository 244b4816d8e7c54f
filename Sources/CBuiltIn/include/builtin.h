// The files of config that are in the program itself, and the tables that were made of them.
#ifndef PERCOLATE_BUILTIN_H
#define PERCOLATE_BUILTIN_H

#include <stddef.h>

/// The bytes of the file with this path within config, or of its table, and how many there are; NULL when there is none.
const char *builtin_file(const char *path, size_t *length);

#endif
