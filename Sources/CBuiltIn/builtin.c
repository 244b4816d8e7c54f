// Puts the files of config into the program (C23, 6.10.4: #embed), so that a single binary is enough, there is one text of each,
// and no path to a resource bundle is in it. In Swift an array literal of this size takes the compiler minutes.

#include "builtin.h"

#include <string.h>

static const struct {
  const char *path;
  const char *text;
} files[] = {
    {"plan-template.yaml",
     (const char[]){
#embed "../../config/plan-template.yaml" suffix(, 0)
     }},
    {"words/en.yaml",
     (const char[]){
#embed "../../config/words/en.yaml" suffix(, 0)
     }},
    {"words/it.yaml",
     (const char[]){
#embed "../../config/words/it.yaml" suffix(, 0)
     }},
    {"interviews/en.yaml",
     (const char[]){
#embed "../../config/interviews/en.yaml" suffix(, 0)
     }},
    {"interviews/it.yaml",
     (const char[]){
#embed "../../config/interviews/it.yaml" suffix(, 0)
     }},
    {"letter/en.yaml",
     (const char[]){
#embed "../../config/letter/en.yaml" suffix(, 0)
     }},
    {"letter/it.yaml",
     (const char[]){
#embed "../../config/letter/it.yaml" suffix(, 0)
     }},
    {"plans/coffee.yaml",
     (const char[]){
#embed "../../config/plans/coffee.yaml" suffix(, 0)
     }},
    {"plans/friendship.yaml",
     (const char[]){
#embed "../../config/plans/friendship.yaml" suffix(, 0)
     }},
    {"plans/moving-on.yaml",
     (const char[]){
#embed "../../config/plans/moving-on.yaml" suffix(, 0)
     }},
    {"plans/it/coffee.yaml",
     (const char[]){
#embed "../../config/plans/it/coffee.yaml" suffix(, 0)
     }},
    {"plans/it/friendship.yaml",
     (const char[]){
#embed "../../config/plans/it/friendship.yaml" suffix(, 0)
     }},
    {"plans/it/moving-on.yaml",
     (const char[]){
#embed "../../config/plans/it/moving-on.yaml" suffix(, 0)
     }},
};

const char *builtin_text(const char *path) {
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(files[i].path, path) == 0) return files[i].text;
  return NULL;
}
