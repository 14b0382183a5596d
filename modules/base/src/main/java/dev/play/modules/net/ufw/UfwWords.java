package dev.play.modules.net.ufw;

import java.util.List;
import java.util.Optional;

/** What ufw takes for an address, a port and the like, and how it is switched. */
public final class UfwWords {
  private UfwWords() {}

  /** Refuses what is neither {@code any} nor an address nor a network. */
  public static void address(String option, String text) {
    matching(option, Optional.of(text), "any|[0-9A-Fa-f:.]+(/[0-9.]+)?");
  }

  /** Refuses what an expression does not match. */
  public static void matching(String option, Optional<String> text, String expression) {
    if (text.isPresent() && !text.get().matches(expression)) {
      throw new IllegalArgumentException(option + " cannot be '" + text.get() + "'");
    }
  }

  /**
   * The call that brings ufw to a state.
   *
   * @param wanted enabled, disabled, reloaded or reset
   * @return empty where it is as wanted
   */
  public static Optional<List<String>> state(String wanted, boolean active) {
    return switch (wanted) {
      case "enabled" -> active ? Optional.empty() : Optional.of(List.of("--force", "enable"));
      case "disabled" -> active ? Optional.of(List.of("--force", "disable")) : Optional.empty();
      case "reloaded" -> Optional.of(List.of("--force", "reload"));
      default -> Optional.of(List.of("--force", "reset"));
    };
  }
}
