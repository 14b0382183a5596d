package dev.play.host;

/** A host's name in the inventory ({@code inventory_hostname}); not necessarily its address. */
public record HostName(String name) implements Comparable<HostName> {
  public HostName {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a host needs a name");
    }
  }

  @Override
  public int compareTo(HostName other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
