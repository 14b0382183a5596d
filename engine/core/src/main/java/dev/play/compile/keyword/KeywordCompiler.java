package dev.play.compile.keyword;

import dev.play.compile.Keywords;
import dev.play.compile.ModuleDefaults;
import dev.play.compile.role.ActionGroups;
import dev.play.compile.text.Texts;
import dev.play.compile.text.Worded;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.source.Diagnostics;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Compiles the keywords of one place and merges them with those around it: conditions, tags,
 * environment and module defaults add up, the rest overrides, and what belongs to a task alone
 * (loop, register, ...) is not inherited.
 */
public final class KeywordCompiler {
  private final Texts texts;
  private final Diagnostics problems;
  private final DefaultsNames names;
  private final Consumer<Node> collections;

  private static final String GROUP = "group/";

  /** Whose defaults {@code module_defaults} gives. */
  public interface DefaultsNames {
    /** The name by which defaults for a module are kept. */
    String shortName(String name);

    /** What is in a group, as {@link ModuleDefaults.Group} has it; empty for no such group. */
    Optional<Set<String>> members(String group);
  }

  /**
   * @param collections told what stands behind {@code collections}
   */
  public KeywordCompiler(
      Texts texts, Diagnostics problems, DefaultsNames names, Consumer<Node> collections) {
    this.collections = collections;
    this.texts = texts;
    this.problems = problems;
    this.names = names;
  }

  /** The keywords of a task; {@code loop} compiled already. */
  public Keywords task(Keywords around, KeywordMap own, Optional<Keywords.Loop> loop) {
    return merge(around, own, loop, true);
  }

  /** The keywords of a play, role, block or static import. */
  public Keywords container(Keywords around, KeywordMap own) {
    return merge(around, own, Optional.empty(), false);
  }

  private Keywords merge(
      Keywords around, KeywordMap own, Optional<Keywords.Loop> loop, boolean named) {
    own.get(Keyword.COLLECTIONS).ifPresent(collections);
    return new Keywords(
        named ? name(own) : Optional.empty(),
        joined(around.when(), texts.conditions(own.get(Keyword.WHEN))),
        loop,
        one(own, Keyword.REGISTER),
        texts.conditions(own.get(Keyword.CHANGED_WHEN)),
        texts.conditions(own.get(Keyword.FAILED_WHEN)),
        texts.conditions(own.get(Keyword.UNTIL)),
        one(own, Keyword.RETRIES),
        one(own, Keyword.DELAY),
        either(own, Keyword.IGNORE_ERRORS, around.ignoreErrors()),
        either(own, Keyword.IGNORE_UNREACHABLE, around.ignoreUnreachable()),
        become(own, around.become()),
        either(own, Keyword.CONNECTION, around.connection()),
        one(own, Keyword.USER).or(() -> either(own, Keyword.REMOTE_USER, around.remoteUser())),
        either(own, Keyword.PORT, around.port()),
        either(own, Keyword.TIMEOUT, around.timeout()),
        either(own, Keyword.DELEGATE_TO, around.delegateTo()),
        either(own, Keyword.DELEGATE_FACTS, around.delegateFacts()),
        either(own, Keyword.RUN_ONCE, around.runOnce()),
        either(own, Keyword.CHECK_MODE, around.checkMode()),
        either(own, Keyword.DIFF, around.diff()),
        either(own, Keyword.NO_LOG, around.noLog()),
        either(own, Keyword.ANY_ERRORS_FATAL, around.anyErrorsFatal()),
        either(own, Keyword.THROTTLE, around.throttle()),
        one(own, Keyword.ASYNC),
        one(own, Keyword.POLL),
        either(own, Keyword.DEBUGGER, around.debugger()),
        joined(around.environment(), texts.values(own.get(Keyword.ENVIRONMENT))),
        own.has(Keyword.NOTIFY) ? texts.values(own.get(Keyword.NOTIFY)) : around.notifies(),
        texts.values(own.get(Keyword.LISTEN)),
        tags(around.tags(), own.get(Keyword.TAGS)),
        moduleDefaults(around.moduleDefaults(), own.get(Keyword.MODULE_DEFAULTS)));
  }

  private Keywords.Become become(KeywordMap own, Keywords.Become around) {
    return new Keywords.Become(
        either(own, Keyword.BECOME, around.become()),
        either(own, Keyword.BECOME_USER, around.user()),
        either(own, Keyword.BECOME_METHOD, around.method()),
        either(own, Keyword.BECOME_FLAGS, around.flags()),
        either(own, Keyword.BECOME_EXE, around.exe()));
  }

  /** With its words, for where it cannot be evaluated. */
  private static Compiled worded(Compiled name, Node node) {
    return name.constant().isEmpty() && node instanceof Node.Scalar scalar
        ? new Worded(name, scalar.text())
        : name;
  }

  private Optional<Compiled> name(KeywordMap own) {
    return own.get(Keyword.NAME).map(node -> worded(texts.value(node), node));
  }

  private Optional<Compiled> one(KeywordMap own, Keyword keyword) {
    return own.get(keyword).map(texts::value);
  }

  private Optional<Compiled> either(KeywordMap own, Keyword keyword, Optional<Compiled> around) {
    return one(own, keyword).map(given -> OrAround.of(given, around)).or(() -> around);
  }

  private static List<Compiled> joined(List<Compiled> around, List<Compiled> own) {
    if (own.isEmpty()) {
      return around;
    }
    List<Compiled> all = new ArrayList<>(around);
    all.addAll(own);
    return all;
  }

  private Set<String> tags(Set<String> around, Optional<Node> node) {
    if (node.isEmpty()) {
      return around;
    }
    Set<String> all = new LinkedHashSet<>(around);
    List<Node> items =
        node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
    for (Node item : items) {
      if (item instanceof Node.Scalar scalar) {
        if (scalar.value() instanceof Value.Template) {
          problems.warning(
              scalar.span(),
              "this tag is not known before the run, so it selects nothing: what it needs is not defined by the playbook");
          continue;
        }
        for (String tag : scalar.text().split(",")) {
          if (!tag.isBlank()) {
            all.add(tag.strip());
          }
        }
      }
    }
    return all;
  }

  private ModuleDefaults moduleDefaults(ModuleDefaults around, Optional<Node> node) {
    if (node.isEmpty()) {
      return around;
    }
    ModuleDefaults all = around;
    List<Node> items =
        node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
    for (Node item : items) {
      if (!(item instanceof Node.Mapping mapping)) {
        problems.error(item.span(), "module_defaults must be a dictionary of constants' names");
        continue;
      }
      for (Node.Entry entry : mapping.entries()) {
        if (entry.value() instanceof Node.Mapping arguments) {
          all = moduleDefaults(all, entry, new YamlData(problems).entries(arguments));
        } else {
          problems.error(
              entry.value().span(), "the defaults of " + entry.name() + " must be a dictionary");
        }
      }
    }
    return all;
  }

  private ModuleDefaults moduleDefaults(
      ModuleDefaults around, Node.Entry entry, Map<String, Value> arguments) {
    if (!entry.name().startsWith(GROUP)) {
      return around.with(names.shortName(entry.name()), arguments);
    }
    String group = ActionGroups.fullName(entry.name().substring(GROUP.length()));
    Optional<Set<String>> members = names.members(group);
    if (members.isEmpty()) {
      problems.error(
          entry.key().span(),
          "Error loading module_defaults: could not resolve the module_defaults group " + group,
          "groups are what installed collections say in their meta/runtime.yml");
    }
    return around.with(group, new ModuleDefaults.Group(members.orElse(Set.of()), arguments));
  }
}
