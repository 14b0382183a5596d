package dev.play.template.filter.data;

import static dev.play.template.filter.Inputs.text;

import dev.play.module.ModuleFailure;
import dev.play.module.TextFilters;
import dev.play.template.EvaluationException;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.value.Value;
import java.util.ServiceLoader;

/** Filters that come with modules, which are looked for when a template uses one. */
public final class BroughtFilters {
  private BroughtFilters() {}

  public static void register(Library.Builder library) {
    for (String name : new String[] {"x509_certificate_info", "openssl_csr_info"}) {
      library.filter(name, "name_encoding?", (v, a, e) -> read(name, v, a, e));
    }
    library.filter(
        "openssl_publickey_info", "", (v, a, e) -> read("openssl_publickey_info", v, a, e));
  }

  private static Value read(String name, Value of, Arguments given, Evaluation at) {
    if (given.has("name_encoding") && !text(given.value("name_encoding")).equals("ignore")) {
      throw EvaluationException.of("name_encoding of " + name + " can be ignore only");
    }
    TextFilters filters =
        ServiceLoader.load(TextFilters.class, TextFilters.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .filter(f -> f.has(name))
            .findFirst()
            .orElseThrow(() -> EvaluationException.of("no module brings the filter " + name));
    try {
      return filters.read(name, text(of), at.scope().lookups().clock().instant());
    } catch (ModuleFailure e) {
      throw EvaluationException.of(name + ": " + e.getMessage());
    }
  }
}
