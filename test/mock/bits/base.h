//===- base.h - what every mock of the standard library needs ---*- C++ -*-===//
//
// The mocks in this folder stand in for library headers in hermetic tests.
// They declare what the tests use and no more, but keep what an analysis of
// the syntax tree sees: the namespaces, the base classes, the class that
// declares a member, templates and default arguments as in libstdc++.
//
//===----------------------------------------------------------------------===//
#ifndef LEASH_MOCK_BASE_H
#define LEASH_MOCK_BASE_H

namespace std {
using size_t = decltype(sizeof(0));
using ptrdiff_t = decltype(static_cast<int *>(nullptr) - static_cast<int *>(nullptr));
using nullptr_t = decltype(nullptr);

template <class T, T V> struct integral_constant {
  static constexpr T value = V;
  constexpr operator T() const noexcept { return V; }
};
using true_type = integral_constant<bool, true>;
using false_type = integral_constant<bool, false>;

template <class A, class B> struct is_same : false_type {};
template <class A> struct is_same<A, A> : true_type {};
template <class A, class B> inline constexpr bool is_same_v = is_same<A, B>::value;

template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> using remove_reference_t = typename remove_reference<T>::type;
template <class T> struct remove_cv { using type = T; };
template <class T> struct remove_cv<const T> { using type = T; };
template <class T> struct remove_cv<volatile T> { using type = T; };
template <class T> using remove_cvref_t = typename remove_cv<remove_reference_t<T>>::type;

template <bool, class T = void> struct enable_if {};
template <class T> struct enable_if<true, T> { using type = T; };
template <bool B, class T = void> using enable_if_t = typename enable_if<B, T>::type;

template <class T> struct is_lvalue_reference : false_type {};
template <class T> struct is_lvalue_reference<T &> : true_type {};
template <class T> struct is_integral : integral_constant<bool, __is_integral(T)> {};

template <class T> T &&declval() noexcept;
template <class T> struct decay { using type = __decay(T); };
template <class T> using decay_t = typename decay<T>::type;

// What calling F with Args gives; a pointer to member included.
namespace __mock {
template <class F, class... A> auto __call(int) -> decltype(declval<F>()(declval<A>()...));
template <class R, class C, class... P, class... A> R __result(R (C::*)(P...), A &&...);
template <class R, class C, class... P, class... A> R __result(R (C::*)(P...) const, A &&...);
template <class F, class... A> auto __result(F &&f, A &&...a) -> decltype(static_cast<F &&>(f)(static_cast<A &&>(a)...));
} // namespace __mock
template <class F, class... A>
using invoke_result_t = decltype(__mock::__result(declval<F>(), declval<A>()...));

template <class T> [[nodiscard]] constexpr T &&forward(remove_reference_t<T> &t) noexcept { return static_cast<T &&>(t); }
template <class T> [[nodiscard]] constexpr T &&forward(remove_reference_t<T> &&t) noexcept { return static_cast<T &&>(t); }
template <class T> [[nodiscard]] constexpr remove_reference_t<T> &&move(T &&t) noexcept {
  return static_cast<remove_reference_t<T> &&>(t);
}
template <class T> constexpr void swap(T &a, T &b) noexcept {
  T t = static_cast<T &&>(a);
  a = static_cast<T &&>(b);
  b = static_cast<T &&>(t);
}
template <class T, class U = T> constexpr T exchange(T &obj, U &&value) {
  T old = static_cast<T &&>(obj);
  obj = static_cast<U &&>(value);
  return old;
}
template <class T> constexpr T *addressof(T &t) noexcept { return __builtin_addressof(t); }

template <class E> class initializer_list {
  const E *_M_array = nullptr;
  size_t _M_len = 0;

public:
  constexpr initializer_list() noexcept {}
  constexpr size_t size() const noexcept { return _M_len; }
  constexpr const E *begin() const noexcept { return _M_array; }
  constexpr const E *end() const noexcept { return _M_array + _M_len; }
};

class exception {
public:
  exception() noexcept;
  exception(const exception &) noexcept;
  virtual ~exception();
  virtual const char *what() const noexcept;
};
} // namespace std

#endif
