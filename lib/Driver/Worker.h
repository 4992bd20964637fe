//===- Worker.h - the process that analyses one unit ------------*- C++ -*-===//
#ifndef LEASH_DRIVER_WORKER_H
#define LEASH_DRIVER_WORKER_H

#include "Driver/FilesRead.h"
#include "Driver/Result.h"
#include "Driver/Unit.h"
#include "llvm/ADT/StringRef.h"

namespace leash::driver {

/// The exit status of a process that could get no more memory.
constexpr int OutOfMemory = 77;

/// Analyses the unit of \p Request and writes the report to the file that it names,
/// whole or not at all. Returns the exit status of the process, which is the
/// worker's own.
int runWorker(const UnitRequest &Request);

/// What a worker writes, and the cache keeps: what was read, and the result.
std::string formatReport(const FilesRead &Read, const UnitResult &Result);

/// Both parts of a report. Reading the first does not take the second.
struct Report {
  llvm::StringRef Read;   ///< for parseFilesRead
  llvm::StringRef Result; ///< for parseResult
};

/// \returns an error if \p Text is no whole report.
llvm::Expected<Report> splitReport(llvm::StringRef Text);

/// Calls \p Each with each path and answer of \p Text, which formatReport made,
/// until it returns false. Returns false if it did or if \p Text is damaged.
bool eachFileRead(llvm::StringRef Text,
                  llvm::function_ref<bool(llvm::StringRef Path, llvm::StringRef Answer)> Each);

} // namespace leash::driver

#endif
