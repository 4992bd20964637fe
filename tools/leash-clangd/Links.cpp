//===- Links.cpp - findings link to the pages of their checks --------------===//
//
// clangd links each diagnostic of clang-tidy to a page of LLVM's site. Leash's
// checks have none there, so messages to the editor are changed on their way, as
// values, before they become text.
//
//===----------------------------------------------------------------------===//
#include "Clangd.h"
#include "Module.h"
#include "Support/Config.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>
#include <memory>

namespace json = llvm::json;
using clang::clangd::JSONStreamStyle;
using clang::clangd::Transport;

#define NEW_TRANSPORT                                                                              \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE"

namespace leash {

namespace {

/// The page that the last note of a finding names (the option leash.DocsBase
/// may move it), or "". \p Text is a note's message.
llvm::StringRef pageIn(llvm::StringRef Text, llvm::StringRef Check) {
  size_t End = Text.rfind("#canonical-fix");
  if (End == llvm::StringRef::npos)
    return "";
  llvm::StringRef Page = Text.take_front(End);
  Page = Page.drop_front(Page.rfind(' ') + 1);
  return Page.ends_with(("/" + Check + ".md").str()) ? Page : "";
}

std::string pageOf(const json::Object &Diagnostic, llvm::StringRef Check) {
  if (const json::Array *Notes = Diagnostic.getArray("relatedInformation"))
    for (const json::Value &Note : *Notes)
      if (const json::Object *Fields = Note.getAsObject())
        if (llvm::StringRef Page = pageIn(Fields->getString("message").value_or(""), Check);
            !Page.empty())
          return Page.str();
  // Editors that take no notes get them in the message.
  llvm::StringRef Page = pageIn(Diagnostic.getString("message").value_or(""), Check);
  return Page.empty() ? (llvm::StringRef(LEASH_DOCS_BASE) + "/" + Check + ".md").str() : Page.str();
}

/// Corrects the link of \p Diagnostic if it is a finding of Leash's.
void relinkOne(json::Object &Diagnostic) {
  json::Object *Description = Diagnostic.getObject("codeDescription");
  if (!Description || Diagnostic.getString("source") != llvm::StringRef("clang-tidy"))
    return;
  llvm::StringRef Check = Diagnostic.getString("code").value_or("");
  if (!Check.consume_front(CheckPrefix))
    return;
  if (llvm::any_of(allChecks(), [&](const CheckInfo &Info) { return Info.Name == Check; }))
    (*Description)["href"] = pageOf(Diagnostic, Check);
}

/// Corrects the links in the list \p Key of \p Holder, if there is one.
void relinkList(json::Value &Holder, llvm::StringRef Key) {
  json::Object *Fields = Holder.getAsObject();
  json::Array *List = Fields ? Fields->getArray(Key) : nullptr;
  if (!List)
    return;
  for (json::Value &Item : *List)
    if (json::Object *Diagnostic = Item.getAsObject())
      relinkOne(*Diagnostic);
}

/// Passes all messages on; those with diagnostics get their links corrected.
class Relinking : public Transport {
public:
  explicit Relinking(std::unique_ptr<Transport> Inner) : Inner(std::move(Inner)) {}

  void notify(llvm::StringRef Method, json::Value Params) override {
    if (Method == "textDocument/publishDiagnostics")
      relinkList(Params, "diagnostics");
    Inner->notify(Method, std::move(Params));
  }

  void call(llvm::StringRef Method, json::Value Params, json::Value Id) override {
    Inner->call(Method, std::move(Params), std::move(Id));
  }

  void reply(json::Value Id, llvm::Expected<json::Value> Result) override {
    if (Result) {
      relinkList(*Result, "items"); // an editor asked for a file's diagnostics
      if (json::Array *Actions = Result->getAsArray())
        for (json::Value &Action : *Actions)
          relinkList(Action, "diagnostics");
    }
    Inner->reply(std::move(Id), std::move(Result));
  }

  llvm::Error loop(MessageHandler &Handler) override { return Inner->loop(Handler); }

private:
  std::unique_ptr<Transport> Inner;
};

} // namespace

std::unique_ptr<Transport> originalTransport(std::FILE *In, llvm::raw_ostream &Out,
                                             llvm::raw_ostream *Mirror, bool Pretty,
                                             JSONStreamStyle Style) LEASH_ORIGINAL(NEW_TRANSPORT);
std::unique_ptr<Transport> newTransport(std::FILE *In, llvm::raw_ostream &Out,
                                        llvm::raw_ostream *Mirror, bool Pretty,
                                        JSONStreamStyle Style) LEASH_REPLACES(NEW_TRANSPORT);

std::unique_ptr<Transport> newTransport(std::FILE *In, llvm::raw_ostream &Out,
                                        llvm::raw_ostream *Mirror, bool Pretty,
                                        JSONStreamStyle Style) {
  return std::make_unique<Relinking>(originalTransport(In, Out, Mirror, Pretty, Style));
}

} // namespace leash
