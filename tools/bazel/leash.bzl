"""An aspect that runs leash over the C++ sources of each target.

    bazel build --aspects=//tools:leash.bzl%leash_aspect --output_groups=leash //...

One action for each source: its inputs are the source, the headers that the target
sees and the files of the attribute _config, so it is cached like any other and can
run remotely. The action fails if there are findings.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

_SOURCES = ["cc", "cpp", "cxx", "c++", "C"]

# Flags of Bazel's toolchain for GCC that clang refuses.
_GCC_ONLY = ["-fno-canonical-system-headers"]

def _flags(ctx, toolchain, compilation):
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts +
                             getattr(ctx.rule.attr, "copts", []),
        include_directories = compilation.includes,
        quote_include_directories = compilation.quote_includes,
        system_include_directories = compilation.system_includes,
        preprocessor_defines = depset(transitive = [compilation.defines, compilation.local_defines]),
    )
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )
    return [flag for flag in flags if flag not in _GCC_ONLY]

def _leash_aspect_impl(target, ctx):
    if CcInfo not in target or not hasattr(ctx.rule.attr, "srcs"):
        return []
    toolchain = find_cpp_toolchain(ctx)
    compilation = target[CcInfo].compilation_context
    flags = _flags(ctx, toolchain, compilation)
    done = []
    for attribute in ctx.rule.attr.srcs:
        for source in attribute.files.to_list():
            if source.extension not in _SOURCES:
                continue
            mark = ctx.actions.declare_file("%s.%s.leash" % (ctx.rule.attr.name, source.path.replace("/", "_")))
            ctx.actions.run_shell(
                inputs = depset(
                    [source] + ctx.files._config,
                    transitive = [compilation.headers, toolchain.all_files],
                ),
                outputs = [mark],
                command = 'mark=$1; shift; leash "$@" >"$mark" || { status=$?; cat "$mark" >&2; exit $status; }',
                arguments = [mark.path, "--quiet", "--warnings-as-errors=leash-*", source.path, "--"] +
                            flags + ["-Wno-unknown-warning-option", "-Qunused-arguments"],  # GCC's
                use_default_shell_env = True,
                mnemonic = "Leash",
                progress_message = "Looking for concurrency leaks in %s" % source.short_path,
            )
            done.append(mark)
    return [OutputGroupInfo(leash = depset(done))]

leash_aspect = aspect(
    implementation = _leash_aspect_impl,
    attr_aspects = [],
    attrs = {
        "_cc_toolchain": attr.label(default = Label("@bazel_tools//tools/cpp:current_cc_toolchain")),
        "_config": attr.label(default = Label("//:clang_tidy_config"), allow_files = True),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
