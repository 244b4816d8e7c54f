// Puts the files of config into the program (C23, 6.10.4: #embed), so that a single binary is enough, there is one text of each,
// and no path to a resource bundle is in it. In Swift an array literal of this size takes the compiler minutes. The tables beside
// them say the same without YAML; config-tables makes them.

#include "builtin.h"

#include <string.h>

static const char plan_template_yaml[] = {
#embed "../../config/plan-template.yaml"
};
static const char interviews_en_yaml[] = {
#embed "../../config/interviews/en.yaml"
};
static const char interviews_en_table[] = {
#embed "Tables/interviews/en.table"
};
static const char letter_en_yaml[] = {
#embed "../../config/letter/en.yaml"
};
static const char letter_en_table[] = {
#embed "Tables/letter/en.table"
};
static const char words_en_yaml[] = {
#embed "../../config/words/en.yaml"
};
static const char words_en_table[] = {
#embed "Tables/words/en.table"
};
static const char interviews_it_yaml[] = {
#embed "../../config/interviews/it.yaml"
};
static const char interviews_it_table[] = {
#embed "Tables/interviews/it.table"
};
static const char letter_it_yaml[] = {
#embed "../../config/letter/it.yaml"
};
static const char letter_it_table[] = {
#embed "Tables/letter/it.table"
};
static const char words_it_yaml[] = {
#embed "../../config/words/it.yaml"
};
static const char words_it_table[] = {
#embed "Tables/words/it.table"
};
static const char plans_coffee_yaml[] = {
#embed "../../config/plans/coffee.yaml"
};
static const char plans_coffee_table[] = {
#embed "Tables/plans/coffee.table"
};
static const char plans_friendship_yaml[] = {
#embed "../../config/plans/friendship.yaml"
};
static const char plans_friendship_table[] = {
#embed "Tables/plans/friendship.table"
};
static const char plans_moving_on_yaml[] = {
#embed "../../config/plans/moving-on.yaml"
};
static const char plans_moving_on_table[] = {
#embed "Tables/plans/moving-on.table"
};
static const char plans_it_coffee_yaml[] = {
#embed "../../config/plans/it/coffee.yaml"
};
static const char plans_it_coffee_table[] = {
#embed "Tables/plans/it/coffee.table"
};
static const char plans_it_friendship_yaml[] = {
#embed "../../config/plans/it/friendship.yaml"
};
static const char plans_it_friendship_table[] = {
#embed "Tables/plans/it/friendship.table"
};
static const char plans_it_moving_on_yaml[] = {
#embed "../../config/plans/it/moving-on.yaml"
};
static const char plans_it_moving_on_table[] = {
#embed "Tables/plans/it/moving-on.table"
};

#define FILE(path, bytes) {path, bytes, sizeof bytes}

static const struct {
  const char *path;
  const char *bytes;
  size_t length;
} files[] = {
    FILE("plan-template.yaml", plan_template_yaml),
    FILE("interviews/en.yaml", interviews_en_yaml),
    FILE("interviews/en.table", interviews_en_table),
    FILE("letter/en.yaml", letter_en_yaml),
    FILE("letter/en.table", letter_en_table),
    FILE("words/en.yaml", words_en_yaml),
    FILE("words/en.table", words_en_table),
    FILE("interviews/it.yaml", interviews_it_yaml),
    FILE("interviews/it.table", interviews_it_table),
    FILE("letter/it.yaml", letter_it_yaml),
    FILE("letter/it.table", letter_it_table),
    FILE("words/it.yaml", words_it_yaml),
    FILE("words/it.table", words_it_table),
    FILE("plans/coffee.yaml", plans_coffee_yaml),
    FILE("plans/coffee.table", plans_coffee_table),
    FILE("plans/friendship.yaml", plans_friendship_yaml),
    FILE("plans/friendship.table", plans_friendship_table),
    FILE("plans/moving-on.yaml", plans_moving_on_yaml),
    FILE("plans/moving-on.table", plans_moving_on_table),
    FILE("plans/it/coffee.yaml", plans_it_coffee_yaml),
    FILE("plans/it/coffee.table", plans_it_coffee_table),
    FILE("plans/it/friendship.yaml", plans_it_friendship_yaml),
    FILE("plans/it/friendship.table", plans_it_friendship_table),
    FILE("plans/it/moving-on.yaml", plans_it_moving_on_yaml),
    FILE("plans/it/moving-on.table", plans_it_moving_on_table),
};

const char *builtin_file(const char *path, size_t *length) {
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    if (strcmp(files[i].path, path) != 0) continue;
    *length = files[i].length;
    return files[i].bytes;
  }
  return NULL;
}
