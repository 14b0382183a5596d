package dev.play.template.library;

/** Names that Ansible's users know and that are left out on purpose, with the reason. */
final class Unsupported {
  private Unsupported() {}

  static void register(Library.Builder library) {
    library
        .unsupported(Library.Kind.FUNCTION, "lipsum", "filler text has no place in a configuration")
        .unsupported(
            Library.Kind.LOOKUP,
            "redis etcd etcd3 consul_kv hashi_vault aws_secret aws_ssm onepassword passwordstore dig"
                + " dnstxt keyring lastpass bitwarden",
            "lookups in other services are not supported");
  }
}
