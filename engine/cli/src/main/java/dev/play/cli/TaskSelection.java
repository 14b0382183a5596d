package dev.play.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of a playbook's tasks are done, and how its plays are gone about. */
final class TaskSelection {
  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAGS",
      description = "Only what has one of these tags.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--skip-tags",
      paramLabel = "TAGS",
      description = "Leave out what has one of these tags.")
  List<String> skipTags = new ArrayList<>();

  @Option(names = "--start-at-task", paramLabel = "NAME", description = "Begin with this task.")
  String startAt = "";

  @Option(names = "--force-handlers", description = "Run handlers on hosts that have failed, too.")
  boolean forceHandlers;

  @Option(
      names = "--flush-cache",
      description = "Forget the facts that are kept of the inventory's hosts.")
  boolean flushCache;

  @Option(names = "--step", description = "Ask before each task.")
  boolean step;
}
