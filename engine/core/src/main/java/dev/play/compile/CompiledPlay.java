package dev.play.compile;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One play.
 *
 * @param name as given, or the hosts pattern
 * @param directory of the playbook, where relative names start
 * @param vars the play's own {@code vars}
 * @param varsFiles in order; of each entry's names the first file that is there counts
 * @param gatherFacts as given; the default is to gather
 * @param gatherOptions further arguments of gathering: {@code fact_path}, {@code gather_timeout}
 * @param serial batch sizes: numbers or percentages; empty for all hosts at once
 * @param steps pre_tasks, flush, roles, tasks, flush, post_tasks, flush: already in order, with
 *     {@link Step.Meta} steps for the flushes
 * @param handlers of the play and of its roles (static ones), in definition order
 * @param roles names of the roles in use, dependencies included, in order
 * @param referencedFacts names that the play may look up in facts, for gathering no more than
 *     needed, without their prefix {@code ansible_}; holds {@code *} when that cannot be told
 */
public record CompiledPlay(
    Compiled name,
    Span span,
    Path directory,
    Compiled hosts,
    Keywords keywords,
    VarLayer vars,
    List<List<Compiled>> varsFiles,
    List<VarsPrompt> prompts,
    Optional<Compiled> gatherFacts,
    List<String> gatherSubset,
    Map<String, Value> gatherOptions,
    Optional<Compiled> serial,
    Optional<Compiled> maxFailPercentage,
    Optional<Compiled> strategy,
    Optional<Compiled> order,
    Optional<Compiled> forceHandlers,
    List<Step> steps,
    List<Step> handlers,
    List<String> roles,
    Set<String> referencedFacts) {
  /** In {@link #referencedFacts}: any fact may be looked up. */
  public static final String ANY_FACT = "*";

  public CompiledPlay {
    varsFiles = List.copyOf(varsFiles);
    prompts = List.copyOf(prompts);
    gatherSubset = List.copyOf(gatherSubset);
    gatherOptions = Map.copyOf(gatherOptions);
    steps = List.copyOf(steps);
    handlers = List.copyOf(handlers);
    roles = List.copyOf(roles);
    referencedFacts = Set.copyOf(referencedFacts);
  }

  /** The same play with its referenced facts known. */
  public CompiledPlay withReferencedFacts(Set<String> facts) {
    return new CompiledPlay(
        name,
        span,
        directory,
        hosts,
        keywords,
        vars,
        varsFiles,
        prompts,
        gatherFacts,
        gatherSubset,
        gatherOptions,
        serial,
        maxFailPercentage,
        strategy,
        order,
        forceHandlers,
        steps,
        handlers,
        roles,
        facts);
  }

  /** A question to the operator before the play. */
  public record VarsPrompt(
      String name,
      String prompt,
      Optional<Compiled> defaultValue,
      boolean isPrivate,
      boolean confirm,
      Optional<String> encrypt,
      Optional<Integer> saltSize) {}
}
