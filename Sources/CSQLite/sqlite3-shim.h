/* Why: the one door to SQLite. Invariant: declarations only, and what of C Swift cannot call. */
#pragma once

#include <sqlite3.h>

/* SQLITE_TRANSIENT is a cast, which Swift does not import: SQLite makes a copy of what is bound before the call returns. */
static inline sqlite3_destructor_type sqlite_transient(void) { return SQLITE_TRANSIENT; }

/* sqlite3_db_config takes variable arguments, which Swift does not import. Text in double quotes is then a name, never a value. */
static inline int sqlite_refuse_quoted_text(sqlite3 *db) {
  int result = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (void *)0);
  return result != SQLITE_OK ? result : sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (void *)0);
}
