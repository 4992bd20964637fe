//===- Unit.cpp - one compile command of one file -------------------------===//
#include "Driver/Unit.h"

using namespace llvm;

namespace leash::driver {

json::Value toJSON(const UnitRequest &R) {
  json::Object Instead;
  for (const auto &[File, Other] : R.Instead)
    Instead[File] = Other;
  return json::Object{{"file", R.What.File},
                      {"directory", R.What.Directory},
                      {"command", json::Array(R.What.Command)},
                      {"checks", R.Config.Checks},
                      {"configFile", R.Config.File},
                      {"config", R.Config.Text},
                      {"output", R.Output},
                      {"instead", std::move(Instead)},
                      {"scanOnly", R.ScanOnly},
                      {"testFault", R.TestFault}};
}

static bool fromJSON(const json::Value &V, UnitRequest &R, json::Path Path) {
  json::ObjectMapper O(V, Path);
  return O && O.map("file", R.What.File) && O.map("directory", R.What.Directory) &&
         O.map("command", R.What.Command) && O.map("checks", R.Config.Checks) &&
         O.map("configFile", R.Config.File) && O.map("config", R.Config.Text) &&
         O.map("output", R.Output) && O.map("instead", R.Instead) &&
         O.map("scanOnly", R.ScanOnly) && O.map("testFault", R.TestFault);
}

Expected<UnitRequest> parseRequest(StringRef Text) {
  return json::parse<UnitRequest>(Text, "request");
}

} // namespace leash::driver
