// REQUIRES: std
// RUN: %check_why %s -- -std=c++20

// Plain state of the standard library that tasks wait for.

#include <atomic>
#include <deque>
#include <exception>
#include <forward_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <stack>
#include <unordered_map>
#include <unordered_set>
#include <vector>

void dequeState(std::deque<int> &x, std::deque<int> &other, bool (*odd)(int)) {
  x.push_back(1);          // WHY: call std::deque::push_back -> add on 'x'
  x.push_front(1);         // WHY: call std::deque::push_front -> add on 'x'
  x.emplace_back(1);       // WHY: call std::deque::emplace_back -> add on 'x'
  x.emplace_front(1);      // WHY: call std::deque::emplace_front -> add on 'x'
  x.insert(x.begin(), 1);  // WHY: call std::deque::insert -> add on 'x'
  x.emplace(x.begin(), 1); // WHY: call std::deque::emplace -> add on 'x'
  x.pop_back();            // WHY: call std::deque::pop_back -> remove on 'x'
  x.pop_front();           // WHY: call std::deque::pop_front -> remove on 'x'
  x.erase(x.begin());      // WHY: call std::deque::erase -> remove on 'x'
  x.clear();               // WHY: call std::deque::clear -> remove on 'x'
  (void)x.empty();         // WHY: call std::deque::empty -> is-empty on 'x'
  (void)x.size();          // WHY: call std::deque::size -> count on 'x'
}

void listState(std::list<int> &x, std::list<int> &other, bool (*odd)(int)) {
  x.push_back(1);             // WHY: call std::list::push_back -> add on 'x'
  x.push_front(1);            // WHY: call std::list::push_front -> add on 'x'
  x.emplace_back(1);          // WHY: call std::list::emplace_back -> add on 'x'
  x.emplace_front(1);         // WHY: call std::list::emplace_front -> add on 'x'
  x.insert(x.begin(), 1);     // WHY: call std::list::insert -> add on 'x'
  x.emplace(x.begin(), 1);    // WHY: call std::list::emplace -> add on 'x'
  x.splice(x.begin(), other); // WHY: call std::list::splice -> add on 'x'
  x.pop_back();               // WHY: call std::list::pop_back -> remove on 'x'
  x.pop_front();              // WHY: call std::list::pop_front -> remove on 'x'
  x.erase(x.begin());         // WHY: call std::list::erase -> remove on 'x'
  x.clear();                  // WHY: call std::list::clear -> remove on 'x'
  x.remove(1);                // WHY: call std::list::remove -> remove on 'x'
  x.remove_if(odd);           // WHY: call std::list::remove_if -> remove on 'x'
  (void)x.empty();            // WHY: call std::list::empty -> is-empty on 'x'
  (void)x.size();             // WHY: call std::list::size -> count on 'x'
}

void vectorState(std::vector<int> &x, std::vector<int> &other, bool (*odd)(int)) {
  x.push_back(1);          // WHY: call std::vector::push_back -> add on 'x'
  x.emplace_back(1);       // WHY: call std::vector::emplace_back -> add on 'x'
  x.insert(x.begin(), 1);  // WHY: call std::vector::insert -> add on 'x'
  x.emplace(x.begin(), 1); // WHY: call std::vector::emplace -> add on 'x'
  x.pop_back();            // WHY: call std::vector::pop_back -> remove on 'x'
  x.erase(x.begin());      // WHY: call std::vector::erase -> remove on 'x'
  x.clear();               // WHY: call std::vector::clear -> remove on 'x'
  (void)x.empty();         // WHY: call std::vector::empty -> is-empty on 'x'
  (void)x.size();          // WHY: call std::vector::size -> count on 'x'
}

void queueState(std::queue<int> &x, std::queue<int> &other, bool (*odd)(int)) {
  x.push(1);       // WHY: call std::queue::push -> add on 'x'
  x.emplace(1);    // WHY: call std::queue::emplace -> add on 'x'
  x.pop();         // WHY: call std::queue::pop -> remove on 'x'
  (void)x.empty(); // WHY: call std::queue::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::queue::size -> count on 'x'
}

