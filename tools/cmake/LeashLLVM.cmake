# Finds LLVM and clang, and makes the target `leashHost`: clang-tidy's main with
# all of its modules, on the shared libraries of LLVM and clang.

set(LEASH_TESTED_LLVM 19 22)

function(leash_refuse_untested major)
  if(NOT major IN_LIST LEASH_TESTED_LLVM)
    message(FATAL_ERROR
      "LLVM ${major} is not tested with Leash; use 19 or 22")
  endif()
endfunction()

leash_refuse_untested("${LEASH_LLVM}")

# A caller's LLVM_DIR wins; else Debian's place.
find_package(LLVM CONFIG HINTS "/usr/lib/llvm-${LEASH_LLVM}")
if(NOT LLVM_FOUND)
  message(FATAL_ERROR "LLVM ${LEASH_LLVM} is not installed "
    "(Debian: llvm-${LEASH_LLVM}-dev libclang-${LEASH_LLVM}-dev)")
endif()
leash_refuse_untested("${LLVM_VERSION_MAJOR}")

find_package(Clang CONFIG HINTS "${LLVM_INSTALL_PREFIX}" NO_DEFAULT_PATH)
if(NOT Clang_FOUND)
  message(FATAL_ERROR "clang's libraries for LLVM ${LLVM_VERSION_MAJOR} are not "
    "installed (Debian: libclang-${LLVM_VERSION_MAJOR}-dev)")
endif()
if(NOT TARGET clangTidyMain OR NOT TARGET clang-cpp)
  message(FATAL_ERROR "this clang has no libclangTidyMain.a or no libclang-cpp.so")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${LLVM_INSTALL_PREFIX}")

separate_arguments(LEASH_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")

# The shared libraries come last: no static LLVM library may slip in.
add_library(leashHost INTERFACE)
target_link_libraries(leashHost INTERFACE clangTidyMain clang-cpp LLVM)

# clang's builtin headers (stddef.h and the like).
set(LEASH_RESOURCE_DIR "${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION_MAJOR}")
if(NOT EXISTS "${LEASH_RESOURCE_DIR}/include/stddef.h")
  message(FATAL_ERROR "no clang headers in ${LEASH_RESOURCE_DIR}/include "
    "(Debian: libclang-common-${LLVM_VERSION_MAJOR}-dev)")
endif()
