package dev.play.template.library;

/** The library of Jinja2's and Ansible's own filters, tests, lookups and functions. */
public final class StandardLibrary {
  private StandardLibrary() {}

  public static Library create() {
    return Library.builder().build();
  }
}
