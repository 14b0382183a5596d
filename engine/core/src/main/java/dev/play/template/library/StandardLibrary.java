package dev.play.template.library;

import dev.play.template.filter.ListFilters;
import dev.play.template.filter.Numbers;
import dev.play.template.filter.OrderFilters;
import dev.play.template.filter.SelectFilters;
import dev.play.template.filter.TextFilters;
import dev.play.template.test.CoreTests;

/** The library of Jinja2's and Ansible's own filters, tests, lookups and functions. */
public final class StandardLibrary {
  private StandardLibrary() {}

  public static Library create() {
    Library.Builder library = Library.builder();
    TextFilters.register(library);
    ListFilters.register(library);
    OrderFilters.register(library);
    SelectFilters.register(library);
    Numbers.register(library);
    CoreTests.register(library);
    return library.build();
  }
}
