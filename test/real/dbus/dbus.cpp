// REQUIRES: dbus
// RUN: %check_why %s --library dbus -- -std=c++20 %client_flags

// Every modelled name of libdbus, used on its own headers. Compiled, never run.

#include <dbus/dbus.h>

namespace {

/// Becomes whatever a parameter wants.
struct Any {
  template <typename T> operator T() const;
};

void all(Any any) {
  dbus_connection_send_with_reply_and_block(any, any, 1000, any); // WHY: call dbus_connection_send_with_reply_and_block -> block class=rpc bound=bounded
  dbus_connection_send_with_reply_and_block(any, any, 0, any); // WHY: call dbus_connection_send_with_reply_and_block -> block class=rpc bound=bounded
  dbus_connection_send_with_reply_and_block(any, any, -1, any); // WHY: call dbus_connection_send_with_reply_and_block -> block class=rpc bound=bounded
  dbus_connection_send_with_reply_and_block(any, any, 2147483647, any); // WHY: call dbus_connection_send_with_reply_and_block -> block class=rpc bound=unbounded
  dbus_pending_call_block(any); // WHY: call dbus_pending_call_block -> block class=rpc bound=unbounded
  dbus_connection_flush(any); // WHY: call dbus_connection_flush -> block class=rpc bound=unbounded
  dbus_bus_get(any, any); // WHY: call dbus_bus_get -> block class=rpc bound=unbounded
  dbus_bus_get_private(any, any); // WHY: call dbus_bus_get_private -> block class=rpc bound=unbounded
  dbus_bus_register(any, any); // WHY: call dbus_bus_register -> block class=rpc bound=unbounded
  dbus_bus_request_name(any, any, any, any); // WHY: call dbus_bus_request_name -> block class=rpc bound=unbounded
  dbus_bus_release_name(any, any, any); // WHY: call dbus_bus_release_name -> block class=rpc bound=unbounded
  dbus_connection_open(any, any); // WHY: call dbus_connection_open -> block class=rpc bound=unbounded
  dbus_connection_open_private(any, any); // WHY: call dbus_connection_open_private -> block class=rpc bound=unbounded
  dbus_bus_start_service_by_name(any, any, any, any, any); // WHY: call dbus_bus_start_service_by_name -> block class=rpc bound=unbounded
  dbus_bus_get_unix_user(any, any, any); // WHY: call dbus_bus_get_unix_user -> block class=rpc bound=unbounded
  dbus_bus_name_has_owner(any, any, any); // WHY: call dbus_bus_name_has_owner -> block class=rpc bound=unbounded
  dbus_bus_get_id(any, any); // WHY: call dbus_bus_get_id -> block class=rpc bound=unbounded
  dbus_bus_add_match(any, any, any); // WHY: call dbus_bus_add_match -> block class=rpc bound=unbounded
  dbus_bus_remove_match(any, any, any); // WHY: call dbus_bus_remove_match -> block class=rpc bound=unbounded
  dbus_connection_read_write_dispatch(any, 1000); // WHY: call dbus_connection_read_write_dispatch -> block class=rpc bound=bounded
  dbus_connection_read_write_dispatch(any, 0); // WHY: call dbus_connection_read_write_dispatch -> block class=rpc bound=never
  dbus_connection_read_write_dispatch(any, -1); // WHY: call dbus_connection_read_write_dispatch -> block class=rpc bound=unbounded
  dbus_connection_read_write(any, 1000); // WHY: call dbus_connection_read_write -> block class=rpc bound=bounded
  dbus_connection_read_write(any, 0); // WHY: call dbus_connection_read_write -> block class=rpc bound=never
  dbus_connection_read_write(any, -1); // WHY: call dbus_connection_read_write -> block class=rpc bound=unbounded
}

} // namespace
