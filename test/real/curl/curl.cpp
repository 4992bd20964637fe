// REQUIRES: curl
// RUN: %check_why %s --library curl -- -std=c++20

// Every modelled name of libcurl, used on its own headers. Compiled, never run.

#include <curl/curl.h>

namespace {

void easy(CURL *c, char *buffer, size_t *n) {
  curl_easy_perform(c); // WHY: call curl_easy_perform -> block class=network bound=unbounded on 'c'
  curl_easy_upkeep(c);  // WHY: call curl_easy_upkeep -> block class=network bound=unbounded on 'c'
  curl_easy_recv(c, buffer, 1, n); // WHY: call curl_easy_recv -> block class=network bound=never
  curl_easy_send(c, buffer, 1, n); // WHY: call curl_easy_send -> block class=network bound=never
}

void multi(CURLM *m, int *running) {
  curl_multi_perform(m, running);                    // WHY: call curl_multi_perform -> block class=network bound=never
  curl_multi_socket_action(m, CURL_SOCKET_TIMEOUT, 0, running); // WHY: call curl_multi_socket_action -> block class=network bound=never
  curl_multi_poll(m, nullptr, 0, 1000, nullptr);     // WHY: call curl_multi_poll -> select class=network bound=bounded on 'm'
  curl_multi_poll(m, nullptr, 0, 0, nullptr);        // WHY: call curl_multi_poll -> select class=network bound=never on 'm'
  curl_multi_wait(m, nullptr, 0, 1000, nullptr);     // WHY: call curl_multi_wait -> select class=network bound=bounded on 'm'
  curl_multi_wakeup(m);                              // WHY: call curl_multi_wakeup -> notify on 'm'
}

} // namespace
