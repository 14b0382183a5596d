package dev.play.settings;

import dev.play.value.Value;
import java.util.List;

/**
 * A setting that Ansible knows.
 *
 * @param plugin {@code TYPE/NAME} of the plugin whose option it is; empty for Ansible's own
 * @param name as documented: {@code DEFAULT_FORKS}
 * @param environment environment variables that set it, later ones win
 * @param keys where configuration files set it, later ones win
 * @param variables host variables that set it
 * @param fallback what it is when nobody sets it; <code>{home}</code> stands for ANSIBLE_HOME
 * @param choices the only values allowed; empty for any
 */
record Setting(
    String plugin,
    String name,
    Type type,
    List<String> environment,
    List<Key> keys,
    List<String> variables,
    Value fallback,
    List<String> choices,
    Meaning meaning) {
  /** A key of a configuration file's section. */
  record Key(String section, String name) {}

  /** What its text is turned into. */
  enum Type {
    TEXT,
    FLAG,
    INTEGER,
    FLOAT,
    LIST,
    PATH,
    PATHSPEC,
    PATHLIST,
    RAW,
    NONE
  }

  /** What it is to play. */
  enum Meaning {
    /** It does here what it does there. */
    USED,
    /** It has nothing to act on and can change no result. */
    HARMLESS,
    /** Nothing here follows it, and a run may differ for that: whoever sets it is told. */
    WARNS
  }
}