void stackState(std::stack<int> &x, std::stack<int> &other, bool (*odd)(int)) {
  x.push(1);       // WHY: call std::stack::push -> add on 'x'
  x.emplace(1);    // WHY: call std::stack::emplace -> add on 'x'
  x.pop();         // WHY: call std::stack::pop -> remove on 'x'
  (void)x.empty(); // WHY: call std::stack::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::stack::size -> count on 'x'
}

void priority_queueState(std::priority_queue<int> &x, std::priority_queue<int> &other,
                         bool (*odd)(int)) {
  x.push(1);       // WHY: call std::priority_queue::push -> add on 'x'
  x.emplace(1);    // WHY: call std::priority_queue::emplace -> add on 'x'
  x.pop();         // WHY: call std::priority_queue::pop -> remove on 'x'
  (void)x.empty(); // WHY: call std::priority_queue::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::priority_queue::size -> count on 'x'
}

void forward_listState(std::forward_list<int> &x, std::forward_list<int> &other, bool (*odd)(int)) {
  x.push_front(1);    // WHY: call std::forward_list::push_front -> add on 'x'
  x.emplace_front(1); // WHY: call std::forward_list::emplace_front -> add on 'x'
  x.pop_front();      // WHY: call std::forward_list::pop_front -> remove on 'x'
  x.clear();          // WHY: call std::forward_list::clear -> remove on 'x'
  (void)x.empty();    // WHY: call std::forward_list::empty -> is-empty on 'x'
}

void setState(std::set<int> &x, std::set<int> &other, bool (*odd)(int)) {
  x.insert(1);     // WHY: call std::set::insert -> add on 'x'
  x.emplace(1);    // WHY: call std::set::emplace -> add on 'x'
  x.erase(1);      // WHY: call std::set::erase -> remove on 'x'
  x.clear();       // WHY: call std::set::clear -> remove on 'x'
  (void)x.empty(); // WHY: call std::set::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::set::size -> count on 'x'
  x.extract(1);    // WHY: call std::set::extract -> remove on 'x'
}

void multisetState(std::multiset<int> &x, std::multiset<int> &other, bool (*odd)(int)) {
  x.insert(1);     // WHY: call std::multiset::insert -> add on 'x'
  x.emplace(1);    // WHY: call std::multiset::emplace -> add on 'x'
  x.erase(1);      // WHY: call std::multiset::erase -> remove on 'x'
  x.clear();       // WHY: call std::multiset::clear -> remove on 'x'
  (void)x.empty(); // WHY: call std::multiset::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::multiset::size -> count on 'x'
}

void unordered_setState(std::unordered_set<int> &x, std::unordered_set<int> &other,
                        bool (*odd)(int)) {
  x.insert(1);     // WHY: call std::unordered_set::insert -> add on 'x'
  x.emplace(1);    // WHY: call std::unordered_set::emplace -> add on 'x'
  x.erase(1);      // WHY: call std::unordered_set::erase -> remove on 'x'
  x.clear();       // WHY: call std::unordered_set::clear -> remove on 'x'
  (void)x.empty(); // WHY: call std::unordered_set::empty -> is-empty on 'x'
  (void)x.size();  // WHY: call std::unordered_set::size -> count on 'x'
}

void mapState(std::map<int, int> &x) {
  x.try_emplace(1, 2);      // WHY: call std::map::try_emplace -> add on 'x'
  x.insert_or_assign(1, 2); // WHY: call std::map::insert_or_assign -> add on 'x'
  x[1] = 2;                 // WHY: call std::map::operator[] -> add on 'x'
  x.insert({1, 2});         // WHY: call std::map::insert -> add on 'x'
  x.emplace(1, 2);          // WHY: call std::map::emplace -> add on 'x'
  x.erase(1);               // WHY: call std::map::erase -> remove on 'x'
  x.clear();                // WHY: call std::map::clear -> remove on 'x'
  (void)x.empty();          // WHY: call std::map::empty -> is-empty on 'x'
  (void)x.size();           // WHY: call std::map::size -> count on 'x'
  x.extract(1);             // WHY: call std::map::extract -> remove on 'x'
}

