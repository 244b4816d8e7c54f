// The files of config that are in the program itself.
#ifndef PERCOLATE_BUILTIN_H
#define PERCOLATE_BUILTIN_H

/// The text of the file with this path within config; NULL when there is none.
const char *builtin_text(const char *path);

#endif
