// RUN: %check_why %s --library msd-channel -- -std=c++20 -idirafter %root/test/mock

// Every modelled name of msd::channel, on a mock of its header.

#include <msd/channel.hpp>

void all(int v) {
  msd::channel<int> c(4); // WHY: -> channel
  c.write(v);             // WHY: call msd::channel::write -> send class=channel bound=unbounded on 'c' closed=false
  c << v;                 // WHY: call msd::operator<< -> send class=channel bound=unbounded on 'c' closed=throw
  while (c.read(v))       // WHY: call msd::channel::read -> receive class=channel bound=unbounded on 'c' closed=false
    ;
  c >> v;                 // WHY: call msd::operator>> -> receive class=channel bound=unbounded on 'c' closed=never
  for (int each : c)      // WHY: call msd::channel::begin -> receive; call msd::blocking_iterator::operator++ -> receive
    v += each;
  if (!c.closed() || !c.drained()) // WHY: call msd::channel::closed -> is-closed; call msd::channel::drained -> is-closed
    c.close();            // WHY: call msd::channel::close -> close on 'c' wakes=receivers
}
