// REQUIRES: glibmm
// RUN: %check_why %s --library glibmm -- -std=c++17 %glibmm_flags
//
// Each call of models/glibmm.yaml on the real headers. Compiled, never run.

#include <glibmm.h>
#include <sigc++/sigc++.h>

namespace {

bool tick() { return false; }
void once() {}

struct Bound : sigc::trackable {};

void timeouts() {
  sigc::connection C = Glib::signal_timeout().connect(&tick, 200); // WHY: start fires=until-false runs '&tick'
  C = Glib::signal_timeout().connect_seconds(&tick, 3);            // WHY: start fires=until-false runs '&tick'
  Glib::signal_timeout().connect_once(&once, 200);                 // WHY: start fires=once runs '&once'
  Glib::signal_timeout().connect_seconds_once(&once, 3);           // WHY: start fires=once runs '&once'
  Glib::signal_idle().connect(&tick);                              // WHY: start fires=until-false
  Glib::signal_idle().connect_once(&once);                         // WHY: start fires=once
  C.disconnect();                                                  // WHY: stop on 'C'
}

} // namespace
