// REQUIRES: glib
// RUN: %check_why %s --library glib -- -std=c++20 %glib_flags
//
// Each call of models/glib.yaml on the real headers. Compiled, never run.
// Arguments that say nothing about blocking are null.

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

namespace {

gpointer body(gpointer) { return nullptr; }
gboolean tick(gpointer) { return G_SOURCE_REMOVE; }
void once(gpointer) {}
void item(gpointer, gpointer) {}
gint order(gconstpointer, gconstpointer, gpointer) { return 0; }
void taskBody(GTask *, gpointer, gpointer, GCancellable *) {}

void locks() {
  GMutex M;                      // WHY: -> lock
  g_mutex_init(&M);
  g_mutex_lock(&M);              // WHY: acquire exclusive on 'M'
  g_mutex_unlock(&M);            // WHY: release
  if (g_mutex_trylock(&M))       // WHY: attempt; blocking=g_mutex_lock
    g_mutex_unlock(&M);          // WHY: release
  GRecMutex R;                   // WHY: -> lock
  g_rec_mutex_init(&R);
  g_rec_mutex_lock(&R);          // WHY: acquire exclusive on 'R'
  g_rec_mutex_unlock(&R);        // WHY: release
  if (g_rec_mutex_trylock(&R))   // WHY: attempt; blocking=g_rec_mutex_lock
    g_rec_mutex_unlock(&R);      // WHY: release
  GRWLock W;                     // WHY: -> lock
  g_rw_lock_init(&W);
  g_rw_lock_writer_lock(&W);     // WHY: acquire exclusive on 'W'
  g_rw_lock_writer_unlock(&W);   // WHY: release
  g_rw_lock_reader_lock(&W);     // WHY: acquire shared on 'W'
  g_rw_lock_reader_unlock(&W);   // WHY: release
  if (g_rw_lock_writer_trylock(&W)) // WHY: attempt; blocking=g_rw_lock_writer_lock
    g_rw_lock_writer_unlock(&W); // WHY: release
  if (g_rw_lock_reader_trylock(&W)) // WHY: attempt; blocking=g_rw_lock_reader_lock
    g_rw_lock_reader_unlock(&W); // WHY: release
}

GMutex Module;
G_LOCK_DEFINE_STATIC(Name);

void lockers() {
  GRecMutex R;
  GRWLock W;
  { g_autoptr(GMutexLocker) L = g_mutex_locker_new(&Module); }             // WHY: acquire exclusive
  { g_autoptr(GRecMutexLocker) L = g_rec_mutex_locker_new(&R); }           // WHY: acquire exclusive
  { g_autoptr(GRWLockWriterLocker) L = g_rw_lock_writer_locker_new(&W); }  // WHY: acquire exclusive
  { g_autoptr(GRWLockReaderLocker) L = g_rw_lock_reader_locker_new(&W); }  // WHY: acquire shared
  GMutexLocker *M = g_mutex_locker_new(&Module);                // WHY: -> guard
  g_mutex_locker_free(M);                                       // WHY: release
  GRecMutexLocker *N = g_rec_mutex_locker_new(&R);              // WHY: -> guard
  g_rec_mutex_locker_free(N);                                   // WHY: release
  GRWLockWriterLocker *O = g_rw_lock_writer_locker_new(&W);     // WHY: -> guard
  g_rw_lock_writer_locker_free(O);                              // WHY: release
  GRWLockReaderLocker *P = g_rw_lock_reader_locker_new(&W);     // WHY: -> guard
  g_rw_lock_reader_locker_free(P);                              // WHY: release
  G_LOCK(Name);   // WHY: acquire exclusive
  G_UNLOCK(Name); // WHY: release
}

void conditions() {
  GMutex M;
  GCond C; // WHY: -> condition
  g_cond_wait(&C, &M);                                        // WHY: wait class=wait bound=unbounded releases 'M'
  g_cond_wait_until(&C, &M, g_get_monotonic_time() + 1000);   // WHY: wait class=wait bound=bounded releases 'M'
  g_cond_signal(&C);    // WHY: notify; wakes=one
  g_cond_broadcast(&C); // WHY: notify; wakes=all
}

void queues() {
  GAsyncQueue *Q = g_async_queue_new(); // WHY: -> channel
  int I = 0;
  g_async_queue_push(Q, &I);                        // WHY: send
  g_async_queue_push_front(Q, &I);                  // WHY: send
  g_async_queue_push_sorted(Q, &I, order, nullptr); // WHY: send
  g_async_queue_pop(Q);                             // WHY: receive; closed=never
  g_async_queue_try_pop(Q);                         // WHY: attempt; blocking=g_async_queue_pop; closed=never
  g_async_queue_timeout_pop(Q, 1000);               // WHY: bound=bounded; closed=never
  g_async_queue_lock(Q);                            // WHY: acquire exclusive
  g_async_queue_push_unlocked(Q, &I);               // WHY: send
  g_async_queue_push_front_unlocked(Q, &I);         // WHY: send
  g_async_queue_push_sorted_unlocked(Q, &I, order, nullptr); // WHY: send
  g_async_queue_pop_unlocked(Q);                    // WHY: receive; closed=never
  g_async_queue_try_pop_unlocked(Q);                // WHY: attempt; blocking=g_async_queue_pop_unlocked; closed=never
  g_async_queue_timeout_pop_unlocked(Q, 1000);      // WHY: bound=bounded; closed=never
  g_async_queue_unlock(Q);                          // WHY: release
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_async_queue_timed_pop(Q, nullptr);              // WHY: bound=unbounded; closed=never
  G_GNUC_END_IGNORE_DEPRECATIONS
}

void threads() {
  GThread *T = g_thread_new("t", body, nullptr);    // WHY: spawn; runs 'body'
  g_thread_join(T);                                 // WHY: block class=join bound=unbounded
  T = g_thread_try_new("t", body, nullptr, nullptr); // WHY: spawn; runs 'body'
  g_thread_yield();                                 // WHY: yield
  g_usleep(10);                                     // WHY: block class=sleep bound=bounded
  GThreadPool *P = g_thread_pool_new(item, nullptr, 4, FALSE, nullptr); // WHY: spawn; runs 'item'
  g_thread_pool_free(P, FALSE, TRUE);               // WHY: block class=join bound=unbounded
  P = g_thread_pool_new_full(item, nullptr, nullptr, 4, FALSE, nullptr); // WHY: spawn; runs 'item'
  g_thread_pool_free(P, TRUE, FALSE);               // WHY-NOT
  GTask *K = g_task_new(nullptr, nullptr, nullptr, nullptr);
  g_task_run_in_thread(K, taskBody);                // WHY: spawn; runs 'taskBody'
  g_task_run_in_thread_sync(K, taskBody);           // WHY: block class=join bound=unbounded
}

void loops(GMainContext *X, GMainLoop *L, GApplication *A) {
  g_main_loop_run(L);                    // WHY: block class=wait bound=unbounded; stopped-by=0
  g_application_run(A, 0, nullptr);      // WHY: block class=wait bound=unbounded; stopped-by=0
  g_main_context_iteration(X, TRUE);     // WHY: block class=wait bound=unbounded
  g_main_context_iteration(X, FALSE);    // WHY: callback
  g_main_context_dispatch(X);            // WHY: callback
  g_main_context_invoke(X, tick, nullptr); // WHY: callback; runs 'tick'
  g_main_context_invoke_full(X, 0, tick, nullptr, nullptr); // WHY: callback; runs 'tick'
  g_main_loop_quit(L);                   // WHY: request-stop
  g_application_quit(A);                 // WHY: request-stop
  g_main_context_wakeup(X);              // WHY: notify
}

void dropped(GThread *T) {
  g_thread_unref(T); // WHY: call g_thread_unref -> detach on 'T'
}

void cancellation() {
  GCancellable *C = g_cancellable_new();          // WHY: -> stop-signal
  g_cancellable_cancel(C);                        // WHY: request-stop
  g_cancellable_is_cancelled(C);                  // WHY: stop-requested
  g_cancellable_set_error_if_cancelled(C, nullptr); // WHY: stop-requested
  gulong Id = g_cancellable_connect(C, G_CALLBACK(once), nullptr, nullptr); // WHY: call g_cancellable_connect -> on-stop on 'C'; runs 'G_CALLBACK(once)'
  g_cancellable_disconnect(C, Id);                // WHY: block class=wait bound=unbounded
}

void timers(GMainContext *X) {
  g_timeout_add(100, tick, nullptr);                       // WHY: start; fires=until-false; runs 'tick'
  g_timeout_add_full(0, 100, tick, nullptr, nullptr);      // WHY: start; fires=until-false; runs 'tick'
  g_timeout_add_seconds(1, tick, nullptr);                 // WHY: start; fires=until-false; runs 'tick'
  g_timeout_add_seconds_full(0, 1, tick, nullptr, nullptr); // WHY: start; fires=until-false; runs 'tick'
  g_timeout_add_once(100, once, nullptr);                  // WHY: start; fires=once; runs 'once'
  g_idle_add(tick, nullptr);                               // WHY: start; fires=until-false; runs 'tick'
  g_idle_add_full(0, tick, nullptr, nullptr);              // WHY: start; fires=until-false; runs 'tick'
  guint Id = g_idle_add_once(once, nullptr);               // WHY: start; fires=once; runs 'once'
  g_source_remove(Id);                                     // WHY: stop
  GSource *S = g_timeout_source_new(100);
  g_source_attach(S, X);                                   // WHY: start
  g_source_destroy(S);                                     // WHY: stop
}

void emitV(GObject *O, ...) {
  va_list Args;
  va_start(Args, O);
  g_signal_emit_valist(O, 1, 0, Args); // WHY: callback
  va_end(Args);
}

void callbacks(GObject *O, GAction *A) {
  g_signal_emit(O, 1, 0);               // WHY: callback
  g_signal_emit_by_name(O, "changed");  // WHY: callback
  g_signal_emitv(nullptr, 1, 0, nullptr); // WHY: callback
  g_closure_invoke(nullptr, nullptr, 0, nullptr, nullptr); // WHY: callback
  g_object_notify(O, "name");           // WHY: callback
  g_object_notify_by_pspec(O, nullptr); // WHY: callback
  g_object_thaw_notify(O);              // WHY: callback
  g_action_activate(A, nullptr);        // WHY: callback
  g_hook_list_invoke(nullptr, FALSE);   // WHY: callback
  static GOnce Once = G_ONCE_INIT;
  g_once(&Once, body, nullptr);         // WHY: callback; runs 'g_once(&Once, body, nullptr)'
}

void timed(GSocket *S, GDBusConnection *B, GDBusProxy *P, GDatagramBased *D, GIOChannel *I, int Ms) {
  g_dbus_connection_call_sync(B, "", "", "", "", nullptr, nullptr, {}, -1, nullptr, nullptr);       // WHY: block class=rpc bound=bounded
  g_dbus_connection_call_sync(B, "", "", "", "", nullptr, nullptr, {}, G_MAXINT, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_connection_call_with_unix_fd_list_sync(B, "", "", "", "", nullptr, nullptr, {}, -1, nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=bounded
  g_dbus_proxy_call_sync(P, "", nullptr, {}, -1, nullptr, nullptr);       // WHY: block class=rpc bound=bounded
  g_dbus_proxy_call_sync(P, "", nullptr, {}, G_MAXINT, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_proxy_call_with_unix_fd_list_sync(P, "", nullptr, {}, -1, nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=bounded
  g_dbus_connection_send_message_with_reply_sync(B, nullptr, {}, 500, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=bounded
  g_poll(nullptr, 0, -1);  // WHY: select class=network bound=unbounded
  g_poll(nullptr, 0, 0);   // WHY: select class=network bound=never
  g_poll(nullptr, 0, Ms);  // WHY: select class=network bound=bounded
  g_socket_set_blocking(S, FALSE); // WHY: set-nonblocking
  g_socket_receive_with_blocking(S, nullptr, 0, TRUE, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_send_with_blocking(S, nullptr, 0, TRUE, nullptr, nullptr);    // WHY: block class=network bound=unbounded
  g_socket_send_with_blocking(S, nullptr, 0, FALSE, nullptr, nullptr);   // WHY-NOT
  g_pollable_stream_read(nullptr, nullptr, 0, TRUE, nullptr, nullptr);   // WHY: block class=network bound=unbounded
  g_pollable_stream_write(nullptr, nullptr, 0, TRUE, nullptr, nullptr);  // WHY: block class=network bound=unbounded
  g_pollable_stream_write_all(nullptr, nullptr, 0, TRUE, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_condition_timed_wait(S, G_IO_IN, -1, nullptr, nullptr);   // WHY: block class=network bound=unbounded
  g_socket_condition_timed_wait(S, G_IO_IN, 1000, nullptr, nullptr); // WHY: block class=network bound=bounded
  g_socket_send_message_with_timeout(S, nullptr, nullptr, 0, nullptr, 0, 0, 1000, nullptr, nullptr, nullptr); // WHY: block class=network bound=bounded
  g_datagram_based_receive_messages(D, nullptr, 0, 0, -1, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_datagram_based_send_messages(D, nullptr, 0, 0, 0, nullptr, nullptr);     // WHY: block class=network bound=never
  g_datagram_based_condition_wait(D, G_IO_IN, 1000, nullptr, nullptr);       // WHY: block class=network bound=bounded
  g_io_channel_set_flags(I, G_IO_FLAG_NONBLOCK, nullptr); // WHY: set-nonblocking
}

void networkCalls() {
  g_socket_connect(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_accept(nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_receive(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_receive_from(nullptr, nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_send(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_send_to(nullptr, nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_receive_message(nullptr, nullptr, nullptr, {}, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_send_message(nullptr, nullptr, nullptr, {}, nullptr, {}, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_receive_messages(nullptr, nullptr, {}, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_send_messages(nullptr, nullptr, {}, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_condition_wait(nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_client_connect(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_client_connect_to_host(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_client_connect_to_service(nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_client_connect_to_uri(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_connection_connect(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_listener_accept(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_listener_accept_socket(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_socket_address_enumerator_next(nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_proxy_connect(nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_tls_connection_handshake(nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_dtls_connection_handshake(nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_dtls_connection_shutdown(nullptr, {}, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_dtls_connection_close(nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_network_monitor_can_reach(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_proxy_resolver_lookup(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_resolver_lookup_by_name(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_resolver_lookup_by_name_with_flags(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_resolver_lookup_by_address(nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_resolver_lookup_service(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=network bound=unbounded
  g_resolver_lookup_records(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=network bound=unbounded
}

void diskCalls() {
  g_input_stream_read(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_input_stream_read_all(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_input_stream_read_bytes(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_input_stream_skip(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_input_stream_close(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_write(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_write_all(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_writev(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_writev_all(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_write_bytes(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_printf(nullptr, nullptr, nullptr, nullptr, "x"); // WHY: block class=disk bound=unbounded
  g_output_stream_splice(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_flush(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_output_stream_close(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_stream_close(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_buffered_input_stream_fill(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_buffered_input_stream_read_byte(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_byte(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_int16(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_uint16(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_int32(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_uint32(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_int64(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_uint64(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_line(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_line_utf8(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_input_stream_read_upto(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_byte(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_int16(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_uint16(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_int32(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_uint32(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_int64(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_uint64(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_data_output_stream_put_string(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_seekable_seek(nullptr, {}, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_seekable_truncate(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_read_chars(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_read_line(nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_read_line_string(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_read_to_end(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_read_unichar(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_write_chars(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_write_unichar(nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_flush(nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_io_channel_shutdown(nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_file_read(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_append_to(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_create(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_replace(nullptr, nullptr, {}, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_open_readwrite(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_create_readwrite(nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_replace_readwrite(nullptr, nullptr, {}, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_query_exists(nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_query_file_type(nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_file_query_info(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_query_filesystem_info(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_find_enclosing_mount(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_enumerate_children(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_set_display_name(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_delete(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_trash(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_copy(nullptr, nullptr, {}, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_file_move(nullptr, nullptr, {}, nullptr, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_file_make_directory(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_make_directory_with_parents(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_make_symbolic_link(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_set_attribute(nullptr, nullptr, {}, {}, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_set_attributes_from_info(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_copy_attributes(nullptr, nullptr, {}, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_measure_disk_usage(nullptr, {}, nullptr, {}, {}, nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_load_contents(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_replace_contents(nullptr, nullptr, {}, nullptr, {}, {}, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_load_bytes(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_enumerator_next_file(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_enumerator_close(nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_enumerator_iterate(nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_get_contents(nullptr, nullptr, nullptr, nullptr); // WHY: block class=disk bound=unbounded
  g_file_set_contents(nullptr, nullptr, {}, nullptr); // WHY: block class=disk bound=unbounded
  g_file_set_contents_full(nullptr, nullptr, {}, {}, {}, nullptr); // WHY: block class=disk bound=unbounded
}

void rpcCalls() {
  g_bus_get_sync({}, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_connection_new_sync(nullptr, nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_connection_new_for_address_sync(nullptr, {}, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_connection_close_sync(nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_connection_flush_sync(nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_proxy_new_sync(nullptr, {}, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_proxy_new_for_bus_sync({}, {}, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_object_manager_client_new_sync(nullptr, {}, nullptr, nullptr, {}, {}, {}, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_object_manager_client_new_for_bus_sync({}, {}, nullptr, nullptr, {}, {}, {}, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_address_get_stream_sync(nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_address_get_for_bus_sync({}, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
  g_dbus_server_new_sync(nullptr, {}, nullptr, nullptr, nullptr, nullptr); // WHY: block class=rpc bound=unbounded
}

void processCalls() {
  g_spawn_sync(nullptr, nullptr, nullptr, {}, {}, {}, nullptr, nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
  g_spawn_command_line_sync(nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
  g_subprocess_wait(nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
  g_subprocess_wait_check(nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
  g_subprocess_communicate(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
  g_subprocess_communicate_utf8(nullptr, nullptr, nullptr, nullptr, nullptr, nullptr); // WHY: block class=process bound=unbounded
}

} // namespace

void all() {
  locks();
  lockers();
  conditions();
  queues();
  threads();
  loops(nullptr, nullptr, nullptr);
  cancellation();
  timers(nullptr);
  emitV(nullptr);
  callbacks(nullptr, nullptr);
  timed(nullptr, nullptr, nullptr, nullptr, nullptr, 5);
  networkCalls();
  diskCalls();
  rpcCalls();
  processCalls();
}
