/* Why: two commands of percolatectl talk to the session bus, and the others are not to load libsystemd for that at each start.
 * Invariant: the library is loaded when it is first asked for, and its functions are called by the types of its own headers. */
#pragma once

#include <stdint.h>
#include <systemd/sd-bus.h>

#pragma clang assume_nonnull begin

/* The functions of sd-bus(3) that are used, without their prefix. */
struct session_bus {
  __typeof__(sd_bus_open_user) *open_user;
  __typeof__(sd_bus_close_unref) *close_unref;
  __typeof__(sd_bus_message_new_method_call) *message_new_method_call;
  __typeof__(sd_bus_message_set_auto_start) *message_set_auto_start;
  __typeof__(sd_bus_message_append_basic) *message_append_basic;
  __typeof__(sd_bus_message_open_container) *message_open_container;
  __typeof__(sd_bus_message_close_container) *message_close_container;
  __typeof__(sd_bus_message_unref) *message_unref;
  __typeof__(sd_bus_send) *send;
  __typeof__(sd_bus_process) *process;
  __typeof__(sd_bus_wait) *wait;
  __typeof__(sd_bus_message_get_reply_cookie) *message_get_reply_cookie;
  __typeof__(sd_bus_message_get_error) *message_get_error;
  __typeof__(sd_bus_message_read_basic) *message_read_basic;
  __typeof__(sd_bus_message_read_strv) *message_read_strv;
};

/* Loads the library. Returns NULL when it cannot be loaded; dlerror(3) says why. */
const struct session_bus *_Nullable session_bus_load(void);

#pragma clang assume_nonnull end
