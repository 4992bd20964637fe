#ifndef LEASH_MOCK_SEQUENCE_H
#define LEASH_MOCK_SEQUENCE_H
#include <bits/iterator.h>
#include <memory>
#define LEASH_MOCK_SEQUENCE(NAME)                                                                                        \
  namespace std {                                                                                                      \
  template <class _Tp, class _Alloc = allocator<_Tp>> class NAME {                                                     \
  public:                                                                                                              \
    using value_type = _Tp;                                                                                            \
    using size_type = size_t;                                                                                          \
    using iterator = _List_iterator<_Tp>;                                                                              \
    using const_iterator = _List_iterator<const _Tp>;                                                                  \
    NAME() = default;                                                                                                  \
    NAME(const NAME &);                                                                                                \
    NAME(NAME &&) noexcept;                                                                                            \
    ~NAME() noexcept;                                                                                                  \
    NAME &operator=(const NAME &);                                                                                     \
    NAME &operator=(NAME &&) noexcept;                                                                                 \
    iterator begin() noexcept;                                                                                         \
    const_iterator begin() const noexcept;                                                                             \
    iterator end() noexcept;                                                                                           \
    const_iterator end() const noexcept;                                                                               \
    size_type size() const noexcept;                                                                                   \
    [[nodiscard]] bool empty() const noexcept;                                                                         \
    _Tp &front() noexcept;                                                                                             \
    const _Tp &front() const noexcept;                                                                                             \
    _Tp &back() noexcept;                                                                                              \
    const _Tp &back() const noexcept;                                                                                              \
    void push_back(const _Tp &);                                                                                       \
    void push_back(_Tp &&);                                                                                            \
    void push_front(const _Tp &);                                                                                      \
    template <class... _Args> _Tp &emplace_back(_Args &&...) { return back(); }                                         \
    void pop_front() noexcept;                                                                                         \
    void pop_back() noexcept;                                                                                          \
    iterator erase(iterator);                                                                                          \
    void swap(NAME &) noexcept;                                                                                        \
    void clear() noexcept;                                                                                             \
  };                                                                                                                   \
  }
#endif
