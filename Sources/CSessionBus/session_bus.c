/* Why: dlopen(3) gives functions as untyped addresses; here they get the types that libsystemd's headers say.
 * Invariant: what was loaded stays loaded, since sd-bus keeps state of its own for as long as the process lives. */

#include "session_bus.h"

#include <dlfcn.h>

#define LOAD(name)                                                           \
  do {                                                                       \
    bus.name = (__typeof__(sd_bus_##name) *)dlsym(library, "sd_bus_" #name); \
    if (!bus.name) return NULL;                                              \
  } while (0)

const struct session_bus *session_bus_load(void) {
  static struct session_bus bus;
  void *library = dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) return NULL;
  LOAD(open_user);
  LOAD(close_unref);
  LOAD(message_new_method_call);
  LOAD(message_set_auto_start);
  LOAD(message_append_basic);
  LOAD(message_open_container);
  LOAD(message_close_container);
  LOAD(message_unref);
  LOAD(send);
  LOAD(process);
  LOAD(wait);
  LOAD(message_get_reply_cookie);
  LOAD(message_get_error);
  LOAD(message_read_basic);
  LOAD(message_read_strv);
  return &bus;
}
