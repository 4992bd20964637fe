#ifndef LEASH_MOCK_ITERATOR_H
#define LEASH_MOCK_ITERATOR_H
#include <bits/base.h>
namespace __gnu_cxx {
template <class _Iterator, class _Container> class __normal_iterator {
public:
  constexpr decltype(*_Iterator()) operator*() const noexcept;
  constexpr _Iterator operator->() const noexcept;
  constexpr __normal_iterator &operator++() noexcept;
  constexpr __normal_iterator operator+(long) const noexcept;
  friend constexpr bool operator==(const __normal_iterator &, const __normal_iterator &) noexcept { return false; }
};
} // namespace __gnu_cxx
namespace std {
// Iterators of node containers.
template <class _Tp> struct _List_iterator {
  _Tp &operator*() const noexcept;
  _Tp *operator->() const noexcept;
  _List_iterator &operator++() noexcept;
  _List_iterator operator++(int) noexcept;
  friend bool operator==(const _List_iterator &, const _List_iterator &) noexcept { return false; }
};
} // namespace std
#endif
