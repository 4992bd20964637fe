// RUN: %check_leash %s leash-unreceived-send --notes --any-fix

// The story: where the senders start, where it is received, who leaves, who waits.

#include <boost/fiber/all.hpp>
#include <string>
#include <vector>

namespace fibers = boost::fibers;

int fetch(const std::string &url);
bool store(int value);

int first_wins_bad(const std::vector<std::string> &urls) {
  fibers::unbuffered_channel<int> first;
  std::vector<fibers::fiber> workers;
  for (const std::string &url : urls)
    workers.emplace_back([&first, url] { first.push(fetch(url)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: send on 'first' can be left without a receiver: up to 'urls.size()' values are sent, 1 value is received for sure, and the channel holds none; the join of 'workers' never returns
  // CHECK-NOTES: :[[@LINE-2]]:13: note: the task that sends is started here, 'urls.size()' times
  int value = first.value_pop();
  // CHECK-NOTES: :[[@LINE-1]]:21: note: 'first' is received from here
  for (fibers::fiber &worker : workers)
    worker.join();
  // CHECK-NOTES: :[[@LINE-1]]:12: note: 'workers' is joined here
  // CHECK-NOTES: :[[@LINE-8]]:48: note: canonical fix: give the channel room for every sender, or let the send end when the receiver leaves; see {{.*}}
  return value;
}

void gives_up_bad(const std::vector<int> &values) {
  fibers::unbuffered_channel<int> queue;
  fibers::fiber consumer([&queue] {
    for (int value : queue)
      if (!store(value))
        return;
  });
  for (int value : values)
    queue.push(value);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: send on 'queue' can be left without a receiver: up to 'values.size()' values are sent, 1 value is received for sure, and the channel holds none; 'gives_up_bad' itself waits for ever
  // CHECK-NOTES: :[[@LINE-7]]:22: note: 'queue' is received from here
  // CHECK-NOTES: :[[@LINE-6]]:9: note: a path leaves here without a further receive
  // CHECK-NOTES: :[[@LINE-4]]:11: note: canonical fix: {{.*}}
  queue.close();
  consumer.join();
}
