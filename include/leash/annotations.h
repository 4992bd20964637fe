/*===- annotations.h - tell Leash what your own code means --------*- C -*-===*\
|*
|* Says in the source what a model file says about a library: that a class is
|* a lock or a channel, that a function blocks, sends or stops a timer.
|*
|*     class LEASH_CHANNEL Mailbox {
|*     public:
|*       LEASH_SEND void post(Message M);
|*       LEASH_RECEIVE Message take();
|*       LEASH_CLOSE void shutDown();
|*     };
|*
|* A macro stands after 'class' or 'struct', or at the very beginning of a
|* function's declaration. A method that overrides an annotated one means the
|* same. A class template's or a function template's instances mean what the
|* template does. An annotation wins over a model file.
|*
|* With other compilers than clang the macros are empty. They cost nothing at
|* run time. Valid in C and in C++. See docs/annotations.md for an example of
|* each.
|*
\*===----------------------------------------------------------------------===*/
#ifndef LEASH_ANNOTATIONS_H
#define LEASH_ANNOTATIONS_H

/* An entry of a model file (docs/models.md) without its names, as a string:
   LEASH_MEANS("{role: block, class: rpc, timeout: {arg: 1}}"). All other macros
   are short for it. */
#if defined(__clang__)
#define LEASH_MEANS(entry) __attribute__((annotate("leash " entry)))
#else
#define LEASH_MEANS(entry)
#endif

/*===--- What objects of a class are for ----------------------------------===*/

/* A lock that a thread may hold. */
#define LEASH_LOCK LEASH_MEANS("{role: lock}")
/* A lock that its holder may take again. */
#define LEASH_RECURSIVE_LOCK LEASH_MEANS("{role: lock, recursive: true}")
/* Takes the lock that is the first argument of its constructor, and gives it up
   in its destructor. */
#define LEASH_GUARD LEASH_MEANS("{role: guard}")
#define LEASH_SHARED_GUARD LEASH_MEANS("{role: guard, mode: shared}")
/* Gives up a lock in its constructor and takes it again in its destructor. */
#define LEASH_INVERSE_GUARD LEASH_MEANS("{role: inverse-guard}")
/* Tasks wait on it until others notify them. */
#define LEASH_CONDITION LEASH_MEANS("{role: condition}")
/* Tasks send through it and receive from it. */
#define LEASH_CHANNEL LEASH_MEANS("{role: channel}")
/* The handle of a task. 'at_end' says what its destructor does to a running
   task: nothing, join, stop-and-join, detach or terminate. */
#define LEASH_TASK(at_end) LEASH_MEANS("{role: task, at-end: " #at_end "}")
#define LEASH_STOP_SIGNAL LEASH_MEANS("{role: stop-signal}")
#define LEASH_WAIT_GROUP LEASH_MEANS("{role: wait-group}")
#define LEASH_TIMER LEASH_MEANS("{role: timer}")
/* Holds a function of somebody else's, such as a signal. */
#define LEASH_CALLABLE LEASH_MEANS("{role: callable}")

/*===--- What calls of a function do --------------------------------------===*/

/* Locks. A member function means the lock or guard that it is called on, any
   other function its first argument. */
#define LEASH_ACQUIRE LEASH_MEANS("{role: acquire}")
#define LEASH_ACQUIRE_SHARED LEASH_MEANS("{role: acquire, mode: shared}")
/* Takes the lock if that is possible at once, and returns true if it did. */
#define LEASH_TRY_ACQUIRE LEASH_MEANS("{role: acquire, attempt: true, bound: never}")
#define LEASH_RELEASE LEASH_MEANS("{role: release}")
#define LEASH_RELEASE_SHARED LEASH_MEANS("{role: release, mode: shared}")
/* The caller holds the lock; the function only says so, or checks it. */
#define LEASH_ASSERT_HELD LEASH_MEANS("{role: assert-held}")

/* Channels. */
#define LEASH_SEND LEASH_MEANS("{role: send}")
#define LEASH_TRY_SEND LEASH_MEANS("{role: send, attempt: true, bound: never}")
#define LEASH_RECEIVE LEASH_MEANS("{role: receive}")
#define LEASH_TRY_RECEIVE LEASH_MEANS("{role: receive, attempt: true, bound: never}")
#define LEASH_CLOSE LEASH_MEANS("{role: close}")

/* May block. 'kind' is lock, wait, join, channel, sleep, network, disk,
   process, rpc or database; 'bound' is bounded or unbounded. */
#define LEASH_BLOCKING(kind, bound)                                                                \
  LEASH_MEANS("{role: block, class: " #kind ", bound: " #bound "}")
/* Does not block, whatever its body looks like. */
#define LEASH_NON_BLOCKING LEASH_MEANS("{role: block, bound: never}")

/* Waits on a condition, and gives up the lock or guard that is the argument of
   index 'lock', from 0. */
#define LEASH_CONDITION_WAIT(lock) LEASH_MEANS("{role: wait, releases: " #lock "}")
#define LEASH_NOTIFY LEASH_MEANS("{role: notify}")

/* Wait groups. */
#define LEASH_COUNT_DOWN LEASH_MEANS("{role: count-down}")
#define LEASH_WAIT LEASH_MEANS("{role: block, class: wait}")

/* Timers. */
#define LEASH_TIMER_START LEASH_MEANS("{role: start}")
#define LEASH_TIMER_STOP LEASH_MEANS("{role: stop}")

/* Tasks and their end. */
#define LEASH_SPAWN(callable) LEASH_MEANS("{role: spawn, callable: " #callable "}")
#define LEASH_JOIN LEASH_MEANS("{role: block, class: join}")
#define LEASH_REQUEST_STOP LEASH_MEANS("{role: request-stop}")
#define LEASH_STOP_REQUESTED LEASH_MEANS("{role: stop-requested}")

/* Runs functions that others have registered. */
#define LEASH_CALLBACK LEASH_MEANS("{role: callback}")

#endif