void multimapState(std::multimap<int, int> &x) {
  x.insert({1, 2}); // WHY: call std::multimap::insert -> add on 'x'
  x.emplace(1, 2);  // WHY: call std::multimap::emplace -> add on 'x'
  x.erase(1);       // WHY: call std::multimap::erase -> remove on 'x'
  x.clear();        // WHY: call std::multimap::clear -> remove on 'x'
  (void)x.empty();  // WHY: call std::multimap::empty -> is-empty on 'x'
  (void)x.size();   // WHY: call std::multimap::size -> count on 'x'
}

void unordered_mapState(std::unordered_map<int, int> &x) {
  x.try_emplace(1, 2);      // WHY: call std::unordered_map::try_emplace -> add on 'x'
  x.insert_or_assign(1, 2); // WHY: call std::unordered_map::insert_or_assign -> add on 'x'
  x[1] = 2;                 // WHY: call std::unordered_map::operator[] -> add on 'x'
  x.insert({1, 2});         // WHY: call std::unordered_map::insert -> add on 'x'
  x.emplace(1, 2);          // WHY: call std::unordered_map::emplace -> add on 'x'
  x.erase(1);               // WHY: call std::unordered_map::erase -> remove on 'x'
  x.clear();                // WHY: call std::unordered_map::clear -> remove on 'x'
  (void)x.empty();          // WHY: call std::unordered_map::empty -> is-empty on 'x'
  (void)x.size();           // WHY: call std::unordered_map::size -> count on 'x'
}

void flags(std::atomic<bool> &b, std::atomic<int> &n, std::atomic<int *> &p, std::atomic_flag &f) {
  b = true;         // WHY: call std::atomic::operator= -> set on 'b'
  b.store(true);    // WHY: call std::atomic::store -> set on 'b'
  (void)b.load();   // WHY: call std::atomic::load -> get on 'b'
  b.exchange(true); // WHY: call std::atomic::exchange -> set on 'b'
  n = 1;            // WHY: call std::__atomic_base::operator= -> set on 'n'
  n.store(1);       // WHY: call std::__atomic_base::store -> set on 'n'
  (void)n.load();   // WHY: call std::__atomic_base::load -> get on 'n'
  n.exchange(1);    // WHY: call std::__atomic_base::exchange -> set on 'n'
  p = nullptr;      // WHY: call std::atomic::operator= -> set on 'p'
  p.store(nullptr); // WHY: call std::atomic::store -> set on 'p'
  (void)p.load();   // WHY: call std::atomic::load -> get on 'p'
  f.test_and_set(); // WHY: call std::atomic_flag::test_and_set -> set on 'f'
  f.clear();        // WHY: call std::atomic_flag::clear -> clear on 'f'
  (void)f.test();   // WHY: call std::atomic_flag::test -> get on 'f'
  while (b)         // WHY: call std::atomic::operator bool -> get on 'b'
    ;
  while (n)
    ;
}

void pointers(std::optional<int> &o, std::unique_ptr<int> &u, std::shared_ptr<int> &s,
              std::exception_ptr &e) {
  o = 1;               // WHY: call std::optional::operator= -> set on 'o'
  o.emplace(1);        // WHY: call std::optional::emplace -> set on 'o'
  o.reset();           // WHY: call std::optional::reset -> clear on 'o'
  (void)o.has_value(); // WHY: call std::optional::has_value -> get on 'o'
  if (o)               // WHY: call std::optional::operator bool -> get on 'o'
    return;
  u = nullptr; // WHY: call std::unique_ptr::operator= -> set on 'u'
  if (u)       // WHY: call std::unique_ptr::operator bool -> get on 'u'
    return;
  u.release(); // WHY: call std::unique_ptr::release -> clear on 'u'
  s = nullptr; // WHY: call std::shared_ptr::operator= -> set on 's'
  s.reset();   // WHY: call std::__shared_ptr::reset -> set on 's'
  if (s)       // WHY: call std::__shared_ptr::operator bool -> get on 's'
    return;
  e = nullptr; // WHY: call std::__exception_ptr::exception_ptr::operator= -> set on 'e'
}
