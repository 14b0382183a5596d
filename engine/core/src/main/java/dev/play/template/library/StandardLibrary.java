package dev.play.template.library;

import dev.play.template.filter.ChanceFilters;
import dev.play.template.filter.CollectionFilters;
import dev.play.template.filter.DictFilters;
import dev.play.template.filter.Globals;
import dev.play.template.filter.ListFilters;
import dev.play.template.filter.MiscFilters;
import dev.play.template.filter.Numbers;
import dev.play.template.filter.OrderFilters;
import dev.play.template.filter.PathFilters;
import dev.play.template.filter.SelectFilters;
import dev.play.template.filter.TimeFilters;
import dev.play.template.filter.crypt.HashFilters;
import dev.play.template.filter.crypt.VaultFilters;
import dev.play.template.filter.data.BroughtFilters;
import dev.play.template.filter.data.DataFilters;
import dev.play.template.filter.general.GeneralFilters;
import dev.play.template.filter.net.NetworkFilters;
import dev.play.template.filter.text.RegexFilters;
import dev.play.template.filter.text.TextFilters;
import dev.play.template.lookup.CommandLookups;
import dev.play.template.lookup.FileLookups;
import dev.play.template.lookup.ListLookups;
import dev.play.template.lookup.LookupFunctions;
import dev.play.template.lookup.PasswordLookup;
import dev.play.template.lookup.TemplateLookup;
import dev.play.template.lookup.VariableLookups;
import dev.play.template.lookup.web.UrlLookup;
import dev.play.template.test.AnsibleTests;
import dev.play.template.test.CoreTests;
import dev.play.template.test.FileTests;

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
    RegexFilters.register(library);
    CollectionFilters.register(library);
    DictFilters.register(library);
    PathFilters.register(library);
    DataFilters.register(library);
    BroughtFilters.register(library);
    HashFilters.register(library);
    ChanceFilters.register(library);
    TimeFilters.register(library);
    NetworkFilters.register(library);
    MiscFilters.register(library);
    Globals.register(library);
    LookupFunctions.register(library);
    ListLookups.register(library);
    VariableLookups.register(library);
    FileLookups.register(library);
    CommandLookups.register(library);
    TemplateLookup.register(library);
    PasswordLookup.register(library);
    UrlLookup.register(library);
    VaultFilters.register(library);
    GeneralFilters.register(library);
    Unsupported.register(library);
    CoreTests.register(library);
    AnsibleTests.register(library);
    FileTests.register(library);
    return library.build();
  }
}
