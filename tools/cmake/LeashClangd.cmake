# The executable `leash-clangd`: clangd with the checks linked in. Without the
# libraries of clangd's remote index it is left out.

option(LEASH_BUILD_CLANGD "Build leash-clangd if clangd's libraries are installed" ON)

if(NOT LEASH_BUILD_CLANGD)
  return()
endif()

# clangd's remote index speaks gRPC. LLVM's files name its libraries, and Debian's
# own CMake files of gRPC want more packages than the link.
find_library(LEASH_GRPC grpc++)
find_library(LEASH_PROTOBUF protobuf)

if(NOT TARGET clangdMain OR NOT LEASH_GRPC OR NOT LEASH_PROTOBUF)
  message(STATUS "clangd's libraries are not installed: no leash-clangd "
    "(Debian: libclang-${LLVM_VERSION_MAJOR}-dev libgrpc++-dev libprotobuf-dev)")
  return()
endif()

foreach(pair "gRPC::grpc++=${LEASH_GRPC}" "protobuf::libprotobuf=${LEASH_PROTOBUF}")
  string(REPLACE "=" ";" pair "${pair}")
  list(GET pair 0 name)
  list(GET pair 1 library)
  if(NOT TARGET "${name}")
    add_library("${name}" INTERFACE IMPORTED)
    target_link_libraries("${name}" INTERFACE "${library}")
  endif()
endforeach()

file(GLOB LEASH_CLANGD_SOURCES CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/tools/leash-clangd/*.cpp")
add_executable(leash-clangd ${LEASH_CLANGD_SOURCES})
# The tweaks by file: their target names clang's static libraries, too. Nothing
# refers to them, so all of the archive is taken.
target_link_libraries(leash-clangd PRIVATE leashCore
  clangdMain clangDaemon
  "$<LINK_LIBRARY:WHOLE_ARCHIVE,$<TARGET_FILE:clangDaemonTweaks>>"
  clangdRemoteIndex clangdSupport clang-cpp LLVM)
# In 22, clangd calls libraries that those of gRPC need; they are taken from there.
target_link_options(leash-clangd PRIVATE LINKER:--copy-dt-needed-entries)
target_precompile_headers(leash-clangd REUSE_FROM leashCore)
set_target_properties(leash-clangd PROPERTIES INSTALL_RPATH "${LLVM_LIBRARY_DIR}")

# What Leash replaces in clangd: tools/leash-clangd/Clangd.h. A function that a
# version does not have is not wanted there either.
foreach(symbol
    _ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE
    _ZN5clang6clangd20provideDefaultChecksEv
    _ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE
    # clang::PrecompiledPreamble::Build in 19 and in 22
    _ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsERNS_17DiagnosticsEngineENS4_18IntrusiveRefCntPtrINS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_17PreambleCallbacksE
    _ZN5clang19PrecompiledPreamble5BuildERKNS_18CompilerInvocationEPKN4llvm12MemoryBufferENS_14PreambleBoundsENS4_18IntrusiveRefCntPtrINS_17DiagnosticsEngineEEENS9_INS4_3vfs10FileSystemEEESt10shared_ptrINS_22PCHContainerOperationsEEbNS4_9StringRefERNS_17PreambleCallbacksE)
  target_link_options(leash-clangd PRIVATE "LINKER:--wrap=${symbol}")
endforeach()

install(TARGETS leash-clangd RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
